package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.SinceDelivery.Correct;
import io.ledgerroutes.xerostampli.SinceDelivery.Hold;
import io.ledgerroutes.xerostampli.SinceDelivery.InFile;
import io.ledgerroutes.xerostampli.SinceDelivery.NeverFiled;
import java.math.BigDecimal;
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

    assertThat(of(changed, List.of(FILED), HOLDS)).isEqualTo(new Hold(FILED, words + RELEASE, false));
    assertThat(of(changed, List.of(FILED), CORRECTS)).isEqualTo(new Correct(FILED, words, false));
  }

  @Test
  void a_person_may_let_a_held_change_go() {
    SupplierDocument changed = with(node -> node.put("Total", 99).put("AmountDue", 99));

    assertThat(
      SinceDelivery.of(changed, changed.number(), Optional.of("V-CLAY"), List.of(FILED), true, HOLDS)
    ).isInstanceOf(Correct.class);
  }

  @Test
  void paid_in_xero_while_stampli_pays_raises_the_alarm() {
    SinceDelivery since = of(now("AUTHORISED", "60.00", "50.00"), List.of(FILED), HOLDS);

    assertThat(since).isEqualTo(
      new Hold(
        FILED,
        "after it was delivered in file one.csv 60.00 AUD of it were paid or credited in Xero: " +
          "stop it in Stampli, which pays" +
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
      new Hold(FILED, "after it was delivered in file one.csv it was deleted in Xero" + RELEASE, false)
    );
  }

  @Test
  void a_bill_that_stampli_knows_by_another_number_or_vendor_is_never_corrected() {
    SupplierDocument renumbered = with(node -> node.put("InvoiceNumber", "CP-1001b"));

    assertThat(of(renumbered, List.of(FILED), CORRECTS)).isEqualTo(
      new Hold(
        FILED,
        "after it was delivered in file one.csv what the bill says changed in Xero: a line, a date, its " +
          "number, its supplier or a code; its total is still 110.00 AUD; Stampli knows it by the number " +
          "CP-1001, not CP-1001b: correct it there by hand, then discard this",
        false
      )
    );
    SupplierDocument moved = with(node -> node.put("Total", 99).put("AmountDue", 99));
    assertThat(
      SinceDelivery.of(moved, moved.number(), Optional.of("V-2"), List.of(FILED), true, CORRECTS)
    ).isInstanceOf(Hold.class);
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
    return SinceDelivery.of(bill, bill.number(), Optional.of("V-CLAY"), filed, false, settings);
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
