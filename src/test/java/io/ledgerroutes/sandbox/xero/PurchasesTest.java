package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.SandboxSettings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Suppliers, orders and bills of every shape, and what an accountant expects of each. */
class PurchasesTest {

  private static final Set<String> EXPECTED = Set.of(
    "matched",
    "ambiguous",
    "unmatched",
    "held",
    "not-selected"
  );

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk(SandboxSettings.defaults().withLimits(new LimitSettings(false, 5, 60, 5000, 10000)));
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  /** In the desk's organisation unless another is named. */
  private JsonNode raise(String asked) {
    String named = asked.contains("'tenant'")
      ? asked
      : "{'tenant':'" + Caller.TENANT + "'," + asked.substring(1);
    Caller.Reply reply = desk.tell("ledger/bills", named);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json();
  }

  private JsonNode one(String shape) {
    return raise("{'shapes':['" + shape + "'],'seed':5}");
  }

  private JsonNode document(JsonNode bill) {
    String list = bill.path("type").asText().equals("ACCPAY") ? "Invoices" : "CreditNotes";
    return desk.one(list + "/" + bill.path("id").asText() + "?unitdp=4");
  }

  private JsonNode order(JsonNode id) {
    return desk.one("PurchaseOrders/" + id.asText());
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
      .map(each -> each.path(field).asText())
      .toList();
  }

  @ParameterizedTest
  @EnumSource(BillShape.class)
  void each_shape_can_be_raised_alone_in_any_country(BillShape shape) {
    for (XeroTenant tenant : List.of(
      XeroTenant.DEFAULTS.get(0),
      XeroTenant.DEFAULTS.get(6),
      XeroTenant.DEFAULTS.get(7)
    )) {
      JsonNode raised = raise("{'shapes':['" + shape.text() + "'],'tenant':'" + tenant.id() + "'}");
      assertThat(raised.path("bills")).hasSize(shape.papers());
      assertThat(raised.path("ids")).hasSize(shape.papers());
      for (JsonNode bill : raised.path("bills")) {
        assertThat(bill.path("shape").asText()).isEqualTo(shape.text());
        assertThat(bill.path("expect").asText()).isIn(EXPECTED);
        assertThat(texts(raised.path("orders"), "id")).containsAll(texts(bill));
      }
    }
  }

  private static List<String> texts(JsonNode bill) {
    return StreamSupport.stream(bill.path("orders").spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void fifty_are_just_fifty_and_of_every_kind() {
    JsonNode raised = raise("{'count':50,'seed':1}");
    assertThat(raised.path("bills")).hasSize(50);
    assertThat(texts(raised.path("bills"), "expect")).contains(EXPECTED.toArray(String[]::new));
    for (JsonNode bill : raised.path("bills")) {
      JsonNode document = document(bill);
      assertThat(document.path("Contact").path("ContactID")).isEqualTo(bill.path("supplier"));
      assertThat(document.path("SubTotal").decimalValue()).isEqualByComparingTo(
        bill.path("net").decimalValue()
      );
      assertThat(document.path("CurrencyCode")).isEqualTo(bill.path("currency"));
    }
  }

  @Test
  void the_same_seed_raises_the_same() {
    List<String> here = story(raise("{'count':120,'seed':7}"));
    try (Desk other = new Desk()) {
      assertThat(story(other.tell("ledger/bills", "{'count':120,'seed':7}").json())).isEqualTo(here);
    }
  }

  private static List<String> story(JsonNode raised) {
    return StreamSupport.stream(raised.path("bills").spliterator(), false)
      .map(bill -> bill.path("shape") + " " + bill.path("number") + " " + bill.path("total"))
      .toList();
  }

  @Test
  void two_thousand_bills_come_against_fifteen_hundred_orders_of_a_few_hundred_suppliers() {
    JsonNode raised = raise("{'count':2000,'orders':1500,'seed':3}");
    assertThat(new HashSet<>(texts(raised.path("bills"), "id"))).hasSize(2_000);
    assertThat(raised.path("orders").size()).isGreaterThanOrEqualTo(1_500);
    assertThat(Set.copyOf(texts(raised.path("bills"), "supplier")).size()).isBetween(100, 400);
    Set<String> shapes = new HashSet<>(texts(raised.path("bills"), "shape"));
    shapes.addAll(texts(raised.path("orders"), "shape"));
    assertThat(shapes).containsExactlyInAnyOrderElementsOf(
      Arrays.stream(BillShape.values()).map(BillShape::text).toList()
    );
  }

  @Test
  void more_can_be_raised_on_top_and_no_two_orders_of_a_supplier_come_to_the_same_by_chance() {
    raise("{'count':60,'seed':1,'suppliers':2}");
    raise("{'count':60,'seed':1,'suppliers':2}");
    Set<String> seen = new HashSet<>();
    int twice = 0;
    for (JsonNode order : desk.get("PurchaseOrders?page=1&pageSize=1000")) {
      String told = order.path("Contact").path("ContactID").asText() + " " + order.path("SubTotal");
      twice += seen.add(told) ? 0 : 1;
    }
    long equal = StreamSupport.stream(
      desk.get("PurchaseOrders?page=1&pageSize=1000").spliterator(),
      false
    ).count();
    assertThat(twice).isLessThan((int) equal / 10);
  }

  @ParameterizedTest
  @CsvSource(
    {
      "exact, matched",
      "over-billed, unmatched",
      "unknown-order, unmatched",
      "ambiguous, ambiguous",
      "without-number, held",
      "no-vendor, held",
      "archived-supplier, held",
      "draft, not-selected",
      "paid, not-selected",
      "voided, not-selected",
      "zero, not-selected",
      "part-paid, matched",
    }
  )
  void what_is_expected_is_told(String shape, String expected) {
    assertThat(texts(one(shape).path("bills"), "expect")).containsExactly(expected);
  }

  @Test
  void a_copied_order_leaves_its_number_on_both_parts_and_is_billed() {
    JsonNode raised = one("copy-to-bill");
    JsonNode order = order(raised.path("orders").path(0).path("id"));
    assertThat(texts(raised.path("bills"), "number")).containsOnly(
      order.path("PurchaseOrderNumber").asText()
    );
    assertThat(order.path("Status").asText()).isEqualTo("BILLED");
    assertThat(texts(raised.path("bills"), "expect")).containsExactly("held", "held");
  }

  @Test
  void parts_come_to_their_order_and_two_bills_to_two_orders() {
    for (String shape : List.of("partial", "three-parts", "part-quantities", "many-to-many")) {
      JsonNode raised = one(shape);
      BigDecimal billed = sum(raised.path("bills"), "net");
      BigDecimal ordered = BigDecimal.ZERO;
      for (JsonNode order : raised.path("orders")) {
        ordered = ordered.add(order(order.path("id")).path("SubTotal").decimalValue());
      }
      assertThat(billed).as(shape).isEqualByComparingTo(ordered);
    }
    assertThat(one("many-to-many").path("bills").path(0).path("orders")).hasSize(2);
  }

  private static BigDecimal sum(JsonNode list, String field) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode each : list) {
      sum = sum.add(each.path(field).decimalValue());
    }
    return sum;
  }

  @Test
  void a_dearer_bill_stays_within_one_percent_and_ten_of_its_order() {
    JsonNode raised = one("within-tolerance");
    BigDecimal ordered = order(raised.path("orders").path(0).path("id")).path("SubTotal").decimalValue();
    BigDecimal over = raised.path("bills").path(0).path("net").decimalValue().subtract(ordered);
    assertThat(over).isPositive().isLessThanOrEqualTo(BigDecimal.TEN);
    assertThat(over).isLessThanOrEqualTo(ordered.movePointLeft(2));
  }

  @Test
  void a_bill_with_tax_in_its_prices_is_its_order_on_net() {
    JsonNode raised = one("inclusive");
    JsonNode bill = document(raised.path("bills").path(0));
    assertThat(bill.path("LineAmountTypes").asText()).isEqualTo("Inclusive");
    assertThat(bill.path("SubTotal").decimalValue()).isEqualByComparingTo(
      order(raised.path("orders").path(0).path("id")).path("SubTotal").decimalValue()
    );
    assertThat(bill.path("TotalTax").decimalValue()).isPositive();
  }

  @Test
  void a_bill_without_accounts_has_them_on_its_orders_lines() {
    JsonNode raised = one("without-accounts");
    document(raised.path("bills").path(0))
      .path("LineItems")
      .forEach(line -> {
        assertThat(line.has("AccountCode")).isFalse();
        assertThat(line.path("Tracking")).isEmpty();
      });
    order(raised.path("orders").path(0).path("id"))
      .path("LineItems")
      .forEach(line -> {
        assertThat(line.path("AccountCode").asText()).isNotEmpty();
        assertThat(line.path("Tracking")).hasSize(2);
      });
  }

  @Test
  void credits_come_after_their_bill_and_one_that_is_used_leaves_nothing() {
    JsonNode used = one("credit-used");
    JsonNode bill = document(used.path("bills").path(0));
    JsonNode credit = document(used.path("bills").path(1));
    assertThat(credit.path("Type").asText()).isEqualTo("ACCPAYCREDIT");
    assertThat(credit.path("CreditNoteNumber").asText()).startsWith("CR-");
    assertThat(credit.path("RemainingCredit").decimalValue()).isZero();
    assertThat(credit.path("Status").asText()).isEqualTo("PAID");
    assertThat(credit.has("Reference")).isFalse();
    assertThat(bill.path("AmountCredited").decimalValue()).isEqualByComparingTo(
      credit.path("Total").decimalValue()
    );
    JsonNode open = document(one("credit-for-bill").path("bills").path(1));
    assertThat(open.path("RemainingCredit").decimalValue()).isEqualByComparingTo(
      open.path("Total").decimalValue()
    );
  }

  @Test
  void suppliers_have_account_numbers_of_their_own_but_for_a_few_and_groups_and_tax_numbers() {
    raise("{'count':200,'seed':2}");
    List<String> numbers = texts(desk.get("Contacts?page=1&pageSize=1000"), "AccountNumber")
      .stream()
      .filter(number -> !number.isEmpty())
      .toList();
    assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThan(10);
    JsonNode without = desk.one(
      "Contacts/" + one("no-vendor").path("bills").path(0).path("supplier").asText()
    );
    assertThat(without.path("AccountNumber").asText("")).isEmpty();
    JsonNode all = desk.get("Contacts?page=1&pageSize=1000");
    assertThat(texts(all, "TaxNumber")).anyMatch(number -> number.startsWith("51 824"));
    assertThat(all.findValues("ContactGroups")).anyMatch(groups -> !groups.isEmpty());
  }

  @Test
  void bills_answer_as_xero_answers_them() {
    raise("{'count':80,'seed':4}");
    String bills = "Invoices?page=1&pageSize=1000&unitdp=4&where=" + Caller.encode("Type==\"ACCPAY\"");
    JsonNode listed = desk.get(bills);
    assertThat(listed.size()).isPositive();
    for (JsonNode bill : listed) {
      assertThat(bill.path("Type").asText()).isEqualTo("ACCPAY");
      assertThat(bill.has("Reference")).isFalse();
      assertThat(bill.path("LineItems")).isNotEmpty();
    }
    Caller later = desk.xero.with("If-Modified-Since", "2026-11-21T09:00:00");
    assertThat(later.get(Desk.API + bills).json().path("Invoices")).isEmpty();
    JsonNode summary = desk.get("Invoices?where=" + Caller.encode("Type==\"ACCPAY\""));
    summary.forEach(bill -> assertThat(bill.path("LineItems")).isEmpty());
  }

  @Test
  void unless_told_otherwise_the_second_organisation_buys() {
    desk.tell("ledger/bills", "{'count':3}");
    assertThat(desk.get("PurchaseOrders?page=1")).isEmpty();
    Caller second = desk.xero.with("Xero-tenant-id", Caller.OTHER_TENANT);
    assertThat(second.get(Desk.API + "PurchaseOrders?page=1").json().path("PurchaseOrders")).isNotEmpty();
  }

  @Test
  void a_shape_that_there_is_not_is_refused_with_those_that_there_are() {
    Caller.Reply reply = desk.tell("ledger/bills", "{'shapes':['round']}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("no shape round", "copy-to-bill");
  }
}
