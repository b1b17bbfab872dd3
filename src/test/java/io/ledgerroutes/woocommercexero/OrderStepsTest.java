package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Delivered;
import io.ledgerroutes.inbox.Outcome.Held;
import io.ledgerroutes.inbox.Outcome.Skipped;
import io.ledgerroutes.xero.XeroJson;
import io.ledgerroutes.xero.XeroList;
import io.ledgerroutes.xero.XeroTestBed;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an order's plan, step by step, against the sandbox's Xero over real HTTP. */
class OrderStepsTest {

  private static final String DAY = "2026-11-10";

  private final OrderBench bench = new OrderBench();

  @AfterEach
  void close() {
    assertThat(bench.bed.ledger().path("violations")).isEmpty();
    assertThat(bench.bed.ledger().path("duplicates").asInt()).isZero();
    bench.close();
  }

  @Test
  void a_paid_order_becomes_an_invoice_and_its_payment() {
    bench.paid(1001, DAY);

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001, payment of 110.00"));

    assertThat(bench.invoice("WC-1001").path("Status").asText()).isEqualTo("PAID");
    assertThat(bench.xero(XeroList.PAYMENTS))
      .singleElement()
      .satisfies(payment -> assertThat(payment.path("Account").path("Code").asText()).isEqualTo("091"));
  }

  @Test
  void an_order_that_is_paid_later_gets_its_payment_then() {
    bench.unpaid(1001, DAY);
    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001"));
    bench.orders
      .get(1001L)
      .put("status", "completed")
      .put("payment_method", "stripe")
      .put("date_paid_gmt", "2026-11-12T02:00:00");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001, payment of 110.00"));
    assertThat(bench.xero(XeroList.INVOICES)).hasSize(1);
  }

  @Test
  void a_method_without_a_rule_has_its_invoice_posted_and_its_payment_held() {
    bench.paid(1001, DAY).put("payment_method", "klarna");

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).startsWith("invoice WC-1001 stands; ").contains("klarna")
    );
    assertThat(bench.invoice("WC-1001").path("AmountDue").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void a_refund_of_a_paid_order_becomes_a_credit_note_that_is_paid_back() {
    bench.paid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");

    assertThat(bench.outcome(1001)).isEqualTo(
      new Delivered("invoice WC-1001, payment of 110.00, credit note WC-1001-R55, payment of 44.00")
    );

    assertThat(bench.xero(XeroList.CREDIT_NOTES))
      .singleElement()
      .satisfies(note -> assertThat(note.path("RemainingCredit").decimalValue()).isEqualByComparingTo("0"));
    assertThat(bench.xero(XeroList.PAYMENTS))
      .extracting(payment -> payment.path("PaymentType").asText())
      .containsExactlyInAnyOrder("ACCRECPAYMENT", "ARCREDITPAYMENT");
  }

  @Test
  void a_refund_of_an_order_that_was_never_paid_is_set_against_its_invoice() {
    bench.unpaid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001, credit note WC-1001-R55"));

    assertThat(bench.invoice("WC-1001").path("AmountDue").decimalValue()).isEqualByComparingTo("66");
  }

  @Test
  void a_refund_whose_money_is_a_person_s_matter_is_credited_and_held() {
    bench.paid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00", false);

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).startsWith(
        "invoice WC-1001, payment of 110.00, credit note WC-1001-R55 stand; The cash side of refund 55, 44.00 AUD"
      )
    );
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "invoices",
      "payments",
      "notes",
      "allocations",
      "refund payments",
      "prepare payments",
      "prepare uses",
      "end",
    }
  )
  void a_crash_after_any_step_is_gone_on_from_the_first_step_without_a_link(String step) {
    everyWay();
    bench.workTo(step, 1, 2, 3);

    assertThat(bench.work(1, 2, 3)).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Delivered.class));

    everythingStandsOnce();
  }

  @ParameterizedTest
  @CsvSource(
    {
      "/Invoices, 0",
      "/Invoices, 1",
      "/Payments, 0",
      "/Payments, 1",
      "/CreditNotes, 0",
      "/CreditNotes, 1",
      "/Allocations, 0",
      "/Allocations, 1",
    }
  )
  void a_lost_answer_makes_nothing_double_at_once_or_an_hour_later(String path, int hours) {
    everyWay();
    bench.bed.fault(
      "{\"system\":\"xero\",\"kind\":\"answer-lost\",\"method\":\"PUT\",\"path\":\"" +
        path +
        "\",\"times\":1}"
    );

    List<Outcome> first = bench.work(1, 2, 3);
    bench.bed.passes(Duration.ofHours(hours));

    assertThat(first).hasAtLeastOneElementOfType(Outcome.Retry.class);
    assertThat(bench.work(1, 2, 3)).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Delivered.class));
    everythingStandsOnce();
  }

  /** One order paid and given back in part, one never paid and given back in part, one just paid. */
  private void everyWay() {
    bench.paid(1, DAY);
    bench.refund(1, 51, "2026-11-15", "40.00", "4.00", "44.00");
    bench.unpaid(2, DAY);
    bench.refund(2, 52, "2026-11-15", "10.00", "1.00", "11.00");
    bench.paid(3, DAY);
  }

  private void everythingStandsOnce() {
    assertThat(bench.xero(XeroList.INVOICES))
      .extracting(each -> each.path("AmountDue").decimalValue().intValue())
      .containsExactlyInAnyOrder(0, 99, 0);
    assertThat(bench.xero(XeroList.CREDIT_NOTES))
      .hasSize(2)
      .allSatisfy(note -> assertThat(note.path("RemainingCredit").decimalValue()).isEqualByComparingTo("0"));
    assertThat(bench.xero(XeroList.PAYMENTS)).hasSize(3);
  }

  @Test
  void an_order_that_is_stopped_at_a_step_drops_out_and_the_others_go_on() {
    bench.paid(1, "2026-06-20");
    bench.paid(2, DAY);
    bench.settings("closed-through: 2026-06-30\n");

    List<Outcome> outcomes = bench.work(1, 2);

    assertThat(outcomes.get(0)).isEqualTo(
      new Held(
        "invoice WC-1 would be dated 2026-06-20, and the books are closed through 2026-06-30: open the period " +
          "and replay, or set closed-periods: invoices: next-open-day"
      )
    );
    assertThat(outcomes.get(1)).isInstanceOf(Delivered.class);
  }

  // A4

  @Test
  void an_order_that_changed_changes_its_unpaid_invoice_and_is_paid_as_it_is_now() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.costs(1001, "120.00", "12.00", "132.00");
    bench.orders.get(1001L).put("payment_method", "stripe").put("date_paid_gmt", "2026-11-12T02:00:00");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001, payment of 132.00"));

    assertThat(bench.invoice("WC-1001").path("Total").decimalValue()).isEqualByComparingTo("132");
    assertThat(bench.invoice("WC-1001").path("Status").asText()).isEqualTo("PAID");
  }

  @Test
  void a_note_or_a_status_changes_nothing() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    int writes = writes();
    bench.orders.get(1001L).put("status", "completed").put("customer_note", "by the back door");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001"));

    assertThat(writes()).isEqualTo(writes);
  }

  @Test
  void a_paid_order_that_changed_is_held_and_nothing_is_written() {
    bench.paid(1001, DAY);
    bench.outcome(1001);
    bench.costs(1001, "90.00", "9.00", "99.00");

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).startsWith("document WC-1001 bears payments or credit of 110.00")
    );
    assertThat(bench.invoice("WC-1001").path("Total").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void what_was_sent_to_the_customer_is_not_changed() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    sent("WC-1001");
    bench.costs(1001, "90.00", "9.00", "99.00");

    assertThat(bench.outcome(1001)).isEqualTo(new Held("document WC-1001 was sent to the customer"));
  }

  @Test
  void an_invoice_in_a_closed_period_is_not_changed() {
    bench.unpaid(1001, "2026-06-20");
    bench.outcome(1001);
    bench.settings("closed-through: 2026-06-30\n");
    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001"));
    bench.costs(1001, "90.00", "9.00", "99.00");

    assertThat(bench.outcome(1001)).isEqualTo(
      new Held(
        "the order changed, and invoice WC-1001 of 2026-06-20 lies in a closed period: credit or charge the " +
          "difference in an open one"
      )
    );
  }

  // Races and economy

  @Test
  void an_order_that_is_edited_while_it_is_in_flight_is_brought_to_what_it_is_by_the_next_pass() {
    bench.unpaid(1001, DAY);
    Batch inFlight = bench.workTo("fetch", 1001);
    bench.costs(1001, "120.00", "12.00", "132.00");
    bench.goOn(inFlight, "fetch");
    assertThat(bench.invoice("WC-1001").path("Total").decimalValue()).isEqualByComparingTo("110");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001"));

    assertThat(bench.invoice("WC-1001").path("Total").decimalValue()).isEqualByComparingTo("132");
  }

  @Test
  void an_order_that_a_rule_stopped_and_its_refund_come_with_one_pass_once_the_rule_is_there() {
    bench.paid(1001, DAY).put("payment_method", "stripe");
    ((ObjectNode) bench.orders.get(1001L).path("tax_lines").path(0)).put("label", "Levy");
    assertThat(bench.outcome(1001)).isInstanceOf(Held.class);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");
    assertThat(bench.outcome(1001)).isInstanceOf(Held.class);
    ((ObjectNode) bench.orders.get(1001L).path("tax_lines").path(0)).put("label", "GST");

    assertThat(bench.outcome(1001)).isEqualTo(
      new Delivered("invoice WC-1001, payment of 110.00, credit note WC-1001-R55, payment of 44.00")
    );
  }

  @Test
  void fifty_orders_are_paid_with_one_write_and_credited_with_one_more() {
    long[] ids = LongStream.rangeClosed(1, 50).toArray();
    LongStream.of(ids).forEach(id -> bench.paid(id, DAY));
    LongStream.rangeClosed(1, 10).forEach(id -> bench.refund(id, 100 + id, DAY, "40.00", "4.00", "44.00"));

    assertThat(bench.work(ids)).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Delivered.class));

    assertThat(calls("PUT /Invoices")).isEqualTo(1);
    // Nothing can have been paid on what was made a moment ago.
    assertThat(calls("GET /Invoices")).isZero();
    assertThat(calls("PUT /CreditNotes")).isEqualTo(1);
    // By their numbers, which Xero may not keep unique.
    assertThat(calls("GET /CreditNotes")).isEqualTo(1);
    // Those on the invoices, then those on the credit notes.
    assertThat(calls("PUT /Payments")).isEqualTo(2);
  }

  @Test
  void a_payment_on_an_invoice_of_an_earlier_pass_is_looked_for() {
    bench.unpaid(1, DAY);
    bench.work(1);
    bench.paid(1, DAY);

    assertThat(bench.work(1)).singleElement().isInstanceOf(Delivered.class);

    assertThat(calls("GET /Invoices")).isPositive();
  }

  private int calls(String call) {
    return bench.bed
      .ledger()
      .path("tenants")
      .path(XeroTestBed.TENANT)
      .path("calls")
      .path("byPath")
      .path(call)
      .asInt();
  }

  // W9

  @Test
  void an_order_cancelled_before_it_was_posted_is_skipped() {
    bench.unpaid(1001, DAY).put("status", "cancelled");

    assertThat(bench.outcome(1001)).isInstanceOf(Skipped.class);
    assertThat(bench.xero(XeroList.INVOICES)).isEmpty();
  }

  @Test
  void a_cancelled_order_has_its_unsent_and_unpaid_invoice_voided_once() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", "cancelled");

    assertThat(bench.outcome(1001)).isEqualTo(
      new Delivered("invoice WC-1001 is void: the order is cancelled")
    );
    assertThat(bench.outcome(1001)).isEqualTo(
      new Skipped("its status cancelled is none of those brought over; invoice WC-1001 is void")
    );
    assertThat(bench.invoice("WC-1001").path("Status").asText()).isEqualTo("VOIDED");
  }

  @Test
  void a_void_whose_answer_was_lost_is_noted_and_not_taken_for_a_person_s() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", "cancelled");
    bench.bed.fault(
      "{\"system\":\"xero\",\"kind\":\"answer-lost\",\"method\":\"POST\",\"path\":\"/Invoices\",\"times\":1}"
    );
    assertThat(bench.outcome(1001)).isInstanceOf(Outcome.Retry.class);

    assertThat(bench.outcome(1001)).isInstanceOf(Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = { 0, 1 })
  void an_invoice_whose_answer_was_lost_before_its_order_was_cancelled_is_found_and_voided(int hours) {
    bench.unpaid(1001, DAY);
    bench.bed.fault(
      "{\"system\":\"xero\",\"kind\":\"answer-lost\",\"method\":\"PUT\",\"path\":\"/Invoices\",\"times\":1}"
    );
    assertThat(bench.outcome(1001)).isInstanceOf(Outcome.Retry.class);
    bench.orders.get(1001L).put("status", "cancelled");
    bench.bed.passes(Duration.ofHours(hours));

    assertThat(bench.outcome(1001)).isEqualTo(
      new Delivered("invoice WC-1001 is void: the order is cancelled")
    );
  }

  @Test
  void a_write_that_may_still_arrive_keeps_a_cancelled_order_waiting_and_is_not_sent_again() {
    bench.unpaid(1001, DAY);
    bench.bed.fault(
      "{\"system\":\"xero\",\"kind\":\"reset\",\"method\":\"PUT\",\"path\":\"/Invoices\",\"times\":1}"
    );
    assertThat(bench.outcome(1001)).isInstanceOf(Outcome.Retry.class);
    bench.orders.get(1001L).put("status", "cancelled");

    assertThat(bench.outcome(1001)).isEqualTo(
      Outcome.Retry.later("an earlier write of its invoice has no known end yet", Duration.ofMinutes(1))
    );
    bench.bed.passes(Duration.ofHours(1));

    assertThat(bench.outcome(1001)).isInstanceOf(Skipped.class);
    assertThat(bench.xero(XeroList.INVOICES)).isEmpty();
  }

  @Test
  void an_invoice_that_waits_for_approval_is_deleted_when_its_order_is_cancelled() {
    bench.settings("invoice-status: SUBMITTED\n");
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", "cancelled");

    assertThat(bench.outcome(1001)).isInstanceOf(Delivered.class);
    assertThat(bench.invoice("WC-1001").path("Status").asText()).isEqualTo("DELETED");
  }

  @Test
  void a_cancelled_order_that_was_paid_is_credited_in_full_and_its_money_is_a_person_s() {
    bench.paid(1001, DAY);
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", "cancelled");

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).startsWith(
        "invoice WC-1001, payment of 110.00, credit note WC-1001-C stand; The order was cancelled after it was paid"
      )
    );
    assertThat(bench.outcome(1001)).isInstanceOf(Held.class);
    assertThat(bench.xero(XeroList.CREDIT_NOTES))
      .singleElement()
      .satisfies(note -> assertThat(note.path("Total").decimalValue()).isEqualByComparingTo("110"));
    bench.orders.get(1001L).put("status", "processing");
    assertThat(bench.outcome(1001)).isEqualTo(
      new Held(
        "the order is wanted again, but invoice WC-1001 was credited when it was cancelled: invoice it by hand"
      )
    );
  }

  @Test
  void a_cancelled_order_whose_invoice_was_sent_is_credited_and_set_against_it() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    sent("WC-1001");
    bench.orders.get(1001L).put("status", "cancelled");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001, credit note WC-1001-C"));

    assertThat(bench.invoice("WC-1001").path("Status").asText()).isEqualTo("PAID");
    assertThat(bench.invoice("WC-1001").path("AmountCredited").decimalValue()).isEqualByComparingTo("110");
  }

  @Test
  void a_cancelled_order_of_a_closed_period_is_credited_today() {
    bench.unpaid(1001, "2026-06-20");
    bench.outcome(1001);
    bench.settings("closed-through: 2026-06-30\n");
    bench.orders.get(1001L).put("status", "cancelled");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001, credit note WC-1001-C"));

    assertThat(bench.invoice("WC-1001").path("Status").asText()).isEqualTo("PAID");
    assertThat(bench.xero(XeroList.CREDIT_NOTES).getFirst().path("DateString").asText()).startsWith(
      LocalDate.now(Sample.SYDNEY).toString()
    );
  }

  @Test
  void a_cancelled_order_that_was_refunded_in_part_is_credited_with_the_rest() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");
    bench.orders.get(1001L).put("status", "cancelled");
    sent("WC-1001");

    assertThat(bench.outcome(1001)).isEqualTo(
      new Delivered("invoice WC-1001, credit note WC-1001-R55, credit note WC-1001-C")
    );
    assertThat(bench.outcome(1001)).isInstanceOf(Delivered.class);

    assertThat(bench.invoice("WC-1001").path("AmountDue").decimalValue()).isEqualByComparingTo("0");
    assertThat(bench.xero(XeroList.CREDIT_NOTES))
      .extracting(note -> note.path("Total").decimalValue().intValue())
      .containsExactlyInAnyOrder(44, 66);
  }

  @Test
  void a_refund_in_a_foreign_currency_goes_at_the_rate_of_its_invoice() {
    bench.paid(1001, DAY).put("currency", "USD");
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");

    assertThat(bench.outcome(1001)).isInstanceOf(Delivered.class);

    JsonNode note = bench.xero(XeroList.CREDIT_NOTES).getFirst();
    assertThat(note.path("CurrencyRate").decimalValue())
      .isPositive()
      .isEqualByComparingTo(bench.invoice("WC-1001").path("CurrencyRate").decimalValue());
  }

  @Test
  void a_refund_of_the_second_invoice_bears_its_number() {
    bench.unpaid(1001, DAY);
    for (String status : List.of("processing", "cancelled", "processing")) {
      bench.orders.get(1001L).put("status", status);
      bench.outcome(1001);
    }
    bench.refund(1001, 55, DAY, "40.00", "4.00", "44.00");

    assertThat(bench.outcome(1001).reason()).isEqualTo("invoice WC-1001-2, credit note WC-1001-2-R55");
    assertThat(bench.xero(XeroList.CREDIT_NOTES))
      .extracting(note -> note.path("CreditNoteNumber").asText())
      .containsExactly("WC-1001-2-R55");
  }

  @Test
  void an_order_that_is_wanted_again_after_its_invoice_was_voided_gets_the_next_number() {
    bench.unpaid(1001, DAY);
    List<Outcome> outcomes = new ArrayList<>();
    for (String status : List.of("processing", "cancelled", "processing", "cancelled", "completed")) {
      bench.orders.get(1001L).put("status", status);
      outcomes.add(bench.outcome(1001));
      outcomes.add(bench.outcome(1001));
    }

    assertThat(outcomes)
      .filteredOn(Delivered.class::isInstance)
      .extracting(Outcome::reason)
      .containsExactly(
        "invoice WC-1001",
        "invoice WC-1001",
        "invoice WC-1001 is void: the order is cancelled",
        "invoice WC-1001-2",
        "invoice WC-1001-2",
        "invoice WC-1001-2 is void: the order is cancelled",
        "invoice WC-1001-3",
        "invoice WC-1001-3"
      );
    assertThat(bench.xero(XeroList.INVOICES))
      .extracting(invoice -> invoice.path("InvoiceNumber").asText() + " " + invoice.path("Status").asText())
      .containsExactlyInAnyOrder("WC-1001 VOIDED", "WC-1001-2 VOIDED", "WC-1001-3 AUTHORISED");
  }

  @Test
  void a_trashed_order_is_held_and_its_invoice_stands() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", "trash");

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).contains("invoice WC-1001 stands")
    );
    bench.orders.remove(1001L);
    assertThat(bench.outcome(1001)).isInstanceOf(Held.class);
    assertThat(bench.invoice("WC-1001").path("Status").asText()).isEqualTo("AUTHORISED");
  }

  @Test
  void trash_restore_and_trash_again_work_as_cancellations_where_the_setting_says_so() {
    bench.settings("trashed: as-cancelled\n");
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", "trash");
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", "processing");
    bench.outcome(1001);
    bench.orders.remove(1001L);

    assertThat(bench.outcome(1001)).isEqualTo(
      new Delivered("invoice WC-1001-2 is void: the order is cancelled")
    );
    assertThat(bench.xero(XeroList.INVOICES)).allSatisfy(invoice ->
      assertThat(invoice.path("Status").asText()).isEqualTo("VOIDED")
    );
  }

  @ParameterizedTest
  @ValueSource(strings = { "pending", "failed", "on-hold" })
  void a_posted_order_of_a_status_that_is_no_sale_is_held(String status) {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.orders.get(1001L).put("status", status);

    assertThat(bench.outcome(1001)).isEqualTo(
      new Held("its status is " + status + " now, and invoice WC-1001 stands: check the order")
    );
  }

  // A5

  @Test
  void payments_wait_for_the_approval_and_are_never_dead() {
    bench.settings("invoice-status: SUBMITTED\n");
    bench.paid(1001, DAY);

    assertThat(bench.outcome(1001)).isEqualTo(
      Outcome.Retry.later("waits for the approval of invoice WC-1001", Duration.ofHours(1))
    );
    approve("WC-1001");

    assertThat(bench.outcome(1001)).isEqualTo(new Delivered("invoice WC-1001, payment of 110.00"));
  }

  // A2

  @Test
  void a_closed_day_stops_a_payment_and_the_invoice_stands() {
    bench.unpaid(1001, "2026-06-20");
    bench.outcome(1001);
    bench.orders.get(1001L).put("payment_method", "stripe").put("date_paid_gmt", "2026-06-21T02:00:00");
    bench.settings("closed-through: 2026-06-30\n");

    assertThat(bench.outcome(1001)).isEqualTo(
      new Held(
        "the payment of 110.00 on invoice WC-1001 would be dated 2026-06-21, and the books are closed through " +
          "2026-06-30: open the period and replay, or set closed-periods: payments: next-open-day"
      )
    );
  }

  @Test
  void where_the_setting_says_so_documents_go_to_the_first_open_day() {
    bench.settings(
      """
      closed-through: 2026-06-30
      closed-periods: { invoices: next-open-day, credit-notes: next-open-day, payments: next-open-day }
      """
    );
    bench.paid(1001, "2026-06-20");
    bench.refund(1001, 55, "2026-06-22", "40.00", "4.00", "44.00");

    assertThat(bench.outcome(1001)).isInstanceOf(Delivered.class);

    List<JsonNode> documents = new ArrayList<>(bench.xero(XeroList.INVOICES));
    documents.addAll(bench.xero(XeroList.CREDIT_NOTES));
    assertThat(documents)
      .extracting(each -> each.path("DateString").asText().substring(0, 10))
      .containsExactly("2026-07-01", "2026-07-01");
    assertThat(bench.invoice("WC-1001").path("DueDateString").asText()).startsWith("2026-07-01");
  }

  @Test
  void on_cash_basis_a_payment_is_never_moved() {
    bench.bed.control(
      "/sandbox/organisation",
      "{\"tenant\":\"" + XeroTestBed.TENANT + "\",\"SalesTaxBasis\":\"CASH\"}"
    );
    bench.settings(
      """
      closed-through: 2026-06-30
      closed-periods: { invoices: next-open-day, payments: next-open-day }
      """
    );
    bench.paid(1001, "2026-06-20");

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).endsWith(
        "on cash basis a payment is not moved to another day; open the period and replay"
      )
    );
    assertThat(bench.xero(XeroList.PAYMENTS)).isEmpty();
  }

  @Test
  void xero_s_own_lock_dates_close_as_well() {
    bench.bed.control(
      "/sandbox/organisation",
      "{\"tenant\":\"" + XeroTestBed.TENANT + "\",\"PeriodLockDate\":\"2026-06-30\"}"
    );
    bench.paid(1001, "2026-06-30");

    assertThat(bench.outcome(1001)).isInstanceOf(Held.class);
    assertThat(bench.xero(XeroList.INVOICES)).isEmpty();
  }

  // A1

  @Test
  void a_refund_after_the_start_of_an_order_before_it_is_held_with_a_proposal() {
    bench.settings("", LocalDate.of(2026, 11, 12));
    bench.paid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");
    bench.paid(1002, DAY);

    List<Outcome> outcomes = bench.work(1001, 1002);

    assertThat(outcomes.get(0)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).contains(
        "before start, and 44.00 AUD was refunded since (refund 55 of 2026-11-15)"
      )
    );
    assertThat(outcomes.get(1)).isEqualTo(new Skipped("before start: it was placed before 2026-11-12"));
  }

  @Test
  void after_a_credited_refund_was_deleted_in_the_shop_nothing_more_is_credited_until_its_note_is_void() {
    bench.paid(1001, DAY);
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00", false);
    bench.outcome(1001);
    bench.refunds.clear();
    bench.orders.get(1001L).putArray("refunds");
    bench.refund(1001, 56, "2026-11-16", "100.00", "10.00", "110.00");

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).startsWith("Refund 55 was deleted in the shop, but its credit note stands")
    );
    assertThat(bench.xero(XeroList.CREDIT_NOTES)).hasSize(1);

    String note = bench.xero(XeroList.CREDIT_NOTES).getFirst().path("CreditNoteID").asText();
    bench.bed.byHand(
      "POST",
      "/CreditNotes",
      XeroJson.own(
        ("{\"CreditNotes\":[{\"CreditNoteID\":\"" + note + "\",\"Status\":\"VOIDED\"}]}").getBytes(
          java.nio.charset.StandardCharsets.UTF_8
        )
      )
    );

    assertThat(bench.outcome(1001)).isEqualTo(
      new Delivered("invoice WC-1001, payment of 110.00, credit note WC-1001-R56, payment of 110.00")
    );
  }

  @Test
  void a_refund_of_an_order_whose_invoice_a_person_voided_is_held_and_nothing_is_credited() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    change("WC-1001", "Status", "\"VOIDED\"");
    bench.refund(1001, 55, "2026-11-15", "40.00", "4.00", "44.00");

    assertThat(bench.outcome(1001)).isInstanceOfSatisfying(Held.class, held ->
      assertThat(held.reason()).startsWith("invoice WC-1001 was voided or deleted in Xero")
    );
    assertThat(bench.xero(XeroList.CREDIT_NOTES)).isEmpty();
  }

  @Test
  void an_order_that_costs_nothing_any_more_is_held_while_its_invoice_stands() {
    bench.unpaid(1001, DAY);
    bench.outcome(1001);
    bench.costs(1001, "0.00", "0.00", "0.00");

    assertThat(bench.outcome(1001)).isEqualTo(
      new Held(
        "its total is 0.00: there is nothing to book, and invoice WC-1001 stands: void or credit it, or check the order"
      )
    );
  }

  private void sent(String number) {
    change(number, "SentToContact", "true");
  }

  private void approve(String number) {
    change(number, "Status", "\"AUTHORISED\"");
  }

  private void change(String number, String field, String value) {
    String id = bench.invoice(number).path("InvoiceID").asText();
    bench.bed.byHand(
      "POST",
      "/Invoices",
      XeroJson.own(
        ("{\"Invoices\":[{\"InvoiceID\":\"" + id + "\",\"" + field + "\":" + value + "}]}").getBytes(
          java.nio.charset.StandardCharsets.UTF_8
        )
      )
    );
  }

  private int writes() {
    JsonNode calls = bench.bed.ledger().path("tenants").path(XeroTestBed.TENANT).path("calls").path("byPath");
    int[] writes = { 0 };
    calls
      .properties()
      .forEach(call -> writes[0] += call.getKey().startsWith("GET") ? 0 : call.getValue().asInt());
    return writes[0];
  }
}
