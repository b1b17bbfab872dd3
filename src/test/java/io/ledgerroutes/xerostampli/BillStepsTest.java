package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.BillsRig.CONNECTION;
import static io.ledgerroutes.xerostampli.BillsRig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.inbox.DiscardRefused;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.reconcile.Period;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.xero.XeroInvoices;
import io.ledgerroutes.xero.XeroJson;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the mirror to the entry of a file: what goes, what waits, what is told (rules A1, A7, P1, P2). */
class BillStepsTest {

  private final BillsRig rig = new BillsRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private Message bill(String id) {
    return rig.message(XeroStampli.BILL, id);
  }

  /** A bill that was delivered in {@code one.csv}. */
  private String delivered() {
    String id = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    rig.poll();
    rig.workBills();
    rig.inFile(id, "one.csv", State.DELIVERED);
    again(id);
    assertThat(bill(id).state()).isEqualTo(MessageState.DONE);
    rig.staged.clear();
    return id;
  }

  private void again(String id) {
    rig.inbox.replay(bill(id).id(), "ann");
    rig.workBills();
  }

  private void pollAndWork() {
    rig.poll();
    rig.workBills();
  }

  private long told(String action) {
    return rig.audit.find(AuditQuery.newest(100).ofAction(action)).size();
  }

  @Test
  void a_bill_that_goes_without_an_order_is_flagged_on_the_trail() {
    rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);

    pollAndWork();

    assertThat(rig.staged).hasSize(1);
    assertThat(rig.audit.find(AuditQuery.newest(10).ofAction("bill-review")))
      .singleElement()
      .satisfies(row -> {
        assertThat(row.entry().outcome()).isEqualTo("unmatched");
        assertThat(row.entry().reason()).contains("no open order");
      });
  }

  @Test
  void a_bill_that_stands_in_a_file_on_its_way_cannot_be_discarded_by_itself() {
    String id = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    pollAndWork();
    rig.inFile(id, "one.csv", State.STAGED);

    assertThatThrownBy(() -> rig.inbox.discard(bill(id).id(), "never", "ann"))
      .isInstanceOf(DiscardRefused.class)
      .hasMessageContaining("it stands in file one.csv");
    assertThat(rig.inbox.discard(List.of(bill(id)), "never", "ann")).isZero();
    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
  }

  @Test
  void what_is_paid_in_xero_after_delivery_is_to_be_stopped_in_stampli_and_told_once() {
    String id = delivered();
    rig.pay(id, 40);
    pollAndWork();

    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(id).reason()).contains("40.00 AUD", "one.csv", "stop it in Stampli");
    assertThat(told("bill-stop")).isEqualTo(1);
    assertThat(rig.alarms.standing()).containsEntry(CONNECTION, 1L);

    again(id);
    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(told("bill-stop")).isEqualTo(1);
  }

  @Test
  void an_alarm_that_an_operator_closed_stays_closed_until_the_bill_changes_again() {
    String id = delivered();
    rig.pay(id, 40);
    pollAndWork();
    rig.inbox.discard(bill(id).id(), "stopped by phone", "ann");
    assertThat(rig.alarms.standing()).isEmpty();

    rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.BILL, id, new byte[0], "c")));
    rig.workBills();
    assertThat(bill(id).state()).isEqualTo(MessageState.SKIPPED);
    assertThat(bill(id).reason()).startsWith("told before");

    rig.pay(id, 10);
    pollAndWork();
    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(told("bill-stop")).isEqualTo(2);
  }

  @Test
  void a_dry_run_and_a_comparison_know_what_an_operator_has_closed() {
    String id = delivered();
    rig.pay(id, 40);
    pollAndWork();
    assertThat(PeriodFinding.tried(rig.planned(id), Optional.empty()).reason()).isEqualTo(bill(id).reason());
    assertThat(compared(id).verdict()).isEqualTo(Verdict.DIFFERENT);

    rig.inbox.discard(bill(id).id(), "stopped by phone", "ann");
    rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.BILL, id, new byte[0], "c")));
    rig.workBills();

    assertThat(PeriodFinding.tried(rig.planned(id), Optional.empty())).isEqualTo(
      new PeriodFinding(Verdict.SKIPPED, bill(id).reason())
    );
    assertThat(compared(id).verdict()).isEqualTo(Verdict.MATCHED);
    assertThat(compared(id).reason()).startsWith("in file one.csv; told before, and closed by an operator");
  }

  @Test
  void a_comparison_tells_of_delivered_bills_of_before_its_days_while_they_are_unpaid_and_of_no_others() {
    String id = delivered();
    rig.bill("B-2", rig.supplier("Ink Works", "V-2"), 50);
    LocalDate after = LocalDate.now().plusDays(10);
    Period later = new Period(after, after.plusDays(30));

    Report report = rig.reconciled(later);
    assertThat(report.rows()).extracting(Row::key).containsExactly(id);
    assertThat(report.rows().getFirst().sums()).containsExactly("delivered-unpaid/– | AUD");

    rig.pay(id, 110);
    assertThat(rig.reconciled(later).rows()).isEmpty();
  }

  private PeriodFinding compared(String id) {
    return PeriodFinding.compared(rig.planned(id), Optional.of(bill(id)), Optional.empty());
  }

  @Test
  void an_alarm_whose_correction_is_delivered_stands_until_an_operator_closes_it() {
    String id = delivered();
    rig.connect("after-delivery: correct\n");
    rig.pay(id, 40);
    pollAndWork();
    assertThat(rig.alarms.standing()).as("while its correction is under way").containsEntry(CONNECTION, 1L);

    rig.inFile(id, "two.csv", State.DELIVERED);
    again(id);
    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(id).reason())
      .contains("40.00 AUD of it were paid", "stop it in Stampli, which pays")
      .endsWith("; the correction went in file two.csv. Discard this once that is done");
    assertThat(compared(id).verdict()).isEqualTo(Verdict.DIFFERENT);
    assertThat(rig.alarms.standing()).containsEntry(CONNECTION, 1L);
    assertThat(told("bill-stop")).isEqualTo(1);

    rig.inbox.discard(bill(id).id(), "stopped by phone", "ann");
    assertThat(rig.alarms.standing()).isEmpty();
    rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.BILL, id, new byte[0], "c")));
    rig.workBills();
    assertThat(bill(id).state()).isEqualTo(MessageState.DONE);
    assertThat(compared(id).verdict()).isEqualTo(Verdict.MATCHED);
  }

  @Test
  void an_alarm_stands_while_a_newer_message_of_its_bill_cannot_be_worked() {
    String id = delivered();
    rig.pay(id, 40);
    pollAndWork();
    rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.BILL, id, new byte[0], "c")));
    rig.work(XeroStampli.BILL, batch -> {
      assertThat(rig.alarms.standing()).as("the older one is superseded").containsEntry(CONNECTION, 1L);
      throw new TryLater("Xero is away", Duration.ofMinutes(1));
    });

    assertThat(bill(id).state()).isEqualTo(MessageState.RETRY);
    assertThat(rig.alarms.standing()).containsEntry(CONNECTION, 1L);
    rig.inbox.end(CONNECTION, "the connection goes", "ann");
    assertThat(rig.alarms.standing()).as("nobody could close it any more").isEmpty();
  }

  @Test
  void a_payment_that_is_taken_back_is_told_once_for_somebody_has_perhaps_acted() {
    String id = delivered();
    String payment = rig.pay(id, 60);
    pollAndWork();
    rig.inbox.discard(bill(id).id(), "reduced in Stampli", "ann");

    rig.unpay(payment);
    pollAndWork();
    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(id).reason()).startsWith("it is again as it was delivered in file one.csv: take back");
    assertThat(rig.alarms.standing()).as("nothing is to be stopped").isEmpty();
    assertThat(compared(id).verdict()).isEqualTo(Verdict.HELD);

    rig.inbox.discard(bill(id).id(), "due again in Stampli", "ann");
    rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.BILL, id, new byte[0], "c")));
    rig.workBills();
    assertThat(bill(id).state()).isEqualTo(MessageState.DONE);

    rig.pay(id, 60);
    pollAndWork();
    assertThat(bill(id).reason()).as("the same payment once more").contains("60.00 AUD", "stop it");
    assertThat(rig.alarms.standing()).containsEntry(CONNECTION, 1L);
  }

  @Test
  void what_was_told_and_is_gone_before_anybody_closed_it_is_told_too() {
    String id = delivered();
    String payment = rig.pay(id, 60);
    pollAndWork();
    rig.unpay(payment);
    pollAndWork();

    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(id).reason()).startsWith("it is again as it was delivered");
    assertThat(rig.alarms.standing()).isEmpty();
  }

  @Test
  void a_delivered_bill_that_becomes_a_draft_again_is_to_be_stopped_and_is_never_sent() {
    String id = rig.bill(rig.supplier("Paper Mill", "V-1"), 100, bill ->
      bill.put("InvoiceNumber", "B-1").put("Status", "SUBMITTED")
    );
    pollAndWork();
    rig.inFile(id, "one.csv", State.DELIVERED);
    again(id);
    rig.staged.clear();
    rig.connect("after-delivery: correct\n");
    rig.change(id, bill -> bill.put("Status", "DRAFT").put("DueDate", "2027-06-30"));
    pollAndWork();

    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(id).reason()).contains("it is a draft again in Xero: stop it in Stampli");
    assertThat(rig.alarms.standing()).containsEntry(CONNECTION, 1L);
    rig.decisions.decide(
      CONNECTION,
      id,
      new Decision(List.of(), Optional.empty(), true),
      Optional.empty(),
      null,
      "ann"
    );
    again(id);
    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(rig.staged).isEmpty();
  }

  @Test
  void why_a_correction_does_not_go_is_said_with_what_happened() {
    String id = delivered();
    rig.connect("after-delivery: correct\nunmatched: hold\n");
    rig.pay(id, 40);
    pollAndWork();

    assertThat(bill(id).reason()).contains("stop it in Stampli, which pays; the correction does not go: ");
    assertThat(rig.alarms.standing()).containsEntry(CONNECTION, 1L);
  }

  @Test
  void where_xero_pays_a_payment_is_the_usual_end_of_a_bill() {
    String id = delivered();
    rig.connect("pays: xero\n");
    rig.pay(id, 110);
    pollAndWork();

    assertThat(bill(id).state()).isEqualTo(MessageState.DONE);
    assertThat(told("bill-stop")).isZero();
  }

  @Test
  void a_voided_bill_is_corrected_where_the_setting_says_so() {
    String id = delivered();
    rig.connect("after-delivery: correct\n");
    rig.change(id, bill -> bill.put("Status", "VOIDED"));
    pollAndWork();

    assertThat(rig.staged).hasSize(1);
    FileEntry correction = rig.staged.getFirst();
    assertThat(correction.correction()).isTrue();
    assertThat(correction.due()).isZero();
    rig.inFile(id, "two.csv", State.DELIVERED);
    again(id);
    assertThat(bill(id).reason()).contains("voided in Xero", "the correction went in file two.csv");
    rig.inbox.discard(bill(id).id(), "stopped by phone", "ann");
    rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.BILL, id, new byte[0], "c")));
    rig.workBills();
    assertThat(bill(id).reason()).isEqualTo("in file two.csv");
  }

  @Test
  void a_changed_bill_is_held_until_somebody_releases_that_change() {
    String id = delivered();
    rig.decisions.decide(
      CONNECTION,
      id,
      new Decision(List.of(), Optional.empty(), true),
      Optional.empty(),
      null,
      "ann"
    );
    rig.change(id, bill -> bill.put("DueDate", "2027-06-30"));
    pollAndWork();
    assertThat(bill(id).state()).as("an earlier release knew nothing of it").isEqualTo(MessageState.HELD);
    assertThat(bill(id).reason()).contains("changed in Xero");

    rig.decisions.decide(
      CONNECTION,
      id,
      new Decision(List.of(), Optional.empty(), true),
      Optional.empty(),
      "seen",
      "ann"
    );
    again(id);

    assertThat(rig.staged).hasSize(1).allMatch(FileEntry::correction);
  }

  @Test
  void a_bill_whose_file_is_on_its_way_waits_for_it_whatever_changes() {
    String id = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    pollAndWork();
    rig.inFile(id, "one.csv", State.UPLOADED);
    rig.change(id, bill -> bill.put("DueDate", "2027-06-30"));
    rig.staged.clear();
    pollAndWork();

    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(id).reason()).contains("one.csv");
    assertThat(rig.staged).isEmpty();
  }

  @Test
  void two_part_bills_of_one_number_never_both_go() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    rig.order("PO-0042", supplier, 10_000);
    String first = rig.bill("PO-0042", supplier, 4_000);
    String second = rig.bill("PO-0042", supplier, 6_000);
    pollAndWork();
    assertThat(List.of(bill(first), bill(second))).extracting(Message::state).containsOnly(MessageState.HELD);
    assertThat(bill(first).reason()).contains("enter the supplier's own number");

    for (String[] given : new String[][] { { first, "TB-1" }, { second, "TB-2" } }) {
      Decision decision = new Decision(List.of(), Optional.of(given[1]), false);
      rig.decisions.decide(CONNECTION, given[0], decision, Optional.empty(), null, "ann");
      rig.inbox.replay(bill(given[0]).id(), "ann");
    }
    rig.workBills();

    assertThat(rig.staged).extracting(FileEntry::number).containsExactlyInAnyOrder("TB-1", "TB-2");
  }

  @Test
  void a_bill_that_has_the_number_of_another_suppliers_order_asks_and_takes_no_order_by_its_amount() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    rig.order("1001", rig.supplier("Ink Works", "V-2"), 77);
    rig.order("PO-0042", supplier, 500);
    String bill = rig.bill("1001", supplier, 500);
    pollAndWork();

    assertThat(rig.staged).isEmpty();
    assertThat(bill(bill).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(bill).reason()).startsWith("its number 1001 is that of a purchase order");

    Decision own = new Decision(List.of(), Optional.of("TB-1"), false);
    rig.decisions.decide(CONNECTION, bill, own, Optional.empty(), null, "ann");
    again(bill);
    assertThat(rig.staged)
      .singleElement()
      .satisfies(entry -> {
        assertThat(entry.number()).isEqualTo("TB-1");
        assertThat(entry.orders()).isEmpty();
      });
  }

  @Test
  void of_two_bills_with_one_number_the_older_goes_and_the_other_asks() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    String later = rig.bill("TB-9", supplier, 40);
    String earlier = rig.bill(supplier, 60, bill ->
      bill.put("InvoiceNumber", "tb-9").put("Date", "2026-02-01")
    );
    pollAndWork();

    assertThat(rig.staged).extracting(FileEntry::recordId).containsExactly(earlier);
    assertThat(bill(later).reason()).contains("that of another bill of this supplier");
  }

  @Test
  void a_number_that_was_delivered_for_another_bill_asks_in_whatever_case_it_comes_later() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    String first = rig.bill("Inv-7", supplier, 40);
    pollAndWork();
    rig.inFile(first, "one.csv", State.DELIVERED);
    rig.staged.clear();

    String second = rig.bill("INV-7", supplier, 60);
    pollAndWork();

    assertThat(rig.staged).isEmpty();
    assertThat(bill(second).state()).isEqualTo(MessageState.HELD);
    assertThat(bill(second).reason()).contains("went to Stampli for another bill", "one.csv");
  }

  @Test
  void what_another_connection_made_is_not_picked_up() {
    String id = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    SourceRef source = new SourceRef("craft-shop", "woocommerce-order", "77");
    Draft draft = new Draft(source, "B-1", XeroJson.object(), "", "");
    rig.bed.node().links.add(TENANT, draft, XeroInvoices.TYPE, id, "B-1", "{}");
    pollAndWork();

    assertThat(bill(id).state()).isEqualTo(MessageState.SKIPPED);
    assertThat(bill(id).reason()).isEqualTo("connection craft-shop has made it");
  }

  @Test
  void after_a_restored_backup_a_bill_that_no_file_knows_waits_for_a_look_at_stampli() {
    when(rig.recovery.looksFirst(TENANT)).thenReturn(true);
    when(rig.recovery.recoveredFrom()).thenReturn(Optional.of(Instant.now().minusSeconds(600)));
    String id = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    pollAndWork();
    assertThat(bill(id).reason()).startsWith("the store was restored from a backup");
    assertThat(rig.staged).isEmpty();

    rig.decisions.decide(
      CONNECTION,
      id,
      new Decision(List.of(), Optional.empty(), true),
      Optional.empty(),
      null,
      "ann"
    );
    again(id);

    assertThat(rig.staged).extracting(FileEntry::recordId).containsExactly(id);
  }

  @Test
  void drafts_and_what_is_paid_already_stay_with_the_rule_that_leaves_them() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    String draft = rig.bill(supplier, 10, bill -> bill.put("InvoiceNumber", "D-1").put("Status", "DRAFT"));
    String paid = rig.bill("P-1", supplier, 100);
    rig.pay(paid, 110);
    pollAndWork();

    assertThat(bill(draft).state()).isEqualTo(MessageState.SKIPPED);
    assertThat(bill(draft).reason()).contains("draft");
    assertThat(bill(paid).reason()).contains("nothing is due");
    assertThat(rig.staged).isEmpty();
  }

  @Test
  void a_delivered_bill_gets_one_remark_in_its_history_and_no_more() {
    rig.connect("history-note: true\n");
    String id = delivered();
    assertThat(rig.due(XeroStampli.NOTE)).containsExactly(id);

    rig.work(XeroStampli.NOTE, batch -> rig.remarks().write(batch));
    assertThat(rig.message(XeroStampli.NOTE, id).state()).isEqualTo(MessageState.DONE);
    rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.NOTE, id, new byte[0], "c")));
    rig.work(XeroStampli.NOTE, batch -> rig.remarks().write(batch));
    rig.bed.store
      .database()
      .sql()
      .sql("UPDATE inbox SET state = 'HELD' WHERE record_key = ?")
      .params(id)
      .update();
    rig.inbox.replay(bill(id).id(), "ann");
    rig.workBills();

    assertThat(remarks(id)).containsExactly("Sent to Stampli, file one.csv");
  }

  @Test
  void a_correction_gets_its_remark_although_its_alarm_still_stands() {
    rig.connect("history-note: true\nafter-delivery: correct\n");
    String id = delivered();
    rig.work(XeroStampli.NOTE, batch -> rig.remarks().write(batch));
    rig.pay(id, 40);
    pollAndWork();
    rig.inFile(id, "two.csv", State.DELIVERED);
    again(id);
    rig.work(XeroStampli.NOTE, batch -> rig.remarks().write(batch));

    assertThat(bill(id).state()).isEqualTo(MessageState.HELD);
    assertThat(remarks(id)).containsExactlyInAnyOrder(
      "Sent to Stampli, file one.csv",
      "Sent to Stampli, file two.csv"
    );
  }

  private List<String> remarks(String bill) {
    List<String> remarks = new java.util.ArrayList<>();
    rig.bed
      .byHand(TENANT, "GET", "/Invoices/" + bill + "/History", (ObjectNode) XeroJson.object())
      .path("HistoryRecords")
      .forEach(record -> {
        if (record.path("Details").asText().startsWith("Sent to Stampli")) {
          remarks.add(record.path("Details").asText());
        }
      });
    return remarks;
  }
}
