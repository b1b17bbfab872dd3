package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Tab;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xerostampli.PlannedBill.Course;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How bills of a period stand, and what they add up to. */
class PeriodTabsTest {

  private static final String FILE = "stampli_craft-bills_invoices_20261121T093000Z_1.csv";
  private static final SupplierDocument BILL = BillSample.clayBill();
  private static final LocalDate TODAY = LocalDate.of(2026, 12, 24);
  private static final PeriodView VIEW = view(
    Map.of(),
    Map.of(FILE, Instant.parse("2026-12-01T01:00:00Z")),
    Map.of()
  );

  private static PeriodView view(
    Map<String, TaxRate> rates,
    Map<String, Instant> files,
    Map<String, FiledRecord> filed
  ) {
    return new PeriodView(
      BillSample.settings(""),
      "!P0tt3",
      ZoneId.of("Australia/Sydney"),
      TODAY,
      Map.of(),
      rates,
      Map.of(BILL.supplier(), "V-CLAY"),
      Map.of(),
      files,
      filed
    );
  }

  private static FiledRecord filed(State state) {
    return new FiledRecord(
      "xero-bill",
      BILL.id(),
      "v1",
      FILE,
      state,
      "V-CLAY",
      BILL.number(),
      BILL.currency(),
      BILL.net(),
      BILL.total(),
      BILL.due(),
      List.of()
    );
  }

  private static PlannedBill planned(Course course, Optional<String> stop, FiledRecord... filed) {
    BillAtHand at = new BillAtHand(
      BILL,
      Optional.of(BillSample.CLAY),
      Decided.NOTHING,
      List.of(filed),
      Optional.empty()
    );
    return new PlannedBill(at, Optional.empty(), course, stop);
  }

  private static Message message(MessageState state, String reason) {
    return new Message(
      7,
      "craft-bills",
      "xero-bill",
      BILL.id(),
      state,
      reason,
      1,
      0,
      Instant.EPOCH,
      Instant.EPOCH,
      "c"
    );
  }

  private static PeriodFinding compared(PlannedBill bill, Message message, Message file) {
    return PeriodFinding.compared(bill, Optional.ofNullable(message), Optional.ofNullable(file));
  }

  @Test
  void a_bill_is_delivered_in_its_file_on_its_way_or_stuck_with_it() {
    PlannedBill there = planned(
      new Course.InFile(filed(State.DELIVERED)),
      Optional.empty(),
      filed(State.DELIVERED)
    );
    PlannedBill going = planned(
      new Course.InFile(filed(State.STAGED)),
      Optional.empty(),
      filed(State.STAGED)
    );

    assertThat(compared(there, null, null)).isEqualTo(new PeriodFinding(Verdict.MATCHED, "in file " + FILE));
    assertThat(compared(going, null, null).verdict()).isEqualTo(Verdict.WAITING);
    PeriodFinding dead = compared(going, null, message(MessageState.DEAD, "the directory is missing"));
    assertThat(dead.verdict()).isEqualTo(Verdict.DEAD);
    assertThat(dead.reason()).contains(FILE, "the directory is missing");
  }

  @Test
  void a_bill_that_is_not_delivered_is_held_left_by_a_rule_or_missing() {
    PlannedBill stopped = planned(new Course.Stopped("its supplier has no vendor id"), Optional.empty());
    PlannedBill left = planned(new Course.LeftAlone("the bill is a draft"), Optional.empty());

    assertThat(compared(stopped, null, null)).isEqualTo(
      new PeriodFinding(Verdict.HELD, "its supplier has no vendor id")
    );
    assertThat(compared(stopped, message(MessageState.HELD, "no order fits"), null).reason()).isEqualTo(
      "no order fits"
    );
    assertThat(compared(left, null, null)).isEqualTo(
      new PeriodFinding(Verdict.SKIPPED, "the bill is a draft")
    );
    assertThat(PeriodFinding.tried(left, Optional.empty()).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(PeriodFinding.tried(stopped, Optional.empty()).verdict()).isEqualTo(Verdict.HELD);
  }

  @Test
  void a_bill_that_an_operator_discarded_is_left_alone_with_his_words() {
    Message discarded = message(MessageState.SKIPPED, "discarded: entered by hand");
    PlannedBill bill = planned(new Course.Stopped("no order fits"), Optional.empty());

    assertThat(compared(bill, discarded, null)).isEqualTo(
      new PeriodFinding(Verdict.SKIPPED, "discarded: entered by hand")
    );
    assertThat(PeriodFinding.tried(bill, Optional.of(discarded)).verdict()).isEqualTo(Verdict.SKIPPED);
  }

  @Test
  void a_bill_that_was_paid_in_xero_after_its_delivery_is_to_be_stopped_in_stampli() {
    PlannedBill paid = planned(
      new Course.Stopped("110.00 of it were paid"),
      Optional.of("110.00 of it were paid: stop it in Stampli"),
      filed(State.DELIVERED)
    );

    assertThat(compared(paid, null, null)).isEqualTo(
      new PeriodFinding(Verdict.DIFFERENT, "110.00 of it were paid: stop it in Stampli")
    );
  }

  private static PeriodTabs.Added added(PlannedBill bill, List<OpenCredit> open) {
    return added(VIEW, bill, open);
  }

  private static PeriodTabs.Added added(PeriodView view, PlannedBill bill, List<OpenCredit> open) {
    PeriodFinding finding = compared(bill, null, null);
    return PeriodTabs.of(
      view,
      List.of(new PeriodRows(view).of(bill, finding, 7L)),
      List.of(),
      open,
      Map.of()
    );
  }

  private static Map<String, Object> only(PeriodTabs.Added added, String tab) {
    List<Tab.Sum> sums = sums(added, tab);
    assertThat(sums).as(tab).hasSize(1);
    return sums.getFirst().values();
  }

  @Test
  void what_is_delivered_and_unpaid_is_told_by_age_and_by_supplier_without_a_name() {
    PlannedBill there = planned(
      new Course.InFile(filed(State.DELIVERED)),
      Optional.empty(),
      filed(State.DELIVERED)
    );

    PeriodTabs.Added added = added(there, List.of());

    assertThat(only(added, "bills"))
      .containsEntry("supplier", "V-CLAY")
      .containsEntry("delivered", PeriodView.cents(BILL.total()));
    assertThat(only(added, "delivered-unpaid"))
      .containsEntry("days-since-delivery", "0 to 30")
      .containsEntry("due", PeriodView.cents(BILL.due()))
      .containsEntry("age", 23L);
    assertThat(added.tabs().toString()).doesNotContain(BILL.supplierName());
    Row row = added.rows().getFirst();
    assertThat(row.contact()).isEqualTo(BILL.supplierName());
    assertThat(row.document()).contains(
      "shortcode=!P0tt3",
      "AccountsPayable/View.aspx?InvoiceID=" + BILL.id()
    );
    assertThat(row.sums()).anyMatch(sum -> sum.startsWith("delivered-unpaid/"));
  }

  private static FiledRecord delivered(String file) {
    return BillSample.filed(BILL, "v1", file);
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(1, 0).toInstant(ZoneOffset.UTC);
  }

  @Test
  void age_and_cut_off_count_from_the_first_delivery_however_often_a_bill_was_corrected() {
    FiledRecord correction = delivered("two.csv");
    PlannedBill twice = planned(
      new Course.InFile(correction),
      Optional.empty(),
      delivered("one.csv"),
      correction
    );
    PeriodView view = view(
      Map.of(),
      Map.of("one.csv", noon(TODAY.minusDays(95)), "two.csv", noon(TODAY.minusDays(1))),
      Map.of()
    );

    PeriodTabs.Added added = PeriodTabs.of(view, List.of(entry(twice)), List.of(), List.of(), Map.of());

    assertThat(only(added, "delivered-unpaid"))
      .containsEntry("days-since-delivery", "over 90")
      .containsEntry("age", 95L);
    assertThat(only(added, "cut-off")).containsEntry(
      "delivered",
      YearMonth.from(TODAY.minusDays(95)).toString()
    );
  }

  @Test
  void what_was_delivered_before_the_period_and_is_unpaid_counts_as_such_and_nowhere_else() {
    PlannedBill there = planned(
      new Course.InFile(filed(State.DELIVERED)),
      Optional.empty(),
      filed(State.DELIVERED)
    );

    PeriodTabs.Added added = PeriodTabs.of(VIEW, List.of(), List.of(entry(there)), List.of(), Map.of());

    assertThat(only(added, "delivered-unpaid")).containsEntry("due", PeriodView.cents(BILL.due()));
    assertThat(
      added
        .tabs()
        .stream()
        .filter(tab -> !tab.sums().isEmpty())
    ).hasSize(1);
    assertThat(added.rows()).hasSize(1);
  }

  private static PeriodEntry entry(PlannedBill bill) {
    return new PeriodRows(VIEW).of(bill, compared(bill, null, null), 7L);
  }

  @Test
  void what_is_not_delivered_is_told_with_its_age_and_tax_and_account_are_net_of_each_other() {
    PeriodTabs.Added added = added(planned(new Course.Stopped("no order fits"), Optional.empty()), List.of());

    assertThat(only(added, "not-delivered"))
      .containsEntry("total", PeriodView.cents(BILL.total()))
      .containsKey("age");
    assertThat(only(added, "order-match")).containsEntry("match", "–").containsEntry("verdict", "HELD");
    BigDecimal net = sum(added, "accounts", "net");
    assertThat(net).isEqualByComparingTo(BILL.net());
    assertThat(sum(added, "tax", "tax")).isEqualByComparingTo(BILL.tax());
  }

  private static BigDecimal sum(PeriodTabs.Added added, String tab, String column) {
    return added
      .tabs()
      .stream()
      .filter(one -> one.name().equals(tab))
      .flatMap(one -> one.sums().stream())
      .map(one -> (BigDecimal) one.values().get(column))
      .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void what_was_voided_counts_nothing_in_any_tab_whatever_was_delivered_of_it() {
    FiledRecord first = with(filed(State.DELIVERED), BILL.total(), List.of(new Share("po-1", BILL.net())));
    FiledRecord correction = with(filed(State.DELIVERED), BigDecimal.ZERO, List.of());
    for (List<FiledRecord> files : List.of(List.of(first), List.of(first, correction))) {
      SupplierDocument voided = BillSample.bill(changed("Status", "VOIDED"));
      BillAtHand at = new BillAtHand(
        voided,
        Optional.of(BillSample.CLAY),
        Decided.NOTHING,
        files,
        Optional.empty()
      );
      Course inFile = new Course.InFile(files.getLast());
      PeriodTabs.Added added = added(
        new PlannedBill(at, Optional.empty(), inFile, Optional.empty()),
        List.of()
      );

      BigDecimal nothing = new BigDecimal("0.00");
      assertThat(only(added, "summary"))
        .containsEntry("count", BigDecimal.ONE)
        .containsEntry("total", nothing);
      assertThat(only(added, "bills")).containsEntry("delivered", nothing).containsEntry("open", nothing);
      assertThat(only(added, "order-match")).containsEntry("match", "–").containsEntry("total", nothing);
      assertThat(only(added, "cut-off")).containsEntry("total", nothing);
      for (String tab : List.of("tax", "accounts", "orders", "delivered-unpaid")) {
        assertThat(sums(added, tab)).as(tab).isEmpty();
      }
      assertThat(added.rows().getFirst().status()).isEqualTo("VOIDED");
      assertThat(added.rows().getFirst().total()).isEqualTo(nothing);
    }
  }

  private static FiledRecord with(FiledRecord filed, BigDecimal amount, List<Share> shares) {
    return new FiledRecord(
      filed.recordType(),
      filed.recordId(),
      filed.version(),
      filed.file(),
      filed.state(),
      filed.vendor(),
      filed.number(),
      filed.currency(),
      amount,
      amount,
      amount,
      shares
    );
  }

  private static ObjectNode changed(String field, String value) {
    ObjectNode json = BillSample.json(BillSample.DIRECTORY.resolve("bills/approved.json"))
      .path("document")
      .deepCopy();
    return json.put(field, value);
  }

  private static List<Tab.Sum> sums(PeriodTabs.Added added, String tab) {
    return added
      .tabs()
      .stream()
      .filter(one -> one.name().equals(tab))
      .findFirst()
      .orElseThrow()
      .sums();
  }

  @Test
  void the_day_of_a_delivery_is_the_organisations() {
    SupplierDocument ofJune = BillSample.bill(changed("DateString", "2026-06-30T00:00:00"));
    BillAtHand at = new BillAtHand(
      ofJune,
      Optional.of(BillSample.CLAY),
      Decided.NOTHING,
      List.of(filed(State.DELIVERED)),
      Optional.empty()
    );
    PlannedBill there = new PlannedBill(
      at,
      Optional.empty(),
      new Course.InFile(filed(State.DELIVERED)),
      Optional.empty()
    );
    PeriodView sydney = view(Map.of(), Map.of(FILE, Instant.parse("2026-06-30T22:30:00Z")), Map.of());

    assertThat(only(added(sydney, there, List.of()), "cut-off"))
      .containsEntry("billed", "2026-06")
      .containsEntry("delivered", "2026-07");
    PeriodView hourBefore = view(Map.of(), Map.of(FILE, Instant.parse("2026-06-30T13:59:59Z")), Map.of());
    assertThat(sums(added(hourBefore, there, List.of()), "cut-off")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({ "Inclusive, 1.30, 130.00", "Exclusive, 1.50, 150.00" })
  void the_expected_tax_is_rounded_line_by_line_as_xero_does(String amounts, String tax, String all) {
    ObjectNode json = changed("LineAmountTypes", amounts);
    ObjectNode line = (ObjectNode) json.path("LineItems").path(0);
    line.put("LineAmount", new BigDecimal("10.00")).put("TaxAmount", new BigDecimal(tax));
    line.put("TaxType", "INPUT2");
    ArrayNode lines = json.putArray("LineItems");
    for (int i = 0; i < 100; i++) {
      lines.add(line);
    }
    BillAtHand at = new BillAtHand(
      BillSample.bill(json),
      Optional.of(BillSample.CLAY),
      Decided.NOTHING,
      List.of(),
      Optional.empty()
    );
    PlannedBill held = new PlannedBill(
      at,
      Optional.empty(),
      new Course.Stopped("no order fits"),
      Optional.empty()
    );
    PeriodView fifteen = view(
      Map.of(
        "INPUT2",
        new TaxRate("INPUT2", "15%", new BigDecimal("15.0000"), "ACTIVE", true, true, true, true, true)
      ),
      Map.of(),
      Map.of()
    );

    assertThat(only(added(fifteen, held, List.of()), "tax"))
      .containsEntry("tax", new BigDecimal(all))
      .containsEntry("expected", new BigDecimal(all))
      .containsEntry("difference", new BigDecimal("0.00"));
  }

  @Test
  void an_open_credit_of_another_period_names_the_file_that_it_is_in() {
    OpenCredit credit = new OpenCredit(
      OpenCredit.CREDIT,
      "c-1",
      "CN-1",
      BILL.supplier(),
      BILL.supplierName(),
      Optional.of(LocalDate.of(2026, 5, 2)),
      "AUD",
      new BigDecimal("100.00"),
      new BigDecimal("10.00"),
      new BigDecimal("110.00"),
      new BigDecimal("60.00"),
      "AUTHORISED"
    );
    PlannedBill left = planned(new Course.LeftAlone("the bill is a draft"), Optional.empty());

    Row unknown = added(VIEW, left, List.of(credit)).rows().getLast();
    Row there = added(view(Map.of(), Map.of(), Map.of("c-1", filed(State.DELIVERED))), left, List.of(credit))
      .rows()
      .getLast();
    Row going = added(view(Map.of(), Map.of(), Map.of("c-1", filed(State.STAGED))), left, List.of(credit))
      .rows()
      .getLast();

    assertThat(unknown.verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(unknown.reason()).isEqualTo("60.00 of it are open; it is of other days, and in no file");
    assertThat(there.verdict()).isEqualTo(Verdict.MATCHED);
    assertThat(there.reason()).isEqualTo("60.00 of it are open; in file " + FILE);
    assertThat(going.verdict()).isEqualTo(Verdict.WAITING);
    assertThat(going.reason()).endsWith("in file " + FILE + ", which is on its way");
  }

  @Test
  void open_prepayments_stand_in_their_own_tab_alone() {
    OpenCredit prepaid = OpenCredit.of(
      OpenCredit.PREPAYMENT,
      BillSample.read(
        """
        {"PrepaymentID":"p-1","Contact":{"ContactID":"nobody-known","Name":"Kiln"},"DateString":"2026-12-01T00:00:00",
         "CurrencyCode":"AUD","SubTotal":300.00,"TotalTax":0.00,"Total":300.00,"RemainingCredit":120.00,
         "Status":"AUTHORISED"}
        """
      )
    );
    PeriodTabs.Added added = added(
      planned(new Course.LeftAlone("the bill is a draft"), Optional.empty()),
      List.of(prepaid)
    );

    assertThat(prepaid.open()).isTrue();
    assertThat(only(added, "open-credits"))
      .containsEntry("kind", "prepayment")
      .containsEntry("remaining", new BigDecimal("120.00"))
      .containsEntry("supplier", "no vendor id (nobody-k)");
    assertThat(only(added, "summary")).containsEntry("verdict", "SKIPPED").containsEntry("document", "bill");
    Row row = added.rows().getLast();
    assertThat(row.kind()).isEqualTo("prepayment");
    assertThat(row.key()).as("nothing brings it over").isNull();
    assertThat(row.reason()).isEqualTo("120.00 of it are open; Stampli knows nothing of it from here");
    assertThat(row.sums()).containsExactly("open-credits/prepayment | no vendor id (nobody-k) | AUD");
  }
}
