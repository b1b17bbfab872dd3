package io.ledgerroutes.sandbox.xero;

import static io.ledgerroutes.sandbox.xero.Desk.messages;
import static io.ledgerroutes.sandbox.xero.Desk.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentsTest {

  private Desk desk;
  private String invoice;

  @BeforeEach
  void start() {
    desk = new Desk();
    invoice = desk.sale("W-1", "100").path("InvoiceID").asText();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private String payment(String id, String amount) {
    return """
    {'Invoice':{'InvoiceID':'%s'},'Account':{'Code':'091'},'Date':'2026-11-22','Amount':%s,'Reference':'ch_1'}
    """.formatted(id, amount);
  }

  private JsonNode invoice() {
    return desk.one("Invoices/" + invoice + "?unitdp=4");
  }

  @Test
  void a_part_payment_moves_what_is_paid_and_due() {
    JsonNode payment = desk.put("Payments", payment(invoice, "40"));
    assertThat(status(payment)).isEqualTo("OK");
    assertThat(payment.path("PaymentType").asText()).isEqualTo("ACCRECPAYMENT");
    assertThat(payment.path("Account").path("Name").asText()).isEqualTo("Shop Clearing");
    assertThat(payment.path("Invoice").path("AmountDue").decimalValue()).isEqualByComparingTo("60.00");
    assertThat(invoice().path("AmountPaid").decimalValue()).isEqualByComparingTo("40.00");
    assertThat(invoice().path("AmountDue").decimalValue()).isEqualByComparingTo("60.00");
    assertThat(invoice().path("Status").asText()).isEqualTo("AUTHORISED");
  }

  @Test
  void a_full_payment_makes_the_invoice_paid_by_itself_on_the_payments_day() {
    desk.put("Payments", payment(invoice, "40"));
    desk.put("Payments", payment(invoice, "60"));
    assertThat(invoice().path("Status").asText()).isEqualTo("PAID");
    assertThat(invoice().path("FullyPaidOnDate").asText()).isEqualTo("/Date(1795305600000+0000)/");
  }

  @Test
  void an_invoice_shows_its_payments_by_id_and_on_pages_but_not_in_a_list_without() {
    String id = desk.put("Payments", payment(invoice, "40")).path("PaymentID").asText();
    JsonNode shown = invoice().path("Payments").get(0);
    assertThat(shown.path("PaymentID").asText()).isEqualTo(id);
    assertThat(shown.path("Date").asText()).isEqualTo("/Date(1795305600000+0000)/");
    assertThat(shown.path("Amount").decimalValue()).isEqualByComparingTo("40.00");
    assertThat(shown.path("Reference").asText()).isEqualTo("ch_1");
    assertThat(desk.one("Invoices?page=1&unitdp=4").path("Payments").get(0)).isEqualTo(shown);
    assertThat(desk.one("Invoices").path("Payments")).isEmpty();
  }

  @Test
  void no_more_than_is_due_can_be_paid() {
    desk.put("Payments", payment(invoice, "60"));
    JsonNode refused = desk.put("Payments", payment(invoice, "40.01"));
    assertThat(messages(refused)).containsExactly(
      "Payment amount exceeds the amount outstanding on this document"
    );
    assertThat(refused.path("HasValidationErrors").asBoolean()).isTrue();
    assertThat(refused.path("PaymentID").asText()).isEqualTo("00000000-0000-0000-0000-000000000000");
    assertThat(invoice().path("AmountDue").decimalValue()).isEqualByComparingTo("40.00");
  }

  @Test
  void a_payment_has_no_unique_key_so_a_repeated_put_pays_twice_while_it_fits() {
    JsonNode answers = desk.answers(
      "PUT",
      "Payments",
      payment(invoice, "50"),
      payment(invoice, "50"),
      payment(invoice, "50")
    );
    assertThat(answers.findValuesAsText("StatusAttributeString")).containsExactly("OK", "OK", "ERROR");
    assertThat(invoice().path("Payments")).hasSize(2);
    assertThat(desk.ledger().path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void one_bad_payment_fails_all_when_errors_are_summarized() {
    String body = "{'Payments':[" + payment(invoice, "50") + "," + payment(invoice, "51") + "]}";
    Caller.Reply reply = desk.send("PUT", "Payments", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("Elements")).hasSize(1);
    assertThat(invoice().path("Payments")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = { "DRAFT", "SUBMITTED" })
  void only_approved_documents_are_paid(String status) {
    String draft = desk
      .put(
        "Invoices",
        desk
          .document("ACCREC", "200", "EXEMPTOUTPUT", "10", "'InvoiceNumber':'W-2'")
          .replace("AUTHORISED", status)
      )
      .path("InvoiceID")
      .asText();
    assertThat(messages(desk.put("Payments", payment(draft, "10")))).containsExactly(
      "Payments can only be made against Authorised documents"
    );
  }

  @ParameterizedTest
  @ValueSource(strings = { "200", "610", "999" })
  void money_goes_to_a_bank_or_an_account_opened_for_payments(String code) {
    JsonNode refused = desk.put("Payments", payment(invoice, "10").replace("'091'", "'" + code + "'"));
    assertThat(messages(refused)).containsExactly(
      "The account must be a bank account or have payments enabled"
    );
    assertThat(status(desk.put("Payments", payment(invoice, "10").replace("'091'", "'835'")))).isEqualTo(
      "OK"
    );
  }

  @Test
  void the_account_and_the_invoice_may_be_named_by_id_or_by_number() {
    JsonNode accounts = desk.get("Accounts");
    String id = "";
    for (JsonNode account : accounts) {
      id = account.path("Code").asText().equals("092") ? account.path("AccountID").asText() : id;
    }
    String byNumber =
      "{'Invoice':{'InvoiceNumber':'W-1'},'Account':{'AccountID':'" +
      id +
      "'},'Date':'2026-11-22','Amount':1}";
    assertThat(desk.put("Payments", byNumber).path("Account").path("Code").asText()).isEqualTo("092");
    assertThat(messages(desk.put("Payments", payment("4fe4a3bb-0000-4000-8000-000000000000", "1")))).hasSize(
      1
    );
  }

  @ParameterizedTest
  @ValueSource(strings = { "0", "-5", "'x'" })
  void an_amount_is_above_zero(String amount) {
    assertThat(status(desk.put("Payments", payment(invoice, amount)))).isEqualTo("ERROR");
  }

  @Test
  void a_deleted_payment_opens_the_invoice_again_and_stays_in_the_list_as_deleted() {
    String id = desk.put("Payments", payment(invoice, "100")).path("PaymentID").asText();
    JsonNode deleted = desk
      .send("POST", "Payments/" + id, "{'Status':'DELETED'}")
      .json()
      .path("Payments")
      .get(0);
    assertThat(deleted.path("Status").asText()).isEqualTo("DELETED");
    assertThat(invoice().path("Status").asText()).isEqualTo("AUTHORISED");
    assertThat(invoice().path("AmountDue").decimalValue()).isEqualByComparingTo("100.00");
    assertThat(invoice().path("Payments")).isEmpty();
    assertThat(invoice().has("FullyPaidOnDate")).isFalse();
    assertThat(desk.one("Payments?page=1").path("Status").asText()).isEqualTo("DELETED");
    assertThat(desk.send("POST", "Payments/" + id, "{'Status':'DELETED'}").status()).isEqualTo(400);
    assertThat(
      desk.send("POST", "Payments/4fe4a3bb-0000-4000-8000-000000000000", "{'Status':'DELETED'}").status()
    ).isEqualTo(404);
  }

  @Test
  void a_payment_cannot_be_changed_nor_a_reconciled_one_deleted() {
    String id = desk
      .put("Payments", payment(invoice, "100").replace("'Amount'", "'IsReconciled':true,'Amount'"))
      .path("PaymentID")
      .asText();
    assertThat(desk.send("POST", "Payments/" + id, "{'Amount':50}").body()).contains("only deleted");
    assertThat(desk.send("POST", "Payments/" + id, "{'Status':'DELETED'}").body()).contains("reconciled");
  }

  @Test
  void payments_are_listed_by_page_change_and_clause() {
    desk.put("Payments", payment(invoice, "10"));
    desk.clock.advance(Duration.ofSeconds(10));
    desk.put("Payments", payment(invoice, "20").replace("ch_1", "ch_2").replace("-22", "-23"));
    JsonNode page = desk.xero.get(Desk.API + "Payments?page=1&pageSize=1&order=UpdatedDateUTC%20DESC").json();
    assertThat(page.path("Payments").get(0).path("Reference").asText()).isEqualTo("ch_2");
    assertThat(page.path("pagination").path("pageCount").asInt()).isEqualTo(2);
    JsonNode since = desk.xero
      .with("If-Modified-Since", "2026-11-21T01:24:05")
      .get(Desk.API + "Payments")
      .json()
      .path("Payments");
    assertThat(since.findValuesAsText("Reference")).containsExactly("ch_2");
    String clause = "Invoice.InvoiceID==guid(\"" + invoice + "\") AND Date<DateTime(2026, 11, 23)";
    JsonNode found = desk.get("Payments?where=" + Caller.encode(clause));
    assertThat(found.findValuesAsText("Reference")).containsExactly("ch_1");
    assertThat(found.get(0).path("Invoice").path("InvoiceNumber").asText()).isEqualTo("W-1");
    assertThat(desk.get("Payments?where=" + Caller.encode("Amount>=20"))).hasSize(1);
  }

  @Test
  void a_bill_is_paid_out() {
    String bill = desk.bill("B-1", "30").path("InvoiceID").asText();
    JsonNode payment = desk.put("Payments", payment(bill, "30").replace("'091'", "'090'"));
    assertThat(payment.path("PaymentType").asText()).isEqualTo("ACCPAYPAYMENT");
    assertThat(desk.one("Invoices/" + bill + "?unitdp=4").path("Status").asText()).isEqualTo("PAID");
  }

  @Test
  void a_foreign_invoice_is_paid_at_the_rate_given_and_the_bank_gets_its_own_currency() {
    String foreign = desk
      .put(
        "Invoices",
        desk.document(
          "ACCREC",
          "200",
          "EXEMPTOUTPUT",
          "100",
          "'InvoiceNumber':'W-2','CurrencyCode':'EUR','CurrencyRate':0.6"
        )
      )
      .path("InvoiceID")
      .asText();
    JsonNode payment = desk.put(
      "Payments",
      payment(foreign, "100").replace("'Amount'", "'CurrencyRate':0.613497,'Amount'")
    );
    assertThat(payment.path("BankAmount").decimalValue()).isEqualByComparingTo("163.00");
    assertThat(payment.path("Amount").decimalValue()).isEqualByComparingTo("100.00");
    assertThat(payment.path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.613497");
  }

  @Test
  void nothing_is_paid_into_a_locked_period_nor_taken_back_out_of_it() {
    String id = desk.put("Payments", payment(invoice, "10")).path("PaymentID").asText();
    desk.tell("organisation", "{'tenant':'" + Caller.TENANT + "','PeriodLockDate':'2026-11-22'}");
    assertThat(messages(desk.put("Payments", payment(invoice, "10"))).getFirst()).startsWith(
      "The document date cannot be before the period lock date"
    );
    assertThat(desk.send("POST", "Payments/" + id, "{'Status':'DELETED'}").body()).contains(
      "period lock date"
    );
  }

  @Test
  void the_ledger_counts_payments_by_type_status_and_currency() {
    desk.put("Payments", payment(invoice, "40"));
    JsonNode sum = desk.ledger().path("documents").path("ACCRECPAYMENT AUTHORISED AUD");
    assertThat(sum.path("count").asInt()).isEqualTo(1);
    assertThat(sum.path("total").decimalValue()).isEqualByComparingTo("40.00");
  }

  @Test
  void payments_want_their_own_scope() {
    String code = Caller.code(desk.sandbox.url(), "offline_access accounting.invoices", "");
    JsonNode pair = new Caller(desk.sandbox.url())
      .with("Authorization", Caller.basic("sandbox-client", "sandbox-secret"))
      .form(
        "/connect/token",
        Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", Caller.REDIRECT)
      )
      .json();
    assertThat(
      desk.xero
        .with("Authorization", "Bearer " + pair.path("access_token").asText())
        .get(Desk.API + "Payments")
        .status()
    ).isEqualTo(401);
  }
}
