package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two bills of a supplier never go under one number, nor a bill under an order's (rule P2). */
class BillNumbersTest {

  private static final List<PurchaseOrder> ORDERS = List.of(
    BillSample.order(BillSample.json(BillSample.DIRECTORY.resolve("orders/approved.json")).path("document"))
  );

  @Test
  void two_part_bills_that_both_say_the_orders_number_are_held_and_go_under_the_suppliers_own() {
    SupplierDocument first = numbered("4000.00", "PO-0042", "b-1");
    SupplierDocument second = numbered("6000.00", "PO-0042", "b-2");

    assertThat(obstacle(first, Decision.NONE, List.of())).contains(
      "its number PO-0042 is that of a purchase order, and Stampli would drop a second bill with it: " +
        "enter the supplier's own number"
    );
    assertThat(obstacle(second, Decision.NONE, List.of())).isPresent();

    Decision one = chosen("CP-17");
    assertThat(obstacle(first, one, List.of())).isEmpty();
    assertThat(BillNumbers.of(first, one)).isEqualTo("CP-17");
    FiledRecord filed = filed(first, "CP-17");
    assertThat(obstacle(second, chosen("cp-17 "), List.of(filed))).contains(
      "its number cp-17 went to Stampli for another bill of this supplier, in file one.csv: " +
        "enter the supplier's own number, or void the one that was entered twice"
    );
    assertThat(obstacle(second, chosen("CP-18"), List.of(filed))).isEmpty();
  }

  @Test
  void a_number_is_compared_without_case_and_blanks() {
    assertThat(obstacle(numbered("1.00", " po-0042 ", "b-1"), Decision.NONE, List.of())).isPresent();
  }

  @Test
  void an_operator_may_say_that_the_suppliers_own_number_is_the_orders() {
    SupplierDocument bill = numbered("4000.00", "PO-0042", "b-1");

    assertThat(obstacle(bill, chosen("PO-0042"), List.of())).isEmpty();
    assertThat(
      obstacle(bill, chosen("PO-0042"), List.of(filed(numbered("1", "x", "b-2"), "PO-0042")))
    ).isPresent();
  }

  @Test
  void a_bill_without_a_number_is_held() {
    assertThat(obstacle(numbered("1.00", " ", "b-1"), Decision.NONE, List.of())).contains(
      "it has no number, and Stampli tells bills by it: enter the supplier's own number"
    );
  }

  @Test
  void the_same_number_of_another_vendor_or_of_the_bill_itself_is_no_clash() {
    SupplierDocument bill = numbered("1.00", "CP-17", "b-1");

    assertThat(obstacle(bill, Decision.NONE, List.of(filed(bill, "CP-17")))).isEmpty();
    assertThat(
      BillNumbers.obstacle(
        bill,
        Decision.NONE,
        ORDERS,
        "V-OTHER",
        List.of(filed(numbered("1.00", "CP-17", "b-2"), "CP-17"))
      )
    ).isEmpty();
  }

  private static Optional<String> obstacle(
    SupplierDocument bill,
    Decision decision,
    List<FiledRecord> filed
  ) {
    return BillNumbers.obstacle(bill, decision, ORDERS, "V-CLAY", filed);
  }

  private static Decision chosen(String number) {
    return new Decision(List.of(), Optional.of(number), false);
  }

  private static FiledRecord filed(SupplierDocument bill, String number) {
    FiledRecord filed = BillSample.filed(bill, "v", "one.csv");
    return new FiledRecord(
      filed.recordType(),
      filed.recordId(),
      filed.version(),
      filed.file(),
      filed.state(),
      filed.vendor(),
      number,
      filed.currency(),
      filed.net(),
      filed.total(),
      filed.due(),
      filed.orders()
    );
  }

  private static SupplierDocument numbered(String total, String number, String id) {
    ObjectNode json = BillSample.json(BillSample.DIRECTORY.resolve("bills/approved.json"))
      .path("document")
      .deepCopy();
    json.put("Total", Double.parseDouble(total)).put("InvoiceNumber", number).put("InvoiceID", id);
    return BillSample.bill(json);
  }
}
