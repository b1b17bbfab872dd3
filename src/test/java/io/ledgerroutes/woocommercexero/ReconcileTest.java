package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Tab;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.xero.XeroList;
import io.ledgerroutes.xero.XeroTestBed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both sides of a period compared, with what people do in Xero and in the shop in between. */
class ReconcileTest {

  private static final String DAY = "2026-11-10";

  private final PeriodBench periods = new PeriodBench();
  private final OrderBench bench = periods.bench;

  @AfterEach
  void close() {
    periods.close();
  }

  @Test
  void an_order_that_is_in_xero_as_in_the_shop_matches() {
    bench.paid(1001, DAY);
    bench.work(1001);

    Row row = order("1001");

    assertThat(row.verdict()).as(row.reason()).isEqualTo(Verdict.MATCHED);
    assertThat(row.invoice()).isEqualTo("WC-1001");
    assertThat(row.contact()).isEqualTo("Ada Moss");
    assertThat(row.status()).isEqualTo("PAID");
    assertThat(row.total()).isEqualByComparingTo("110.00");
    assertThat(row.paid()).isEqualByComparingTo("110.00");
    assertThat(row.due()).isEqualByComparingTo("0.00");
    assertThat(row.payment()).contains("110.00 through 091");
    assertThat(row.document()).matches(
      "https://go\\.xero\\.com/organisationlogin/default\\.aspx\\?shortcode=![^&]+" +
        "&redirecturl=/AccountsReceivable/View\\.aspx\\?InvoiceID=[0-9a-f-]{36}"
    );
  }

  @Test
  void an_order_that_nobody_brings_is_missing_and_one_that_waits_is_not() {
    bench.paid(1001, DAY);
    bench.paid(1002, DAY);
    bench.paid(1003, DAY);
    bench.paid(1004, DAY);
    periods.message(1002, MessageState.RETRY, "the shop is down");
    periods.message(1003, MessageState.HELD, "No tax type is mapped for DE MwSt 19 %");
    periods.message(1004, MessageState.DEAD, "xero 400: no");

    Report report = november();

    assertThat(row(report, "1001").verdict()).isEqualTo(Verdict.MISSING);
    assertThat(row(report, "1002").verdict()).isEqualTo(Verdict.WAITING);
    assertThat(row(report, "1003").verdict()).isEqualTo(Verdict.HELD);
    assertThat(row(report, "1003").reason()).startsWith("No tax type is mapped");
    assertThat(row(report, "1003").message()).isPositive();
    assertThat(row(report, "1004").verdict()).isEqualTo(Verdict.DEAD);
    assertThat(PeriodBench.sums(report, "not-posted"))
      .extracting(sum -> sum.values().get("verdict"))
      .containsExactlyInAnyOrder("MISSING", "WAITING", "HELD", "DEAD");
    assertThat(PeriodBench.sums(report, "not-posted")).allSatisfy(sum -> {
      assertThat((BigDecimal) sum.values().get("total")).isEqualByComparingTo("110.00");
      assertThat(sum.values()).containsEntry("oldest", DAY).containsKey("age");
    });
  }

  @Test
  void a_wrong_cent_in_xero_is_seen_in_total_and_tax() {
    bench.paid(1001, DAY).putNull("date_paid_gmt");
    bench.work(1001);
    JsonNode invoice = bench.invoice("WC-1001");
    ObjectNode line = (ObjectNode) invoice.path("LineItems").path(0).deepCopy();
    line.retain("LineItemID", "Description", "Quantity", "AccountCode", "TaxType");
    line.put("UnitAmount", new BigDecimal("100.01")).put("TaxAmount", new BigDecimal("10.00"));
    periods.byHand(
      "POST",
      "/Invoices/" + invoice.path("InvoiceID").asText(),
      "{\"LineItems\":[" + line + "]}"
    );

    Row row = order("1001");

    assertThat(row.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(row.reason()).contains("its total is 110.01 in Xero and 110.00 in the shop");
    Tab.Sum sales = PeriodBench.sums(november(), "sales").getFirst();
    assertThat((BigDecimal) sales.values().get("difference")).isEqualByComparingTo("-0.01");
  }

  @Test
  void an_invoice_that_somebody_voided_is_gone_in_the_books() {
    bench.unpaid(1001, DAY);
    bench.work(1001);
    String id = bench.invoice("WC-1001").path("InvoiceID").asText();
    periods.byHand("POST", "/Invoices/" + id, "{\"Status\":\"VOIDED\"}");

    Row row = order("1001");

    assertThat(row.verdict()).isEqualTo(Verdict.GONE_IN_BOOKS);
    assertThat(row.reason()).isEqualTo("its invoice is VOIDED in Xero");
    assertThat(row.status()).isEqualTo("VOIDED");
  }

  @Test
  void a_payment_that_somebody_deleted_is_missed() {
    bench.paid(1001, DAY);
    bench.work(1001);
    String id = bench.xero(XeroList.PAYMENTS).getFirst().path("PaymentID").asText();
    periods.byHand("POST", "/Payments/" + id, "{\"Status\":\"DELETED\"}");

    Row row = order("1001");

    assertThat(row.verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(row.reason()).isEqualTo("its payment of 110.00 was deleted in Xero");
    assertThat(row.due()).isEqualByComparingTo("110.00");
  }

  @Test
  void a_payment_that_was_never_posted_is_missed() {
    bench.paid(1001, DAY);
    bench.workTo("invoices", 1001);

    assertThat(order("1001").reason()).isEqualTo("its payment of 110.00 is missing in Xero");
  }

  @Test
  void an_order_that_was_deleted_in_the_shop_is_found_by_its_invoice() {
    bench.unpaid(1001, DAY);
    bench.unpaid(1002, DAY);
    bench.work(1001, 1002);
    bench.orders.remove(1001L);
    bench.orders.get(1002L).put("status", "trash");

    Report report = november();

    Row deleted = PeriodBench.row(report, "document", "1001");
    assertThat(deleted.verdict()).isEqualTo(Verdict.GONE_AT_SOURCE);
    assertThat(deleted.reason()).startsWith("the order was deleted in the shop, and its invoice stands");
    assertThat(deleted.key()).isEqualTo("1001");
    assertThat(deleted.total()).isEqualByComparingTo("110.00");
    assertThat(PeriodBench.row(report, "document", "1002").reason()).startsWith(
      "the order is in the shop's trash"
    );
    Tab.Sum sales = PeriodBench.sums(report, "sales").getFirst();
    assertThat((BigDecimal) sales.values().get("difference")).isEqualByComparingTo("-220.00");
  }

  @Test
  void a_refund_in_the_shop_without_its_credit_note_is_missing() {
    bench.paid(1001, DAY);
    bench.work(1001);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");

    Row refund = PeriodBench.row(november(), "refund", "1001");

    assertThat(refund.verdict()).isEqualTo(Verdict.MISSING);
    assertThat(refund.total()).isEqualByComparingTo("-44.00");
    assertThat(refund.key()).isEqualTo("1001");
    assertThat(refund.verdict().queued()).isTrue();
  }

  @Test
  void a_refund_with_its_credit_note_matches_and_is_taken_off_the_sales() {
    bench.paid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");
    bench.work(1001);

    Report report = november();

    Row refund = PeriodBench.row(report, "refund", "1001");
    assertThat(refund.verdict()).as(refund.reason()).isEqualTo(Verdict.MATCHED);
    assertThat(refund.invoice()).isEqualTo("WC-1001-R55");
    assertThat(refund.document()).contains("ViewCreditNote.aspx?creditNoteID=");
    Map<String, Object> sales = PeriodBench.sums(report, "sales").getFirst().values();
    assertThat((BigDecimal) sales.get("total")).isEqualByComparingTo("110.00");
    assertThat((BigDecimal) sales.get("refunds")).isEqualByComparingTo("44.00");
    assertThat((BigDecimal) sales.get("booked")).isEqualByComparingTo("66.00");
    assertThat((BigDecimal) sales.get("difference")).isEqualByComparingTo("0.00");
    Map<String, Object> method = PeriodBench.sums(report, "payment-methods").getFirst().values();
    assertThat(method).containsEntry("method", "stripe").containsEntry("account", "091");
    assertThat((BigDecimal) method.get("payments")).isEqualByComparingTo("110.00");
    assertThat((BigDecimal) method.get("refunds")).isEqualByComparingTo("44.00");
    assertThat((BigDecimal) method.get("balance")).isEqualByComparingTo("66.00");
  }

  @Test
  void a_refund_that_was_deleted_in_the_shop_is_found_by_its_credit_note_and_held() {
    bench.paid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");
    bench.work(1001);
    bench.refunds.clear();
    bench.orders.get(1001L).putArray("refunds");

    Report report = november();

    Row refund = PeriodBench.row(report, "refund", "1001");
    assertThat(refund.verdict()).isEqualTo(Verdict.GONE_AT_SOURCE);
    assertThat(refund.invoice()).isEqualTo("WC-1001-R55");
    assertThat(report.holds())
      .singleElement()
      .satisfies(hold -> {
        assertThat(hold.key()).isEqualTo("1001");
        assertThat(hold.reason()).startsWith("Refund 55 was deleted in the shop, but its credit note stands");
      });
  }

  @Test
  void a_credit_note_that_somebody_voided_is_gone_in_the_books() {
    bench.unpaid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");
    bench.workTo("notes", 1001);
    String id = bench.xero(XeroList.CREDIT_NOTES).getFirst().path("CreditNoteID").asText();
    periods.byHand("POST", "/CreditNotes/" + id, "{\"Status\":\"VOIDED\"}");

    assertThat(PeriodBench.row(november(), "refund", "1001").verdict()).isEqualTo(Verdict.GONE_IN_BOOKS);
  }

  @Test
  void an_invoice_with_a_number_of_ours_that_is_not_ours_is_shown() {
    bench.paid(1001, DAY);
    bench.work(1001);
    JsonNode ours = bench.invoice("WC-1001");
    periods.byHand(
      "PUT",
      "/Invoices",
      """
      {"Type":"ACCREC","Status":"AUTHORISED","InvoiceNumber":"WC-7777","Date":"2026-11-12","DueDate":"2026-11-12",
       "Contact":{"ContactID":"%s"},"LineItems":[{"Description":"x","Quantity":1,"UnitAmount":5,
       "AccountCode":"200","TaxType":"OUTPUT"}]}
      """.formatted(ours.path("Contact").path("ContactID").asText())
    );

    Report report = november();

    assertThat(
      report
        .rows()
        .stream()
        .filter(row -> row.kind().equals("document"))
    )
      .singleElement()
      .satisfies(row -> {
        assertThat(row.invoice()).isEqualTo("WC-7777");
        assertThat(row.verdict()).isEqualTo(Verdict.NOT_OURS);
      });
  }

  @Test
  void an_order_invoiced_or_paid_in_another_month_shows_in_the_cut_off() {
    bench
      .unpaid(1001, "2026-10-31")
      .put("payment_method", "stripe")
      .put("date_paid_gmt", "2026-11-02T02:00:00");
    bench.work(1001);

    Report october = periods.reconcile("2026-10-01", "2026-10-31");

    assertThat(PeriodBench.sums(october, "cut-off"))
      .singleElement()
      .satisfies(sum -> {
        assertThat(sum.values()).containsEntry("ordered", "2026-10").containsEntry("invoiced", "2026-10");
        assertThat(sum.values()).containsEntry("paid", "2026-11");
        assertThat((BigDecimal) sum.values().get("total")).isEqualByComparingTo("110.00");
      });
  }

  @Test
  void tax_is_shown_by_rate_and_type_with_what_xero_s_rate_comes_to() {
    bench.paid(1001, DAY);
    bench.paid(1002, DAY);
    bench.costs(1002, "100.00", "10.02", "110.02");
    bench.work(1001, 1002);

    assertThat(PeriodBench.sums(november(), "tax"))
      .singleElement()
      .satisfies(sum -> {
        assertThat(sum.values()).containsEntry("rates", "AU GST 10 %").containsEntry("tax-type", "OUTPUT");
        assertThat((BigDecimal) sum.values().get("net")).isEqualByComparingTo("200.00");
        assertThat((BigDecimal) sum.values().get("tax")).isEqualByComparingTo("20.02");
        assertThat((BigDecimal) sum.values().get("expected")).isEqualByComparingTo("20.00");
        assertThat((BigDecimal) sum.values().get("difference")).isEqualByComparingTo("0.02");
      });
  }

  @Test
  void the_tax_of_prices_that_include_it_is_expected_line_by_line_as_xero_rounds_it() {
    for (long id : List.of(1001L, 1002L, 1003L)) {
      bench.paid(id, DAY);
      bench.costs(id, "9.09", "0.91", "10.00");
      bench.orders.get(id).put("prices_include_tax", true);
    }
    bench.work(1001, 1002, 1003);

    assertThat(PeriodBench.sums(november(), "tax"))
      .singleElement()
      .satisfies(sum -> {
        assertThat((BigDecimal) sum.values().get("tax")).isEqualByComparingTo("2.73");
        assertThat((BigDecimal) sum.values().get("expected")).isEqualByComparingTo("2.73");
        assertThat((BigDecimal) sum.values().get("difference")).isEqualByComparingTo("0.00");
      });
  }

  @Test
  void accounts_are_shown_as_meant_and_as_a_person_booked_them() {
    bench.paid(1001, DAY).putNull("date_paid_gmt");
    bench.work(1001);
    bench.bed.control(
      "/sandbox/ledger/recode",
      "{\"tenant\":\"" + XeroTestBed.TENANT + "\",\"invoice\":\"WC-1001\",\"line\":0,\"account\":\"210\"}"
    );

    List<Tab.Sum> accounts = PeriodBench.sums(november(), "accounts");

    assertThat(accounts)
      .extracting(sum -> sum.values().get("account"))
      .containsExactly("200", "210");
    assertThat((BigDecimal) accounts.get(0).values().get("difference")).isEqualByComparingTo("100.00");
    assertThat((BigDecimal) accounts.get(1).values().get("difference")).isEqualByComparingTo("-100.00");
  }

  @Test
  void what_was_sold_of_gift_cards_is_owed() {
    ObjectNode order = bench.unpaid(1001, DAY);
    bench.costs(1001, "50.00", "0.00", "50.00");
    ObjectNode line = (ObjectNode) order.path("line_items").path(0);
    line.put("sku", "CARD-50").putArray("taxes");
    order.putArray("tax_lines");
    bench.work(1001);

    assertThat(PeriodBench.sums(november(), "gift-cards"))
      .singleElement()
      .satisfies(sum -> {
        assertThat(sum.values()).containsEntry("account", "835").containsEntry("currency", "AUD");
        assertThat((BigDecimal) sum.values().get("sold")).isEqualByComparingTo("50.00");
        assertThat((BigDecimal) sum.values().get("change")).isEqualByComparingTo("50.00");
      });
  }

  @Test
  void an_order_wanted_again_after_its_invoice_was_voided_is_compared_by_its_second_invoice() {
    bench.unpaid(1001, DAY);
    bench.work(1001);
    bench.orders.get(1001L).put("status", "cancelled");
    bench.work(1001);
    assertThat(order("1001").verdict()).isEqualTo(Verdict.SKIPPED);
    bench.orders.get(1001L).put("status", "processing");
    bench.work(1001);

    Report report = november();

    assertThat(row(report, "1001").verdict()).as(row(report, "1001").reason()).isEqualTo(Verdict.MATCHED);
    assertThat(row(report, "1001").invoice()).isEqualTo("WC-1001-2");
    assertThat(report.rows()).hasSize(1);
  }

  @Test
  void a_cancelled_order_whose_credit_is_a_person_s_matter_is_held() {
    bench.paid(1001, DAY);
    bench.work(1001);
    bench.orders.get(1001L).put("status", "cancelled");
    bench.work(1001);
    assertThat(order("1001").verdict()).isEqualTo(Verdict.MATCHED);

    periods.message(1001, MessageState.HELD, "when 110.00 AUD went back, record that");

    assertThat(order("1001").verdict()).isEqualTo(Verdict.HELD);
    assertThat(order("1001").reason()).isEqualTo("when 110.00 AUD went back, record that");
  }

  @Test
  void an_order_that_costs_nothing_any_more_differs_from_the_invoice_that_stands() {
    bench.unpaid(1001, DAY);
    bench.work(1001);
    bench.costs(1001, "0.00", "0.00", "0.00");

    assertThat(order("1001").verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(order("1001").reason()).endsWith("and its invoice stands in Xero");
  }

  @Test
  void what_somebody_should_look_at_comes_first() {
    bench.paid(1001, DAY);
    bench.paid(1002, DAY);
    bench.work(1001);

    assertThat(november().rows()).extracting(Row::order).containsExactly("1002", "1001");
  }

  @Test
  void every_sum_is_the_sum_of_the_rows_that_it_opens() {
    for (long id = 1001; id < 1010; id++) {
      bench.paid(id, DAY);
      bench.costs(id, "100.0" + (id - 1001), "10.00", "110.0" + (id - 1001));
    }
    bench.work(1001, 1002, 1003, 1004, 1005);

    Report report = november();

    for (Tab.Sum sum : PeriodBench.sums(report, "summary")) {
      BigDecimal behind = report
        .rows()
        .stream()
        .filter(row -> row.sums().contains("summary/" + sum.key()))
        .map(Row::total)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertThat((BigDecimal) sum.values().get("total")).as(sum.key()).isEqualByComparingTo(behind);
    }
    assertThat(report.rows()).hasSize(9);
  }

  @Test
  void a_dry_run_of_what_stands_changes_nothing_and_says_so() {
    bench.paid(1001, DAY);
    bench.paid(1002, DAY);
    bench.paid(1003, DAY);
    bench.work(1001, 1002);
    bench.costs(1002, "90.00", "9.00", "99.00");
    JsonNode before = bench.bed.ledger();

    Report report = periods.dryRun("2026-11-01", "2026-11-30");

    assertThat(row(report, "1001").verdict()).as(row(report, "1001").reason()).isEqualTo(Verdict.UNCHANGED);
    assertThat(row(report, "1002").verdict()).isEqualTo(Verdict.CHANGE);
    assertThat(row(report, "1003").verdict()).isEqualTo(Verdict.CREATE);
    assertThat(bench.bed.ledger().path("documents")).isEqualTo(before.path("documents"));
  }

  @Test
  void a_dry_run_says_what_a_closed_period_refuses() {
    bench.settings("closed-through: 2026-10-31\n");
    bench.paid(1001, "2026-10-20");
    bench.paid(1002, DAY);

    Report report = periods.dryRun("2026-10-01", "2026-11-30");

    assertThat(row(report, "1001").verdict()).isEqualTo(Verdict.REFUSED);
    assertThat(row(report, "1001").reason()).contains("the books are closed through 2026-10-31");
    assertThat(row(report, "1002").verdict()).isEqualTo(Verdict.CREATE);
  }

  @Test
  void a_dry_run_shows_orders_before_the_start_which_a_comparison_leaves_to_their_backfill() {
    bench.settings("", LocalDate.of(2026, 11, 1));
    bench.paid(1001, "2026-03-10");

    assertThat(row(periods.dryRun("2026-03-01", "2026-03-31"), "1001").verdict()).isEqualTo(Verdict.CREATE);
    Row compared = row(periods.reconcile("2026-03-01", "2026-03-31"), "1001");
    assertThat(compared.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(compared.reason()).startsWith("before start");
  }

  private Report november() {
    return periods.reconcile("2026-11-01", "2026-11-30");
  }

  private Row order(String number) {
    return row(november(), number);
  }

  private static Row row(Report report, String number) {
    return PeriodBench.row(report, "order", number);
  }
}
