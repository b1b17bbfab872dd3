package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.SinceDelivery.Closed;
import io.ledgerroutes.xerostampli.SinceDelivery.Correct;
import io.ledgerroutes.xerostampli.SinceDelivery.Hold;
import io.ledgerroutes.xerostampli.SinceDelivery.InFile;
import io.ledgerroutes.xerostampli.SinceDelivery.NeverFiled;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a bill that is in a file when it moves on in Xero (rule P1). */
class SinceDeliveryTest {

  private static final XeroStampliSettings HOLDS = BillSample.settings("");
  private static final XeroStampliSettings CORRECTS = BillSample.settings("after-delivery: correct");
  private static final XeroStampliSettings XERO_PAYS = BillSample.only(
    BillSample.SERVER.replace("pays: stampli", "pays: xero") + BillSample.CODES
  );
  private static final SupplierDocument BILL = BillSample.clayBill();
  private static final FiledRecord FILED = BillSample.filed(BILL, Version.of(BILL), "one.csv");

  private static final Instant TOLD_AT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Decided RELEASED = new Decided(
    new Decision(List.of(), Optional.empty(), true),
    "ann",
    TOLD_AT.plusSeconds(60),
    Optional.of(TOLD_AT.plusSeconds(60)),
    Optional.empty()
  );
  private static final String RELEASE = ". Release it to have a correction sent, or discard it";

  @Test
  void what_no_file_holds_is_new() {
    assertThat(of(BILL, List.of(), HOLDS)).isEqualTo(new NeverFiled());
  }

  @Test
  void approval_alone_delivers_nothing_again() {
    assertThat(of(now("SUBMITTED", "0", "110.00"), List.of(FILED), CORRECTS)).isEqualTo(new InFile(FILED));
  }

  @ParameterizedTest
  @ValueSource(strings = { "STAGED", "UPLOADED", "RENAMING" })
  void whatever_happens_a_file_on_its_way_is_waited_for(String state) {
    FiledRecord onItsWay = BillSample.filed(
      BILL,
      Version.of(BILL),
      "one.csv",
      StagedFile.State.valueOf(state)
    );

    assertThat(of(now("VOIDED", "0", "0"), List.of(onItsWay), CORRECTS)).isEqualTo(new InFile(onItsWay));
  }

  @Test
  void a_changed_bill_is_held_or_corrected_by_setting_without_an_alarm() {
    SupplierDocument changed = with(node -> node.put("Total", 99).put("AmountDue", 99));
    String words =
      "after it was delivered in file one.csv what the bill says changed in Xero: its total was 110.00 AUD and is 99.00 AUD";

    assertThat(of(changed, List.of(FILED), HOLDS)).isEqualTo(new Hold(FILED, words, RELEASE, false));
    assertThat(of(changed, List.of(FILED), CORRECTS)).isEqualTo(new Correct(FILED, words, false));
  }

  @Test
  void a_person_may_let_a_held_change_go() {
    SupplierDocument changed = with(node -> node.put("Total", 99).put("AmountDue", 99));

    Told told = new Told(Version.withStanding(changed), "one.csv", "words", false, false, TOLD_AT);

    assertThat(SinceDelivery.of(at(changed, BillSample.CLAY, RELEASED, told, FILED), HOLDS)).isInstanceOf(
      Correct.class
    );
    assertThat(SinceDelivery.of(at(changed, BillSample.CLAY, RELEASED, null, FILED), HOLDS))
      .as("what was never told was released by nobody")
      .isInstanceOf(Hold.class);
  }

  @Test
  void paid_in_xero_while_stampli_pays_raises_the_alarm() {
    SinceDelivery since = of(now("AUTHORISED", "60.00", "50.00"), List.of(FILED), HOLDS);

    assertThat(since).isEqualTo(
      new Hold(
        FILED,
        "after it was delivered in file one.csv 60.00 AUD of it were paid or credited in Xero: " +
          "stop it in Stampli, which pays",
        RELEASE,
        true
      )
    );
    assertThat(of(now("PAID", "110.00", "0.00"), List.of(FILED), CORRECTS)).isInstanceOfSatisfying(
      Correct.class,
      correct -> assertThat(correct.alarm()).isTrue()
    );
  }

  @Test
  void paid_in_xero_while_xero_pays_is_the_usual_end() {
    assertThat(of(now("PAID", "110.00", "0.00"), List.of(FILED), XERO_PAYS)).isEqualTo(new InFile(FILED));
  }

  @Test
  void a_payment_is_told_once_and_told_back_when_it_is_taken_away() {
    SupplierDocument paid = now("AUTHORISED", "60.00", "50.00");
    FiledRecord corrected = BillSample.filed(
      paid,
      Version.going(Version.of(paid), Optional.of(FILED)),
      "two.csv"
    );

    assertThat(of(paid, List.of(FILED, corrected), CORRECTS)).isEqualTo(new InFile(corrected));
    assertThat(of(BILL, List.of(FILED, corrected), CORRECTS)).isEqualTo(
      new Correct(
        corrected,
        "after it was delivered in file two.csv 60.00 AUD that were paid or credited in Xero are due again",
        false
      )
    );
  }

  @Test
  void voided_after_delivery_is_corrected_once() {
    SupplierDocument voided = now("VOIDED", "0", "0");
    SinceDelivery since = of(voided, List.of(FILED), CORRECTS);

    assertThat(since).isEqualTo(
      new Correct(
        FILED,
        "after it was delivered in file one.csv it was voided in Xero: stop it in Stampli, which pays",
        true
      )
    );
    FiledRecord told = BillSample.filed(voided, Version.going(Version.of(voided), Optional.of(FILED)), "2");
    assertThat(of(voided, List.of(FILED, told), CORRECTS)).isEqualTo(new InFile(told));
  }

  @Test
  void deleted_while_xero_pays_is_held_without_an_alarm() {
    assertThat(of(now("DELETED", "0", "0"), List.of(FILED), XERO_PAYS)).isEqualTo(
      new Hold(FILED, "after it was delivered in file one.csv it was deleted in Xero", RELEASE, false)
    );
  }

  @Test
  void a_bill_that_stampli_knows_by_another_number_or_vendor_is_never_corrected() {
    SupplierDocument renumbered = with(node -> node.put("InvoiceNumber", "CP-1001b"));

    assertThat(of(renumbered, List.of(FILED), CORRECTS)).isEqualTo(
      new Hold(
        FILED,
        "after it was delivered in file one.csv what the bill says changed in Xero: a line, a date, its " +
          "number, its supplier or a code; its total is still 110.00 AUD",
        "; Stampli knows it by the number " +
          "CP-1001, not CP-1001b: correct it there by hand, then discard this",
        false
      )
    );
    SupplierDocument moved = with(node -> node.put("Total", 99).put("AmountDue", 99));
    Supplier other = new Supplier("c-2", "Slip Works", "V-2", "", "AUD", true, List.of());
    assertThat(SinceDelivery.of(at(moved, other, Decided.NOTHING, null, FILED), CORRECTS)).isInstanceOf(
      Hold.class
    );
  }

  @Test
  void an_alarm_stands_also_when_its_correction_is_delivered_until_somebody_closes_it() {
    SupplierDocument paid = now("AUTHORISED", "60.00", "50.00");
    FiledRecord corrected = BillSample.filed(
      paid,
      Version.going(Version.of(paid), Optional.of(FILED)),
      "two.csv"
    );

    assertThat(of(paid, told(paid, "one.csv", true, false), CORRECTS, FILED, corrected)).isEqualTo(
      new Hold(
        corrected,
        "it was told",
        "; the correction went in file two.csv. Discard this once that is done",
        true
      )
    );
    assertThat(of(paid, told(paid, "one.csv", true, true), CORRECTS, FILED, corrected)).isEqualTo(
      new InFile(corrected)
    );
    assertThat(of(paid, told(paid, "one.csv", false, false), CORRECTS, FILED, corrected))
      .as("nothing is to be stopped")
      .isEqualTo(new InFile(corrected));
  }

  @Test
  void what_was_to_be_stopped_and_is_due_again_is_taken_back_by_a_person_too() {
    SupplierDocument paid = now("AUTHORISED", "60.00", "50.00");
    FiledRecord corrected = BillSample.filed(
      paid,
      Version.going(Version.of(paid), Optional.of(FILED)),
      "two.csv"
    );

    assertThat(of(BILL, told(paid, "one.csv", true, true), CORRECTS, FILED, corrected)).isEqualTo(
      new Correct(
        corrected,
        "after it was delivered in file two.csv 60.00 AUD that were paid or credited in Xero are due again: " +
          "take back in Stampli, which pays, what was stopped there",
        true
      )
    );
  }

  @ParameterizedTest
  @ValueSource(booleans = { true, false })
  void a_bill_that_is_again_as_it_was_delivered_is_told_once(boolean closed) {
    SupplierDocument paid = now("AUTHORISED", "60.00", "50.00");
    Hold again = new Hold(
      FILED,
      "it is again as it was delivered in file one.csv: take back what was done in Stampli since then",
      ". Discard this once that is done",
      false
    );

    assertThat(of(BILL, told(paid, "one.csv", true, closed), HOLDS, FILED)).isEqualTo(again);
    Told back = new Told(Version.withStanding(BILL), "one.csv", again.words(), false, closed, TOLD_AT);
    assertThat(of(BILL, back, HOLDS, FILED)).isEqualTo(closed ? new InFile(FILED) : again);
    assertThat(of(paid, back, HOLDS, FILED)).as("paid once more").isInstanceOf(Hold.class);
  }

  @Test
  void a_delivered_bill_that_is_a_draft_again_is_stopped_and_never_sent() {
    SupplierDocument draft = now("DRAFT", "0", "110.00");
    String words = "after it was delivered in file one.csv it is a draft again in Xero";
    String remedy = ". A draft is never sent, nor a correction of it: discard this when it is dealt with";

    Hold hold = new Hold(FILED, words + ": stop it in Stampli, which pays", remedy, true);
    assertThat(of(draft, List.of(FILED), CORRECTS)).isEqualTo(hold);
    assertThat(of(draft, List.of(FILED), XERO_PAYS)).isEqualTo(new Hold(FILED, words, remedy, false));
    Told told = told(draft, "one.csv", true, false);
    assertThat(SinceDelivery.of(at(draft, BillSample.CLAY, RELEASED, told, FILED), HOLDS))
      .as("released")
      .isEqualTo(hold);
    assertThat(of(draft, told(draft, "one.csv", true, true), HOLDS, FILED)).isInstanceOf(Closed.class);
  }

  @Test
  void a_credit_used_up_in_xero_while_stampli_pays_raises_the_alarm() {
    JsonNode json = BillSample.json(BillSample.DIRECTORY.resolve("credits/credit.json")).path("document");
    SupplierDocument credit = BillSample.bill(json);
    FiledRecord filed = BillSample.filed(credit, Version.of(credit), "one.csv");
    ObjectNode used = json.deepCopy();
    used.put("RemainingCredit", 10).put("AppliedAmount", 100);

    assertThat(of(credit, List.of(filed), HOLDS)).isEqualTo(new InFile(filed));
    assertThat(of(BillSample.bill(used), List.of(filed), HOLDS)).isInstanceOfSatisfying(Hold.class, hold ->
      assertThat(hold.alarm()).isTrue()
    );
  }

  private static SinceDelivery of(
    SupplierDocument bill,
    List<FiledRecord> filed,
    XeroStampliSettings settings
  ) {
    return SinceDelivery.of(
      at(bill, BillSample.CLAY, Decided.NOTHING, null, filed.toArray(FiledRecord[]::new)),
      settings
    );
  }

  private static SinceDelivery of(
    SupplierDocument bill,
    Told told,
    XeroStampliSettings settings,
    FiledRecord... filed
  ) {
    return SinceDelivery.of(at(bill, BillSample.CLAY, Decided.NOTHING, told, filed), settings);
  }

  private static BillAtHand at(
    SupplierDocument bill,
    Supplier supplier,
    Decided decided,
    Told told,
    FiledRecord... filed
  ) {
    return new BillAtHand(bill, Optional.of(supplier), decided, List.of(filed), Optional.ofNullable(told));
  }

  private static Told told(SupplierDocument bill, String file, boolean stop, boolean closed) {
    return new Told(Version.withStanding(bill), file, "it was told", stop, closed, TOLD_AT);
  }

  private static SupplierDocument now(String status, String paid, String due) {
    return with(node ->
      node.put("Status", status).put("AmountPaid", new BigDecimal(paid)).put("AmountDue", new BigDecimal(due))
    );
  }

  private static SupplierDocument with(Consumer<ObjectNode> change) {
    ObjectNode json = BillSample.json(BillSample.DIRECTORY.resolve("bills/approved.json"))
      .path("document")
      .deepCopy();
    change.accept(json);
    return BillSample.bill(json);
  }
}
