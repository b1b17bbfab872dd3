package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DocumentProjectionTest {

  @Property(tries = 500)
  void what_is_meant_equals_what_xero_answers_in_its_own_notation(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode meant = Drafts.body(random);

    assertThat(DocumentProjection.invoice(answered(meant, random))).isEqualTo(
      DocumentProjection.invoice(meant)
    );
  }

  @Property(tries = 200)
  void a_cent_more_or_another_day_is_a_difference(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode meant = Drafts.body(random);
    ObjectNode cent = answered(meant, random);
    cent.put("Total", cent.path("Total").decimalValue().add(new BigDecimal("0.01")));
    ObjectNode day = answered(meant, random);
    day.put("DateString", LocalDate.parse(meant.path("Date").asText()).plusDays(1) + "T00:00:00");

    String projection = DocumentProjection.invoice(meant);
    assertThat(DocumentDifference.words(projection, DocumentProjection.invoice(cent))).contains("total ");
    assertThat(DocumentDifference.words(projection, DocumentProjection.invoice(day))).contains("date ");
    assertThat(DocumentDifference.words(projection, projection)).isEmpty();
  }

  @Test
  void totals_follow_from_the_lines_for_each_kind_of_amounts() {
    assertThat(totals("Inclusive")).isEqualTo("110.00 10.00");
    assertThat(totals("Exclusive")).isEqualTo("120.00 10.00");
    assertThat(totals("NoTax")).isEqualTo("110.00 0.00");
  }

  @Test
  void a_unit_price_of_four_places_counts_in_full() {
    ObjectNode body = XeroJson.object().put("LineAmountTypes", "NoTax");
    body
      .putArray("LineItems")
      .addObject()
      .put("Quantity", new BigDecimal("3"))
      .put("UnitAmount", new BigDecimal("33.3333"));

    assertThat(read(DocumentProjection.invoice(body)).path("total").asText()).isEqualTo("100.00");
  }

  @Test
  void keys_are_sorted_and_amounts_are_text() {
    JsonNode projection = read(DocumentProjection.invoice(Drafts.body(new Random(1))));

    assertSorted(projection);
    projection.path("lines").forEach(DocumentProjectionTest::assertSorted);
    assertThat(projection.path("total").isTextual()).isTrue();
    assertThat(projection.path("lines").path(0).path("unit").asText()).matches("-?\\d+\\.\\d{4}");
  }

  @Test
  void the_words_of_a_difference_name_no_line_and_no_reference() {
    ObjectNode meant = Drafts.body(new Random(7)).put("Reference", "for Jane Roe");
    ObjectNode other = meant.deepCopy().put("Reference", "for John Doe");

    assertThat(DocumentDifference.words(DocumentProjection.invoice(meant), DocumentProjection.invoice(other)))
      .contains("reference")
      .doesNotContain("Roe")
      .doesNotContain("Doe");
  }

  @Test
  void a_number_like_0_1_stays_exact() {
    JsonNode read = read("{\"Total\":0.1,\"Quantity\":1e2}");

    assertThat(read.path("Total").decimalValue()).isEqualTo(new BigDecimal("0.1"));
    assertThat(DocumentProjection.invoice(read)).contains("\"total\":\"0.10\"");
  }

  @Test
  void tracking_is_ours_in_whatever_order_xero_lists_it() {
    String meant = tracked("Channel", "Online", "Region", "East");

    assertThat(tracked("Region", "East", "Channel", "Online")).isEqualTo(meant);
    assertThat(DocumentDifference.words(meant, tracked("Channel", "Online", "Region", "West"))).isEqualTo(
      "line 1 tracking Channel: Online, Region: West instead of Channel: Online, Region: East"
    );
    assertThat(tracked()).doesNotContain("tracking");
  }

  @Test
  void an_item_is_ours_where_we_name_one() {
    ObjectNode body = XeroJson.object().put("LineAmountTypes", "NoTax");
    ObjectNode line = body.putArray("LineItems").addObject();
    String without = DocumentProjection.invoice(body);
    line.put("ItemCode", "BOWL");

    assertThat(without).doesNotContain("item");
    assertThat(DocumentProjection.invoice(body)).contains("\"item\":\"BOWL\"");
  }

  private static String tracked(String... categoriesAndOptions) {
    ObjectNode body = XeroJson.object().put("LineAmountTypes", "NoTax");
    ArrayNode tracking = body.putArray("LineItems").addObject().putArray("Tracking");
    for (int i = 0; i < categoriesAndOptions.length; i += 2) {
      tracking
        .addObject()
        .put("Name", categoriesAndOptions[i])
        .put("Option", categoriesAndOptions[i + 1])
        .put("TrackingCategoryID", "any");
    }
    return DocumentProjection.invoice(body);
  }

  private static String totals(String amounts) {
    ObjectNode body = XeroJson.object().put("LineAmountTypes", amounts);
    body
      .putArray("LineItems")
      .addObject()
      .put("Quantity", BigDecimal.ONE)
      .put("UnitAmount", new BigDecimal("110"))
      .put("TaxAmount", BigDecimal.TEN);
    JsonNode projection = read(DocumentProjection.invoice(body));
    return projection.path("total").asText() + " " + projection.path("totalTax").asText();
  }

  private static JsonNode read(String json) {
    return XeroJson.own(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertSorted(JsonNode node) {
    List<String> names = new ArrayList<>();
    Iterator<String> fields = node.fieldNames();
    fields.forEachRemaining(names::add);
    assertThat(names).isSorted();
  }

  /** The same document as Xero writes it: its dates, its places, null and extra fields, totals. */
  private static ObjectNode answered(ObjectNode meant, Random random) {
    ObjectNode answer = meant.deepCopy();
    answer
      .put("InvoiceID", "6a1e0d3c-0000-4000-8000-000000000001")
      .put("HasErrors", false)
      .put("Url", (String) null);
    for (String field : List.of("Date", "DueDate")) {
      LocalDate day = LocalDate.parse(meant.path(field).asText());
      answer.put(field, "/Date(" + day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli() + "+0000)/");
      if (random.nextBoolean()) {
        answer.put(field + "String", day + "T00:00:00");
      }
    }
    if (meant.path("Reference").asText().isEmpty()) {
      answer.remove("Reference");
    }
    BigDecimal amounts = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (JsonNode line : answer.path("LineItems")) {
      ObjectNode written = (ObjectNode) line;
      BigDecimal quantity = line.path("Quantity").decimalValue();
      BigDecimal unit = line.path("UnitAmount").decimalValue();
      BigDecimal amount = quantity.multiply(unit).setScale(2, RoundingMode.HALF_UP);
      written.put("Quantity", quantity.setScale(4)).put("UnitAmount", unit.stripTrailingZeros());
      written
        .put("LineAmount", amount)
        .put("LineItemID", "any")
        .put("Description", line.path("Description").asText() + " ");
      written.set("Tracking", XeroJson.object().arrayNode());
      amounts = amounts.add(amount);
      tax = tax.add(line.path("TaxAmount").decimalValue());
    }
    boolean exclusive = meant.path("LineAmountTypes").asText().equals("Exclusive");
    boolean taxed = !meant.path("LineAmountTypes").asText().equals("NoTax");
    if (!taxed) {
      answer
        .path("LineItems")
        .forEach(line -> ((ObjectNode) line).put("TaxType", "NONE").put("TaxAmount", 0));
      tax = BigDecimal.ZERO;
    }
    answer.put("Total", exclusive ? amounts.add(tax) : amounts).put("TotalTax", tax);
    ArrayNode reread = (ArrayNode) answer.path("LineItems");
    assertThat(reread).isNotEmpty();
    return (ObjectNode) read(XeroJson.text(answer));
  }
}
