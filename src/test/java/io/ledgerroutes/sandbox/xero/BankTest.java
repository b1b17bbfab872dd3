package io.ledgerroutes.sandbox.xero;

import static io.ledgerroutes.sandbox.xero.Desk.messages;
import static io.ledgerroutes.sandbox.xero.Desk.status;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankTest {

  private Desk desk;

  @BeforeEach
  void start() {
    desk = new Desk();
  }

  @AfterEach
  void stop() {
    desk.close();
  }

  private String spend(String reference, String amount) {
    return """
    {'Type':'SPEND','Contact':{'ContactID':'%s'},'BankAccount':{'Code':'092'},'Date':'2026-11-21','Reference':'%s',
     'LineItems':[{'Description':'Fees','Quantity':1,'UnitAmount':%s,'AccountCode':'404','TaxType':'INPUT'}],
     'LineAmountTypes':'Inclusive'}
    """.formatted(desk.contact, reference, amount);
  }

  private String overpayment(String amount) {
    return """
    {'Type':'RECEIVE-OVERPAYMENT','Contact':{'ContactID':'%s'},'BankAccount':{'Code':'092'},'Date':'2026-11-21',
     'Reference':'ch_2','LineItems':[{'Description':'Paid twice','LineAmount':%s}]}
    """.formatted(desk.contact, amount);
  }

  private JsonNode overpaid(String amount) {
    String id = desk.put("BankTransactions", overpayment(amount)).path("OverpaymentID").asText();
    return credit(id);
  }

  private JsonNode credit(String id) {
    return desk.one("Overpayments/" + id + "?unitdp=4");
  }

  private JsonNode transaction(String id) {
    return desk.one("BankTransactions/" + id + "?unitdp=4");
  }

  @Test
  void a_fee_is_spent_from_the_clearing_account() {
    JsonNode made = desk.put("BankTransactions", spend("po_1", "217"));
    assertThat(made.path("Total").decimalValue()).isEqualByComparingTo("217.00");
    assertThat(made.path("TotalTax").decimalValue()).isEqualByComparingTo("19.73");
    assertThat(made.path("BankAccount").path("Name").asText()).isEqualTo("Stripe Clearing");
    assertThat(made.path("Status").asText()).isEqualTo("AUTHORISED");
    assertThat(made.path("IsReconciled").asBoolean()).isFalse();
  }

  @Test
  void a_repeated_put_is_there_twice() {
    desk.put("BankTransactions", spend("po_1", "20"));
    desk.put("BankTransactions", spend("po_1", "20"));
    assertThat(desk.get("BankTransactions?page=1&unitdp=4")).hasSize(2);
    assertThat(desk.ledger().path("duplicates").asInt()).isEqualTo(1);
  }

  @Test
  void transactions_are_found_by_day_and_reference() {
    desk.put("BankTransactions", spend("po_1", "20"));
    desk.put("BankTransactions", spend("po_2", "20").replace("-21", "-25"));
    String clause =
      "Type==\"SPEND\" AND Date>=DateTime(2026,11,20) AND Date<DateTime(2026,11,24) AND Reference==\"po_1\"";
    assertThat(
      desk
        .get("BankTransactions?page=1&unitdp=4&where=" + Caller.encode(clause))
        .findValuesAsText("Reference")
    ).containsExactly("po_1");
    String either = "(Reference==\"po_1\" OR Reference==\"po_2\") AND BankAccount.Code==\"092\"";
    assertThat(desk.get("BankTransactions?page=1&unitdp=4&where=" + Caller.encode(either))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    quoteCharacter = '`',
    value = {
      "'Type':'SPEND' | 'Type':'GIVE'",
      "'Code':'092' | 'Code':'200'",
      "'AccountCode':'404' | 'AccountCode':'090'",
      "'TaxType':'INPUT' | 'TaxType':'OUTPUT'",
      "'LineItems' | 'Url':'https://go.xero.com/','LineItems'",
    }
  )
  void what_is_wrong_with_a_transaction_is_refused(String right, String wrong) {
    String body = spend("po_1", "20").replace(right, wrong);
    assertThat(body).isNotEqualTo(spend("po_1", "20"));
    JsonNode refused = desk.put("BankTransactions", body);
    assertThat(status(refused)).isEqualTo("ERROR");
    assertThat(refused.has("HasErrors")).isFalse();
    assertThat(refused.has("HasValidationErrors")).isFalse();
  }

  @Test
  void a_deleted_transaction_stays_and_a_reconciled_one_cannot_be_deleted() {
    String id = desk.put("BankTransactions", spend("po_1", "20")).path("BankTransactionID").asText();
    assertThat(desk.send("POST", "BankTransactions/" + id, "{'Status':'DELETED'}").status()).isEqualTo(200);
    assertThat(transaction(id).path("Status").asText()).isEqualTo("DELETED");
    String reconciled = desk
      .put("BankTransactions", spend("po_2", "20").replace("'Type'", "'IsReconciled':true,'Type'"))
      .path("BankTransactionID")
      .asText();
    assertThat(
      desk.send("POST", "BankTransactions/" + reconciled, "{'Status':'DELETED'}").status()
    ).isEqualTo(400);
  }

  @Test
  void an_overpayment_is_a_transaction_and_a_credit_without_tax_that_remains() {
    JsonNode made = desk.put("BankTransactions", overpayment("110"));
    assertThat(made.path("LineAmountTypes").asText()).isEqualTo("NoTax");
    assertThat(made.has("Reference")).isFalse();
    JsonNode credit = credit(made.path("OverpaymentID").asText());
    assertThat(credit.path("Type").asText()).isEqualTo("RECEIVE-OVERPAYMENT");
    assertThat(credit.path("RemainingCredit").decimalValue()).isEqualByComparingTo("110.00");
    assertThat(credit.path("TotalTax").decimalValue()).isEqualByComparingTo("0");
    assertThat(credit.path("Reference").asText()).isEqualTo("ch_2");
    assertThat(desk.get("Overpayments?page=1&unitdp=4&References=ch_2,ch_3")).hasSize(1);
    assertThat(desk.get("Overpayments?page=1&unitdp=4&References=ch_3")).isEmpty();
    assertThat(desk.send("PUT", "Overpayments", "{}").status()).isEqualTo(405);
  }

  @Test
  void an_overpayment_is_allocated_to_invoices() {
    String id = overpaid("110").path("OverpaymentID").asText();
    String invoice = desk.sale("W-1", "100").path("InvoiceID").asText();
    String allocation = "{'Invoice':{'InvoiceID':'" + invoice + "'},'Amount':100,'Date':'2026-11-22'}";
    JsonNode answer = desk.put("Overpayments/" + id + "/Allocations", allocation);
    assertThat(answer.path("Overpayment").path("OverpaymentID").asText()).isEqualTo(id);
    assertThat(credit(id).path("RemainingCredit").decimalValue()).isEqualByComparingTo("10.00");
    JsonNode paid = desk.one("Invoices/" + invoice + "?unitdp=4");
    assertThat(paid.path("Status").asText()).isEqualTo("PAID");
    assertThat(paid.path("Overpayments").get(0).path("OverpaymentID").asText()).isEqualTo(id);
  }

  @Test
  void an_overpayment_is_refunded_by_a_payment_on_it() {
    String id = overpaid("110").path("OverpaymentID").asText();
    JsonNode payment = desk.put(
      "Payments",
      "{'Overpayment':{'OverpaymentID':'" +
        id +
        "'},'Account':{'Code':'092'},'Date':'2026-11-23','Amount':110}"
    );
    assertThat(payment.path("PaymentType").asText()).isEqualTo("AROVERPAYMENTPAYMENT");
    assertThat(payment.path("Invoice").path("InvoiceID").asText()).isEqualTo(id);
    assertThat(payment.path("Invoice").path("Type").asText()).isEqualTo("AROVERPAYMENT");
    assertThat(credit(id).path("Status").asText()).isEqualTo("PAID");
  }

  @Test
  void deleting_the_transaction_of_an_unused_overpayment_voids_it() {
    JsonNode unused = desk.put("BankTransactions", overpayment("110"));
    String path = "BankTransactions/" + unused.path("BankTransactionID").asText();
    desk.send("POST", path, "{'Status':'DELETED'}");
    assertThat(credit(unused.path("OverpaymentID").asText()).path("Status").asText()).isEqualTo("VOIDED");
    JsonNode used = desk.put("BankTransactions", overpayment("110"));
    desk.put(
      "Payments",
      "{'Overpayment':{'OverpaymentID':'" +
        used.path("OverpaymentID").asText() +
        "'},'Account':{'Code':'092'},'Amount':10}"
    );
    assertThat(
      desk
        .send("POST", "BankTransactions/" + used.path("BankTransactionID").asText(), "{'Status':'DELETED'}")
        .body()
    ).contains("some of it is used");
  }

  @Test
  void a_prepayment_keeps_its_accounts_and_tax() {
    String prepaid = spend("pp_1", "110")
      .replace("'SPEND'", "'RECEIVE-PREPAYMENT'")
      .replace("'404'", "'200'")
      .replace("INPUT", "OUTPUT");
    String id = desk.put("BankTransactions", prepaid).path("PrepaymentID").asText();
    JsonNode credit = desk.one("Prepayments/" + id + "?unitdp=4");
    assertThat(credit.path("TotalTax").decimalValue()).isEqualByComparingTo("10.00");
    assertThat(credit.path("RemainingCredit").decimalValue()).isEqualByComparingTo("110.00");
  }

  private String transfer(String from, String to) {
    return """
    {'FromBankAccount':{'Code':'%s'},'ToBankAccount':{'Code':'%s'},'Amount':980,'Date':'2026-11-23','Reference':'po_1'}
    """.formatted(from, to);
  }

  @Test
  void a_payout_is_transferred_from_clearing_to_bank_as_two_transactions() {
    JsonNode made = desk.put("BankTransfers", transfer("092", "090"));
    assertThat(made.path("Amount").decimalValue()).isEqualByComparingTo("980.00");
    assertThat(made.path("FromBankAccount").path("Code").asText()).isEqualTo("092");
    assertThat(made.has("UpdatedDateUTC")).isFalse();
    JsonNode out = transaction(made.path("FromBankTransactionID").asText());
    assertThat(out.path("Type").asText()).isEqualTo("SPEND-TRANSFER");
    assertThat(out.path("Total").decimalValue()).isEqualByComparingTo("980.00");
    assertThat(transaction(made.path("ToBankTransactionID").asText()).path("Type").asText()).isEqualTo(
      "RECEIVE-TRANSFER"
    );
    String id = made.path("BankTransferID").asText();
    assertThat(desk.one("BankTransfers/" + id).path("Reference").asText()).isEqualTo("po_1");
    String clause = "Reference==\"po_1\" AND Date==DateTime(2026,11,23)";
    assertThat(desk.get("BankTransfers?where=" + Caller.encode(clause))).hasSize(1);
  }

  @Test
  void a_transfer_goes_between_two_banks_and_is_never_changed() {
    assertThat(status(desk.put("BankTransfers", transfer("092", "092")))).isEqualTo("ERROR");
    assertThat(status(desk.put("BankTransfers", transfer("092", "850")))).isEqualTo("ERROR");
    JsonNode made = desk.put("BankTransfers", transfer("092", "090"));
    String side = made.path("FromBankTransactionID").asText();
    assertThat(desk.send("POST", "BankTransactions/" + side, "{'Status':'DELETED'}").status()).isEqualTo(400);
    assertThat(
      desk.send("POST", "BankTransfers/" + made.path("BankTransferID").asText(), "{'Amount':1}").status()
    ).isEqualTo(400);
  }

  @Test
  void transfers_are_listed_by_the_time_they_were_made() {
    desk.put("BankTransfers", transfer("092", "090"));
    desk.clock.advance(Duration.ofSeconds(10));
    desk.put("BankTransfers", transfer("091", "090"));
    JsonNode since = desk.xero
      .with("If-Modified-Since", "2026-11-21T01:24:05")
      .get(Desk.API + "BankTransfers")
      .json()
      .path("BankTransfers");
    assertThat(since).hasSize(1);
    assertThat(since.get(0).path("FromBankAccount").path("Code").asText()).isEqualTo("091");
  }

  @Test
  void a_note_is_kept_on_a_document_newest_first() {
    String id = desk.sale("W-1", "10").path("InvoiceID").asText();
    for (String words : new String[] { "first", "second" }) {
      desk.send("PUT", "Invoices/" + id + "/History", "{'HistoryRecords':[{'Details':'" + words + "'}]}");
    }
    JsonNode notes = desk.xero.get(Desk.API + "Invoices/" + id + "/History").json().path("HistoryRecords");
    assertThat(notes.findValuesAsText("Details")).containsExactly("second", "first");
    assertThat(notes.get(0).path("DateUTC").asText()).startsWith("/Date(");
  }

  @Test
  void a_note_has_2500_characters_at_most_and_not_every_document_takes_one() {
    String id = desk.sale("W-1", "10").path("InvoiceID").asText();
    assertThat(note("Invoices/" + id, "x".repeat(2500))).isEqualTo(200);
    assertThat(note("Invoices/" + id, "x".repeat(2501))).isEqualTo(400);
    assertThat(note("Invoices/W-404", "x")).isEqualTo(404);
    assertThat(note("Contacts/" + desk.contact, "x")).isEqualTo(200);
    assertThat(note("Overpayments/" + overpaid("10").path("OverpaymentID").asText(), "x")).isEqualTo(400);
  }

  private int note(String document, String words) {
    return desk
      .send("PUT", document + "/History", "{'HistoryRecords':[{'Details':'" + words + "'}]}")
      .status();
  }

  @Test
  void an_address_that_is_not_there_is_counted() {
    String id = desk.sale("W-1", "10").path("InvoiceID").asText();
    assertThat(desk.send("POST", "Invoices/" + id + "/Email", "{}").status()).isEqualTo(404);
    assertThat(desk.xero.get(Desk.API + "Nonsense").status()).isEqualTo(404);
    assertThat(desk.violations("unknown-address")).isEqualTo(2);
  }

  @Test
  void a_locked_period_takes_no_money() {
    desk.tell("organisation", "{'tenant':'" + Caller.TENANT + "','PeriodLockDate':'2026-11-23'}");
    assertThat(messages(desk.put("BankTransactions", spend("po_1", "20"))).getFirst()).contains("lock date");
    assertThat(messages(desk.put("BankTransfers", transfer("092", "090"))).getFirst()).contains("lock date");
  }
}
