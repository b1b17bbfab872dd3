package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommercexero.Booking.Booked;
import io.ledgerroutes.woocommercexero.Booking.HeldBack;
import io.ledgerroutes.woocommercexero.Booking.NotWanted;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceTranslatorTest {

  private static final String CONNECTION = "clay-shop";

  @ParameterizedTest
  @ValueSource(
    strings = { "exclusive-with-everything", "inclusive-one-cent-off", "two-rates-and-a-rounding-line" }
  )
  void an_order_becomes_the_expected_invoice(String name) throws Exception {
    BookedOrder invoice = invoice(Sample.json(name + ".order.json"));

    assertThat(Sample.JSON.readTree(invoice.invoice().body().toString()).toPrettyString()).isEqualTo(
      Sample.json(name + ".invoice.json").toPrettyString()
    );
    assertThat(invoice.invoice().number()).isEqualTo(invoice.invoice().body().path("InvoiceNumber").asText());
  }

  @Test
  void the_draft_stands_for_the_order_of_the_connection() {
    BookedOrder invoice = invoice(Sample.json("inclusive-one-cent-off.order.json"));

    assertThat(invoice.invoice().source()).isEqualTo(new SourceRef(CONNECTION, "woocommerce-order", "2042"));
  }

  @Test
  void an_order_of_the_shop_s_yesterday_is_dated_by_the_organisation_s_day() {
    BookedOrder invoice = invoice(
      changed(order ->
        order.put("date_created_gmt", "2026-06-30T22:30:00").put("date_created", "2026-06-30T22:30:00")
      )
    );

    assertThat(invoice.invoice().body().path("Date").asText()).isEqualTo("2026-07-01");
  }

  @Test
  void one_person_in_two_spellings_of_an_e_mail_is_one_identity() {
    BookedOrder upper = invoice(changed(order -> billing(order).put("email", "Guest.One@Example.test")));
    BookedOrder lower = invoice(changed(order -> billing(order).put("email", "guest.one@example.test")));

    assertThat(upper.person().identity()).isEqualTo(lower.person().identity());
    assertThat(upper.person().contactNumber())
      .isEqualTo(lower.person().contactNumber())
      .startsWith("clay-shop:guest-");
  }

  @Test
  void a_customer_of_the_shop_is_numbered_by_the_connection_and_its_id() {
    BookedOrder invoice = invoice(Sample.json("exclusive-with-everything.order.json"));

    assertThat(invoice.person().contactNumber()).isEqualTo("clay-shop:17");
    assertThat(invoice.person().name()).isEqualTo("Mara Quill");
  }

  @Test
  void an_order_of_nobody_goes_to_the_cash_sale_contact() {
    BookedOrder invoice = invoice(
      changed(order ->
        billing(order).put("company", "").put("first_name", " ").put("email", "not an address")
      )
    );

    assertThat(invoice.person().name()).isEqualTo("Cash sale");
    assertThat(invoice.person().contactNumber()).isEqualTo("clay-shop:cash-sale");
  }

  @Test
  void an_unmapped_rate_is_held_and_named() {
    Booking translation = translate(
      changed(order ->
        taxLine(order).put("rate_code", "GB-VAT-1").put("rate_percent", 20).put("label", "VAT")
      )
    );

    assertThat(translation).isEqualTo(
      new HeldBack("No tax type is mapped for GB VAT 20 %; add it under woocommerce.taxes")
    );
  }

  @Test
  void an_untaxed_line_without_a_rule_is_held_and_named() {
    Booking translation = translate(
      changed(order -> {
        ObjectNode line = (ObjectNode) order.path("line_items").get(0);
        line.put("sku", "VOUCHER").put("total_tax", "0.00").set("taxes", Sample.JSON.createArrayNode());
      })
    );

    assertThat(translation).isEqualTo(
      new HeldBack(
        "No tax type is mapped for an untaxed product (VOUCHER) to AU, tax class standard; " +
          "add a rule under woocommerce.untaxed"
      )
    );
  }

  @Test
  void a_voucher_sold_goes_to_its_liability_account() {
    BookedOrder invoice = invoice(
      changed(order -> {
        ArrayNode items = (ArrayNode) order.path("line_items");
        items
          .addObject()
          .put("id", 9)
          .put("name", "Voucher")
          .put("quantity", 1)
          .put("sku", "CARD-50")
          .put("total", "50.00")
          .put("total_tax", "0.00");
        order.put("total", "110.93");
      })
    );

    JsonNode voucher = invoice.invoice().body().path("LineItems").get(2);
    assertThat(voucher.path("AccountCode").asText()).isEqualTo("835");
    assertThat(voucher.path("TaxType").asText()).isEqualTo("BASEXCLUDED");
  }

  @Test
  void a_gift_card_that_paid_part_of_the_order_is_no_rounding() {
    Booking translation = translate(
      changed(order -> {
        order.put("total", "10.93");
        order.putArray("gift_card_lines").addObject().put("amount", "50.00");
        order.putArray("meta_data").addObject().put("key", "_gift_card_used").put("value", "50.00");
      })
    );

    assertThat(translation).isEqualTo(
      new HeldBack(
        "The order does not add up: its lines come to 60.94 with 5.55 tax, the order says 10.93 with 5.54 tax; " +
          "not understood: gift_card_lines, _gift_card_used"
      )
    );
  }

  @Test
  void an_order_that_costs_nothing_is_skipped_unless_the_setting_says_otherwise() {
    JsonNode free = changed(order -> {
      order.put("total", "0.00").put("total_tax", "0.00");
      order.putArray("line_items").addObject().put("name", "Sample").put("quantity", 1).put("total", "0.00");
      order.putArray("shipping_lines");
      order.putArray("tax_lines");
    });

    assertThat(translate(free)).isInstanceOf(NotWanted.class);
  }

  @Test
  void an_order_split_off_another_is_held() {
    assertThat(translate(changed(order -> order.put("parent_id", 12)))).isInstanceOf(HeldBack.class);
  }

  @Test
  void a_name_of_five_thousand_characters_is_cut_between_characters() {
    BookedOrder invoice = invoice(
      changed(order -> ((ObjectNode) order.path("line_items").get(0)).put("name", "x" + "🏺".repeat(5000)))
    );

    String description = invoice.invoice().body().path("LineItems").get(0).path("Description").asText();
    assertThat(description).hasSizeLessThanOrEqualTo(4000).endsWith("🏺…");
  }

  @Test
  void the_financial_hash_follows_money_and_not_status_or_notes() {
    String before = invoice(changed(order -> {})).invoice().sourceProjection();

    assertThat(
      invoice(changed(order -> order.put("status", "processing").put("customer_note", "hi")))
        .invoice()
        .sourceProjection()
    ).isEqualTo(before);
    assertThat(
      invoice(changed(order -> order.put("total", "60.94").put("total_tax", "5.55")))
        .invoice()
        .sourceProjection()
    ).isNotEqualTo(before);
  }

  private static JsonNode changed(Consumer<ObjectNode> change) {
    ObjectNode order = Sample.json("inclusive-one-cent-off.order.json").deepCopy();
    change.accept(order);
    return order;
  }

  private static ObjectNode billing(ObjectNode order) {
    return (ObjectNode) order.path("billing");
  }

  private static ObjectNode taxLine(ObjectNode order) {
    return (ObjectNode) order.path("tax_lines").get(0);
  }

  private static BookedOrder invoice(JsonNode order) {
    Booking translation = translate(order);
    assertThat(translation).isInstanceOf(Booked.class);
    return ((Booked) translation).order();
  }

  private static Booking translate(JsonNode order) {
    return InvoiceTranslator.translate(Sample.context(CONNECTION), Sample.order(order));
  }
}
