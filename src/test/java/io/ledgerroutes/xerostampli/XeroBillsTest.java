package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.BillsRig.CONNECTION;
import static io.ledgerroutes.xerostampli.BillsRig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.verify;

import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.xero.Priority;
import io.ledgerroutes.xero.mirror.MirrorKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The poll: from Xero's pages into the mirrors, and from what changed there into the inbox. */
class XeroBillsTest {

  private BillsRig rig = new BillsRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void what_is_new_becomes_a_message_of_its_flow_once() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    String customer = rig.supplier("A customer", "");
    String order = rig.order("PO-1", supplier, 100);
    String bill = rig.bill("B-1", supplier, 100);
    String sale = rig.bill(customer, 10, document -> document.put("Type", "ACCREC"));
    String old = rig.bill(supplier, 10, document ->
      document.put("InvoiceNumber", "B-0").put("Date", "2025-12-31").put("DueDate", "2026-01-31")
    );

    rig.poll();

    assertThat(rig.due(XeroStampli.BILL)).contains(bill).doesNotContain(sale, old);
    assertThat(rig.due(XeroStampli.ORDER)).contains(order);
    assertThat(rig.due(XeroStampli.SUPPLIER)).contains(supplier).doesNotContain(customer);
    int before = rig.due(XeroStampli.BILL).size();
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).hasSize(before);
  }

  @Test
  void what_was_decided_comes_again_when_its_content_changes_and_not_before() {
    String bill = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    rig.poll();
    rig.workBills();
    assertThat(rig.message(XeroStampli.BILL, bill).state()).isEqualTo(MessageState.HELD);

    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).doesNotContain(bill);

    rig.change(bill, document -> document.put("DueDate", "2027-01-31"));
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).contains(bill);
  }

  @Test
  void a_connection_that_comes_again_has_its_alarms_and_held_bills_and_nothing_that_was_done() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    String done = rig.bill("B-1", supplier, 100);
    String toStop = rig.bill("B-2", supplier, 200);
    rig.poll();
    rig.workBills();
    for (String bill : List.of(done, toStop)) {
      rig.inFile(bill, "one.csv", StagedFile.State.DELIVERED);
      rig.inbox.replay(rig.message(XeroStampli.BILL, bill).id(), "ann");
    }
    rig.workBills();
    String held = rig.bill("B-3", rig.supplier("Ink Works", ""), 300);
    rig.pay(toStop, 40);
    rig.poll();
    rig.workBills();
    // What it changed lies long before the cursor.
    rig.bed.store.database().sql().sql("UPDATE xero_mirror SET changed_at = 1").update();
    String alarm = rig.message(XeroStampli.BILL, toStop).reason();
    assertThat(alarm).contains("stop it in Stampli");

    rig.remove();
    assertThat(rig.alarms.standing()).isEmpty();
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).containsExactlyInAnyOrder(toStop, held);
    rig.workBills();

    assertThat(rig.message(XeroStampli.BILL, toStop).state()).isEqualTo(MessageState.HELD);
    assertThat(rig.message(XeroStampli.BILL, toStop).reason()).isEqualTo(alarm);
    assertThat(rig.alarms.standing()).containsEntry(CONNECTION, 1L);
    assertThat(rig.message(XeroStampli.BILL, held).reason()).contains("vendor id");
    assertThat(rig.message(XeroStampli.BILL, done).state()).isEqualTo(MessageState.DONE);
    verify(rig.unattended, atLeastOnce()).attend(CONNECTION);
  }

  @ParameterizedTest
  @ValueSource(booleans = { true, false })
  void a_delivered_bill_is_looked_at_also_when_its_day_or_the_start_is_moved(boolean day) {
    String bill = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    rig.poll();
    rig.workBills();
    rig.inFile(bill, "one.csv", StagedFile.State.DELIVERED);
    rig.inbox.replay(rig.message(XeroStampli.BILL, bill).id(), "ann");
    rig.workBills();
    assertThat(rig.message(XeroStampli.BILL, bill).state()).isEqualTo(MessageState.DONE);

    if (day) {
      rig.change(bill, document -> document.put("Date", "2025-12-31"));
    } else {
      rig.start = LocalDate.now().plusDays(1);
      rig.connect("");
    }
    rig.pay(bill, 40);
    rig.poll();
    rig.workBills();

    assertThat(rig.message(XeroStampli.BILL, bill).state()).isEqualTo(MessageState.HELD);
    assertThat(rig.message(XeroStampli.BILL, bill).reason()).contains("40.00 AUD", "stop it in Stampli");
  }

  @Test
  void a_large_organisation_is_loaded_by_pages_and_a_load_that_broke_goes_on() {
    rig.bed.control("/sandbox/limits", "{\"enabled\":false}");
    rig.bed.control(
      "/sandbox/ledger/bills",
      "{\"tenant\":\"" + TENANT + "\",\"count\":1000,\"seed\":1,\"kind\":\"plain\"}"
    );
    rig.bed.control(
      "/sandbox/ledger/bills",
      "{\"tenant\":\"" + TENANT + "\",\"count\":300,\"seed\":2,\"kind\":\"plain\"}"
    );
    rig.bed.fault(
      "{\"system\":\"xero\",\"kind\":\"offline\",\"path\":\"/Invoices\",\"match\":\"page=2\",\"times\":1}"
    );

    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).isEmpty();
    rig.work.later();
    rig.poll();

    assertThat(rig.due(XeroStampli.BILL)).hasSize(1_300).doesNotHaveDuplicates();
  }

  @Test
  void a_change_that_only_the_sweep_finds_becomes_a_message_too() {
    String bill = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    rig.poll();
    rig.workBills();
    // Xero's list of changes does not name it any more, and yet it is not what was read.
    rig.bed.store
      .database()
      .sql()
      .sql("UPDATE xero_mirror_state SET read_to = read_to + 3600000, looked_to = looked_to + 3600000")
      .update();
    for (String change : List.of(
      "xero_mirror SET fingerprint = 'another', changed_at = 0",
      "seen SET version = 'another'"
    )) {
      rig.bed.store.database().sql().sql("UPDATE " + change + " WHERE record_id = ?").params(bill).update();
    }
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).doesNotContain(bill);

    rig.bed.node().mirror.sweep(TENANT, MirrorKind.BILLS, Priority.BACKFILL, 20);
    rig.poll();

    assertThat(rig.due(XeroStampli.BILL)).contains(bill);
  }

  @Test
  void a_bill_held_for_its_order_is_looked_at_again_once_for_each_change() {
    rig.connect("unmatched: hold\n");
    String supplier = rig.supplier("Paper Mill", "V-1");
    String other = rig.supplier("Ink Works", "V-2");
    String bill = rig.bill("B-1", supplier, 1_234);
    String unconcerned = rig.bill("B-2", other, 77);
    rig.poll();
    rig.workBills();
    assertThat(rig.message(XeroStampli.BILL, bill).state()).isEqualTo(MessageState.HELD);
    assertThat(rig.message(XeroStampli.BILL, unconcerned).state()).isEqualTo(MessageState.HELD);

    rig.order("PO-77", supplier, 1_234);
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).containsExactly(bill);
    rig.workBills();
    assertThat(rig.staged)
      .extracting(entry -> entry.recordId())
      .containsExactly(bill);

    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).isEmpty();
  }

  @Test
  void a_bill_held_for_its_twin_is_looked_at_again_when_that_is_voided_and_once_for_each_change_of_another() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    rig.order("PO-77", supplier, 640);
    String one = rig.bill("A", supplier, 640);
    String twin = rig.bill("B", supplier, 640);
    String other = rig.bill("C", supplier, 25);
    rig.poll();
    rig.workBills();
    assertThat(rig.message(XeroStampli.BILL, one).reason()).contains("another bill has it too");

    rig.pay(other, 10);
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).containsOnlyOnce(one).contains(twin);
    rig.workBills();
    assertThat(rig.message(XeroStampli.BILL, one).state()).isEqualTo(MessageState.HELD);
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).isEmpty();

    rig.staged.clear();
    rig.change(twin, document -> document.put("Status", "VOIDED"));
    rig.poll();
    rig.workBills();
    assertThat(rig.staged)
      .extracting(entry -> entry.recordId())
      .contains(one);
    rig.poll();
    assertThat(rig.due(XeroStampli.BILL)).isEmpty();
  }

  @Test
  void a_bill_held_for_a_vendor_id_goes_once_its_supplier_has_one() {
    String supplier = rig.supplier("Paper Mill", "");
    String bill = rig.bill("B-1", supplier, 100);
    rig.poll();
    rig.workBills();
    assertThat(rig.message(XeroStampli.BILL, bill).reason()).contains("vendor id");

    var body = io.ledgerroutes.xero.XeroJson.object();
    body.putArray("Contacts").addObject().put("ContactID", supplier).put("AccountNumber", "V-1");
    rig.bed.byHand(TENANT, "POST", "/Contacts", body);
    rig.poll();
    rig.workBills();

    assertThat(rig.staged)
      .extracting(entry -> entry.vendor())
      .containsExactly("V-1");
  }

  @Test
  void what_webhooks_tell_of_is_read_together_in_one_call_and_sales_are_nobodys_bills() {
    String supplier = rig.supplier("Paper Mill", "V-1");
    rig.poll();
    List<String> bills = List.of(
      rig.bill("B-1", supplier, 100),
      rig.bill("B-2", supplier, 100),
      rig.bill("B-3", supplier, 100)
    );
    String sale = rig.bill(supplier, 10, document -> document.put("Type", "ACCREC"));
    told(bills.get(0), bills.get(1), bills.get(2), sale);
    int before = lists(rig.calls());

    rig.workBills();
    assertThat(rig.staged)
      .extracting(entry -> entry.recordId())
      .containsExactlyInAnyOrderElementsOf(bills);
    assertThat(rig.message(XeroStampli.BILL, sale).state()).isEqualTo(MessageState.SKIPPED);
    assertThat(lists(rig.calls())).isEqualTo(before + 1);
  }

  @Test
  void a_hint_waits_for_others_without_a_call() {
    rig.pooled = Duration.ofHours(1);
    String bill = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    told(bill);
    Map<String, Integer> before = rig.calls();

    rig.workBills();

    assertThat(rig.message(XeroStampli.BILL, bill).state()).isEqualTo(MessageState.RETRY);
    assertThat(rig.message(XeroStampli.BILL, bill).reason()).isEqualTo("read soon, with others");
    assertThat(rig.calls()).isEqualTo(before);
  }

  @Test
  void a_bill_that_its_file_released_needs_no_call() {
    String bill = rig.bill("B-1", rig.supplier("Paper Mill", "V-1"), 100);
    rig.poll();
    rig.workBills();
    rig.inFile(bill, "one.csv", StagedFile.State.STAGED);
    rig.inbox.replay(rig.message(XeroStampli.BILL, bill).id(), "ann");
    rig.workBills();
    assertThat(rig.message(XeroStampli.BILL, bill).state()).isEqualTo(MessageState.HELD);
    Map<String, Integer> before = rig.calls();

    rig.inFile(bill, "one.csv", StagedFile.State.DELIVERED);
    rig.work.store().releaseWaiting(StagedFile.waitsForName(CONNECTION, "one.csv"));
    rig.workBills();

    assertThat(rig.message(XeroStampli.BILL, bill).state()).isEqualTo(MessageState.DONE);
    assertThat(rig.message(XeroStampli.BILL, bill).reason()).isEqualTo("in file one.csv");
    assertThat(rig.calls()).isEqualTo(before);
  }

  private void told(String... ids) {
    for (String id : ids) {
      byte[] event = "{\"eventCategory\":\"INVOICE\"}".getBytes(StandardCharsets.UTF_8);
      rig.inbox.store(List.of(new NewMessage(CONNECTION, XeroStampli.BILL, id, event, "c")));
    }
  }

  private static int lists(Map<String, Integer> calls) {
    return calls
      .entrySet()
      .stream()
      .filter(call -> call.getKey().endsWith("/Invoices"))
      .filter(call -> call.getKey().startsWith("GET"))
      .mapToInt(Map.Entry::getValue)
      .sum();
  }
}
