package io.ledgerroutes.sandbox.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoicesTest {

  private static final String INVOICES = "/api.xro/2.0/Invoices";
  private static final String EACH = INVOICES + "?summarizeErrors=false&unitdp=4";

  private final TestClock clock = new TestClock();
  private Sandbox sandbox;
  private Caller xero;
  private String contact;

  @BeforeEach
  void start() {
    sandbox = new Sandbox(
      SandboxSettings.defaults().withClock(clock).withLimits(new LimitSettings(false, 5, 60, 5000, 10000))
    ).start();
    xero = Caller.connected(sandbox.url(), Caller.TENANT);
    contact = xero
      .put("/api.xro/2.0/Contacts", "{\"Contacts\":[{\"Name\":\"Ann Archer\"}]}")
      .json()
      .path("Contacts")
      .get(0)
      .path("ContactID")
      .asText();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** One sale of one line; the extra text goes into the invoice, the line's into its line. */
  private String sale(String number, String line, String more) {
    return """
    {"Type":"ACCREC","InvoiceNumber":"%s","Contact":{"ContactID":"%s"},"Date":"2026-11-21","DueDate":"2026-11-30",
     "Status":"AUTHORISED","LineItems":[{"Description":"Candle","AccountCode":"200","TaxType":"OUTPUT",%s}]%s}
    """.formatted(number, contact, line, more);
  }

  private String sale(String number) {
    return sale(number, "\"Quantity\":1,\"UnitAmount\":10", "");
  }

  private static String list(String... invoices) {
    return "{\"Invoices\":[" + String.join(",", invoices) + "]}";
  }

  private JsonNode put(String... invoices) {
    return xero.put(EACH, list(invoices)).json().path("Invoices");
  }

  private static List<String> messages(JsonNode element) {
    return element.path("ValidationErrors").findValuesAsText("Message");
  }

  private JsonNode violations() {
    return new Caller(sandbox.url()).get("/sandbox/ledger").json().path("violations");
  }

  @Test
  void each_element_is_written_or_refused_for_itself_when_errors_are_not_summarized() {
    JsonNode first = put(sale("W-1"));
    assertThat(first.get(0).path("StatusAttributeString").asText()).isEqualTo("OK");
    Caller.Reply reply = xero.put(EACH, list(sale("W-1"), sale("W-2")));
    assertThat(reply.status()).isEqualTo(200);
    JsonNode refused = reply.json().path("Invoices").get(0);
    assertThat(refused.path("StatusAttributeString").asText()).isEqualTo("ERROR");
    assertThat(refused.path("HasErrors").asBoolean()).isTrue();
    assertThat(refused.path("InvoiceID").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(refused.path("Status").asText()).isEqualTo("AUTHORISED");
    assertThat(messages(refused)).containsExactly("Invoice # must be unique.");
    assertThat(reply.json().path("Invoices").get(1).path("StatusAttributeString").asText()).isEqualTo("OK");
  }

  @Test
  void one_bad_element_fails_all_when_errors_are_summarized() {
    put(sale("W-1"));
    Caller.Reply reply = xero.put(INVOICES + "?unitdp=4", list(sale("W-2"), sale("W-1")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("ErrorNumber").asInt()).isEqualTo(10);
    assertThat(reply.json().path("Type").asText()).isEqualTo("ValidationException");
    assertThat(messages(reply.json().path("Elements").get(0))).containsExactly("Invoice # must be unique.");
    assertThat(xero.get(INVOICES + "?InvoiceNumbers=W-2").json().path("Invoices")).isEmpty();
  }

  @Test
  void a_number_is_unique_within_a_request_and_whatever_its_case() {
    JsonNode answers = put(sale("W-1"), sale("w-1"));
    assertThat(messages(answers.get(1))).containsExactly("Invoice # must be unique.");
  }

  @Test
  void bills_may_share_a_number_and_carry_no_reference() {
    String bill = sale("B-1", "\"Quantity\":1,\"UnitAmount\":10", ",\"Reference\":\"r\"")
      .replace("ACCREC", "ACCPAY")
      .replace("\"200\"", "\"429\"")
      .replace("OUTPUT", "INPUT");
    JsonNode answers = put(bill, bill);
    assertThat(answers.findValuesAsText("StatusAttributeString")).containsExactly("OK", "OK");
    assertThat(answers.get(0).has("Reference")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
    {
      "Exclusive, 3, 3.3333, 10.00, 1.00, 11.00",
      "Exclusive, 1, 0.05, 0.05, 0.01, 0.06",
      "Inclusive, 1, 19.99, 18.17, 1.82, 19.99",
      "NoTax, 2, 7.50, 15.00, 0.00, 15.00",
    }
  )
  void tax_is_computed_by_line_and_rounded(
    String types,
    String quantity,
    String unit,
    String net,
    String tax,
    String total
  ) {
    JsonNode invoice = put(
      sale(
        "W-1",
        "\"Quantity\":" + quantity + ",\"UnitAmount\":" + unit,
        ",\"LineAmountTypes\":\"" + types + "\""
      )
    ).get(0);
    assertThat(invoice.path("SubTotal").decimalValue()).isEqualByComparingTo(net);
    assertThat(invoice.path("TotalTax").decimalValue()).isEqualByComparingTo(tax);
    assertThat(invoice.path("Total").decimalValue()).isEqualByComparingTo(total);
    assertThat(invoice.path("AmountDue").decimalValue()).isEqualByComparingTo(total);
  }

  @Test
  void a_given_tax_amount_is_honoured() {
    JsonNode invoice = put(sale("W-1", "\"Quantity\":1,\"UnitAmount\":10,\"TaxAmount\":0.99", "")).get(0);
    assertThat(invoice.path("TotalTax").decimalValue()).isEqualByComparingTo("0.99");
  }

  @Test
  void without_unitdp_unit_prices_are_rounded_to_two_places_and_that_is_counted() {
    String body = list(sale("W-1", "\"Quantity\":1000,\"UnitAmount\":0.0049", ""));
    JsonNode invoice = xero.put(INVOICES + "?summarizeErrors=false", body).json().path("Invoices").get(0);
    assertThat(invoice.path("SubTotal").decimalValue()).isEqualByComparingTo("0.00");
    assertThat(violations().path("unitdp-missing").asInt()).isEqualTo(1);
    assertThat(
      put(sale("W-2", "\"Quantity\":1000,\"UnitAmount\":0.0049", "")).get(0).path("SubTotal").decimalValue()
    ).isEqualByComparingTo("4.90");
  }

  @Test
  void accounts_tax_types_currencies_and_contacts_are_checked_in_xeros_words() {
    assertThat(messages(put(sale("W-1").replace("\"200\"", "\"999\"")).get(0))).contains(
      "Account code '999' is not a valid code for this document."
    );
    assertThat(messages(put(sale("W-1").replace("\"200\"", "\"090\"")).get(0))).contains(
      "Account code '090' is not a valid code for this document."
    );
    assertThat(messages(put(sale("W-1").replace("OUTPUT", "INPUT")).get(0))).containsExactly(
      "The TaxType code 'INPUT' cannot be used with account code '200'."
    );
    assertThat(
      messages(put(sale("W-1", "\"UnitAmount\":1", ",\"CurrencyCode\":\"CHF\"")).get(0))
    ).containsExactly("Organisation is not subscribed to currency CHF");
    assertThat(
      messages(put(sale("W-1").replace(contact, "4fe4a3bb-0000-4000-8000-000000000000")).get(0))
    ).containsExactly("A Contact must be specified for this type of transaction");
    assertThat(messages(put(sale("W-1").replace("\"DueDate\":\"2026-11-30\",", "")).get(0))).containsExactly(
      "Due Date cannot be empty."
    );
  }

  @Test
  void the_rounding_account_takes_a_line() {
    String line = "\"Quantity\":1,\"UnitAmount\":0.01";
    JsonNode invoice = put(
      sale("W-1", line, "").replace("\"200\"", "\"860\"").replace("OUTPUT", "BASEXCLUDED")
    ).get(0);
    assertThat(invoice.path("StatusAttributeString").asText()).isEqualTo("OK");
  }

  @Test
  void a_foreign_currency_gets_the_day_rate_unless_one_is_given() {
    JsonNode day = put(sale("W-1", "\"UnitAmount\":1", ",\"CurrencyCode\":\"USD\"")).get(0);
    JsonNode given = put(
      sale("W-2", "\"UnitAmount\":1", ",\"CurrencyCode\":\"USD\",\"CurrencyRate\":0.7")
    ).get(0);
    assertThat(day.path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.655");
    assertThat(given.path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.7");
  }

  @Test
  void contact_fields_in_a_document_overwrite_the_contact_and_are_counted() {
    put(
      sale("W-1").replace(
        "\"Contact\":{\"ContactID\":\"" + contact + "\"}",
        "\"Contact\":{\"ContactID\":\"" + contact + "\",\"Name\":\"Renamed\"}"
      )
    );
    JsonNode now = xero.get("/api.xro/2.0/Contacts/" + contact).json().path("Contacts").get(0);
    assertThat(now.path("Name").asText()).isEqualTo("Renamed");
    assertThat(violations().path("contact-fields-in-document").asInt()).isEqualTo(1);
  }

  @Test
  void an_unknown_field_is_refused_and_counted() {
    Caller.Reply reply = xero.put(EACH, list(sale("W-1", "\"Qty\":1", "")));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("LineItems.Qty");
    assertThat(violations().path("unknown-field").asInt()).isEqualTo(1);
  }

  @Test
  void a_line_without_its_id_is_made_anew_and_one_not_named_is_deleted() {
    JsonNode made = put(
      sale("W-1").replace("]}", ",{\"Description\":\"Two\",\"UnitAmount\":5,\"AccountCode\":\"200\"}]}")
    ).get(0);
    String kept = made.path("LineItems").get(0).path("LineItemID").asText();
    String update =
      "{\"InvoiceID\":\"" +
      made.path("InvoiceID").asText() +
      "\",\"LineItems\":[{\"LineItemID\":\"" +
      kept +
      "\",\"UnitAmount\":11},{\"Description\":\"New\",\"UnitAmount\":1,\"AccountCode\":\"200\"}]}";
    JsonNode lines = xero.post(EACH, list(update)).json().path("Invoices").get(0).path("LineItems");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).path("LineItemID").asText()).isEqualTo(kept);
    assertThat(lines.get(0).path("Description").asText()).isEqualTo("Candle");
    assertThat(lines.get(0).path("LineAmount").decimalValue()).isEqualByComparingTo("11.00");
    assertThat(lines.findValuesAsText("Description")).containsExactly("Candle", "New");
  }

  @Test
  void a_post_updates_the_sale_of_that_number() {
    String id = put(sale("W-1")).get(0).path("InvoiceID").asText();
    JsonNode updated = xero
      .post(EACH, list(sale("W-1", "\"Quantity\":2,\"UnitAmount\":10", "")))
      .json()
      .path("Invoices")
      .get(0);
    assertThat(updated.path("InvoiceID").asText()).isEqualTo(id);
    assertThat(updated.path("Total").decimalValue()).isEqualByComparingTo("22.00");
  }

  @Test
  void deleted_is_for_drafts_and_voided_for_approved_ones() {
    String draft = put(sale("W-1").replace("AUTHORISED", "DRAFT")).get(0).path("InvoiceID").asText();
    String approved = put(sale("W-2")).get(0).path("InvoiceID").asText();
    assertThat(messages(status(draft, "VOIDED"))).containsExactly(
      "Invoice not of valid status for modification"
    );
    assertThat(messages(status(approved, "DELETED"))).containsExactly(
      "Invoice not of valid status for modification"
    );
    assertThat(status(draft, "DELETED").path("Status").asText()).isEqualTo("DELETED");
    assertThat(status(approved, "VOIDED").path("Status").asText()).isEqualTo("VOIDED");
    assertThat(messages(status(approved, "AUTHORISED"))).containsExactly(
      "Invoice not of valid status for modification"
    );
    assertThat(put(sale("W-1")).get(0).path("StatusAttributeString").asText()).isEqualTo("OK");
    assertThat(messages(put(sale("W-2")).get(0))).containsExactly("Invoice # must be unique.");
  }

  private JsonNode status(String id, String status) {
    String body = list("{\"InvoiceID\":\"" + id + "\",\"Status\":\"" + status + "\"}");
    return xero.post(EACH, body).json().path("Invoices").get(0);
  }

  @Test
  void dates_are_answered_in_millis_of_utc_midnight_and_as_text_without_zone() {
    JsonNode invoice = put(sale("W-1")).get(0);
    assertThat(invoice.path("Date").asText()).isEqualTo("/Date(1795219200000+0000)/");
    assertThat(invoice.path("DateString").asText()).isEqualTo("2026-11-21T00:00:00");
    assertThat(invoice.path("UpdatedDateUTC").asText()).isEqualTo("/Date(" + clock.millis() + "+0000)/");
  }

  @Test
  void a_missing_invoice_is_an_empty_404_of_html() {
    Caller.Reply reply = xero.get(INVOICES + "/4fe4a3bb-0000-4000-8000-000000000000");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("Content-Type")).startsWith("text/html");
  }

  @Test
  void who_does_not_ask_for_json_gets_xml_and_is_counted() {
    Caller.Reply reply = xero.without("Accept").get("/api.xro/2.0/Currencies");
    assertThat(reply.header("Content-Type")).startsWith("text/xml");
    assertThat(reply.body()).startsWith("<Response>").contains("<Code>AUD</Code>");
    assertThat(violations().path("no-json-asked-for").asInt()).isEqualTo(1);
  }

  @Test
  void more_than_fifty_elements_are_taken_and_counted() {
    List<String> sales = new ArrayList<>();
    for (int i = 0; i < 51; i++) {
      sales.add(sale("W-" + i));
    }
    assertThat(put(sales.toArray(String[]::new))).hasSize(51);
    assertThat(violations().path("more-than-50-elements").asInt()).isEqualTo(1);
  }

  @Test
  void a_body_beyond_ten_megabytes_is_refused() {
    assertThat(xero.put(EACH, " ".repeat(10 * 1024 * 1024 + 1)).status()).isEqualTo(413);
  }

  @Test
  void nothing_is_booked_into_a_locked_period_unless_an_adviser_connected_the_app() {
    Caller control = new Caller(sandbox.url());
    String lock = "{\"tenant\":\"" + Caller.TENANT + "\",\"PeriodLockDate\":\"2026-11-21\"";
    control.post("/sandbox/organisation", lock + "}");
    assertThat(messages(put(sale("W-1")).get(0)).getFirst()).startsWith(
      "The document date cannot be before the period lock date"
    );
    control.post("/sandbox/organisation", lock + ",\"adviser\":true}");
    assertThat(put(sale("W-1")).get(0).path("StatusAttributeString").asText()).isEqualTo("OK");
  }

  @Test
  void an_approved_invoice_of_zero_is_paid_by_itself() {
    JsonNode invoice = put(sale("W-1", "\"Quantity\":1,\"UnitAmount\":0", "")).get(0);
    assertThat(invoice.path("Status").asText()).isEqualTo("PAID");
  }
}
