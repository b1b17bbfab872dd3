package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.BillSelection.Left;
import io.ledgerroutes.xerostampli.BillSelection.Rule;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which bills and orders go, and which rule leaves the others (rules A1, P1, P4). */
class BillSelectionTest {

  private static final LocalDate START = LocalDate.of(2026, 3, 2);

  @ParameterizedTest
  @ValueSource(strings = { "AUTHORISED", "SUBMITTED" })
  void approved_and_submitted_bills_of_which_something_is_due_go(String status) {
    assertThat(BillSelection.left(bill(status, 0.01), START, BillSample.settings(""))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    DRAFT      | 110 | DRAFT       | the bill is a draft
    AUTHORISED | 0   | NOTHING_DUE | nothing is due: the bill was paid or credited in Xero before it was delivered
    PAID       | 0   | NOTHING_DUE | nothing is due: the bill was paid or credited in Xero before it was delivered
    VOIDED     | 0   | ENDED       | the bill was voided before it was delivered
    DELETED    | 0   | ENDED       | the bill was deleted before it was delivered
    """
  )
  void the_rule_that_leaves_a_bill_is_named(String status, double due, Rule rule, String words) {
    assertThat(BillSelection.left(bill(status, due), START, BillSample.settings(""))).contains(
      new Left(rule, words)
    );
  }

  @Test
  void a_status_that_the_connection_does_not_name_is_left() {
    assertThat(
      BillSelection.left(bill("SUBMITTED", 110), START, BillSample.settings("statuses: [AUTHORISED]"))
    ).contains(new Left(Rule.STATUS, "its status SUBMITTED is none of those that go: AUTHORISED"));
  }

  @Test
  void a_bill_of_the_day_before_the_start_is_left_and_goes_by_a_backfill_from_that_day() {
    SupplierDocument bill = bill("AUTHORISED", 110);
    LocalDate next = START.plusDays(1);

    assertThat(BillSelection.left(bill, next, BillSample.settings(""))).contains(
      new Left(Rule.BEFORE_START, "before start: it is dated before 2026-03-03")
    );
    assertThat(BillSelection.left(bill, START, BillSample.settings(""))).isEmpty();
  }

  @Test
  void a_sales_invoice_is_no_bill() {
    ObjectNode json = json("bills/approved.json");
    json.put("Type", "ACCREC");

    assertThat(BillSelection.left(BillSample.bill(json), START, BillSample.settings("")))
      .map(Left::rule)
      .contains(Rule.NOT_A_BILL);
  }

  @Test
  void credits_go_while_something_is_left_of_them_unless_the_connection_keeps_them() {
    ObjectNode json = json("credits/credit.json");
    SupplierDocument credit = BillSample.bill(json);
    SupplierDocument used = BillSample.bill(json.deepCopy().put("RemainingCredit", 0));

    assertThat(BillSelection.left(credit, START, BillSample.settings(""))).isEmpty();
    assertThat(BillSelection.left(used, START, BillSample.settings(""))).contains(
      new Left(
        Rule.NOTHING_DUE,
        "nothing is left of the credit: it was used up in Xero before it was delivered"
      )
    );
    assertThat(BillSelection.left(credit, START, BillSample.settings("credits: none")))
      .map(Left::rule)
      .contains(Rule.CREDITS_STAY);
  }

  @Test
  void orders_go_once_approved_also_billed_and_deleted_ones_only_to_correct() {
    LocalDate from = LocalDate.of(2026, 1, 1);

    assertThat(OrderSelection.left(order("AUTHORISED"), from, false)).isEmpty();
    assertThat(OrderSelection.left(order("BILLED"), from, false)).isEmpty();
    assertThat(OrderSelection.left(order("SUBMITTED"), from, false)).contains(
      "its status is SUBMITTED: orders go once they are approved"
    );
    assertThat(OrderSelection.left(order("DELETED"), from, false)).isPresent();
    assertThat(OrderSelection.left(order("DELETED"), from, true)).isEmpty();
    assertThat(OrderSelection.left(order("DRAFT"), from, true)).isPresent();
    assertThat(OrderSelection.left(order("AUTHORISED"), START, false)).contains(
      "before start: it is dated before 2026-03-02"
    );
  }

  private static PurchaseOrder order(String status) {
    return BillSample.order(json("orders/approved.json").put("Status", status));
  }

  private static SupplierDocument bill(String status, double due) {
    return BillSample.bill(json("bills/approved.json").put("Status", status).put("AmountDue", due));
  }

  private static ObjectNode json(String file) {
    return BillSample.json(BillSample.DIRECTORY.resolve(file)).path("document").deepCopy();
  }
}
