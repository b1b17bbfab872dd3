package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a new version of a record and what does not (rule P1). Values are written as JSON. */
class VersionTest {

  private static final JsonNode BILL = BillSample.json(
    BillSample.DIRECTORY.resolve("bills/approved.json")
  ).path("document");
  private static final JsonNode ORDER = BillSample.json(
    BillSample.DIRECTORY.resolve("orders/approved.json")
  ).path("document");

  @ParameterizedTest
  @ValueSource(
    strings = {
      "/Type=\"ACCPAYCREDIT\"|/CreditNoteNumber=\"CP-1001\"",
      "/InvoiceNumber=\"CP-1001a\"",
      "/Reference=\"PO-0042\"",
      "/Status=\"VOIDED\"",
      "/Contact/ContactID=\"c1a10000-0000-4000-8000-000000000002\"",
      "/DateString=\"2026-03-03T00:00:00\"",
      "/DueDateString=\"2026-04-02T00:00:00\"",
      "/CurrencyCode=\"NZD\"",
      "/CurrencyRate=1.07",
      "/LineAmountTypes=\"Inclusive\"",
      "/SubTotal=100.01",
      "/TotalTax=10.01",
      "/Total=110.01",
      "/LineItems/0/ItemCode=\"CLAY-B\"",
      "/LineItems/0/Description=\"White clay, 20 kg\"",
      "/LineItems/0/Quantity=5.5",
      "/LineItems/0/UnitAmount=20.0001",
      "/LineItems/0/LineAmount=99.99",
      "/LineItems/0/TaxAmount=9.99",
      "/LineItems/0/AccountCode=\"310\"",
      "/LineItems/0/TaxType=\"EXEMPTEXPENSES\"",
      "/LineItems/0/Tracking/0/Name=\"Area\"",
      "/LineItems/0/Tracking/0/Option=\"South\"",
      "/LineItems/0/Tracking=[]",
      "/LineItems=[]",
    }
  )
  void a_change_of_what_the_bill_says_is_a_new_version(String change) {
    assertThat(versionOf(change)).isNotEqualTo(versionOf(""));
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "/Status=\"SUBMITTED\"",
      "/Status=\"PAID\"",
      "/AmountPaid=60.00",
      "/AmountCredited=50.00",
      "/AmountDue=0.00",
      "/PlannedPaymentDateString=\"2026-03-20T00:00:00\"",
      "/UpdatedDateUTC=\"/Date(1799999999000+0000)/\"",
      "/HasAttachments=true",
      "/Attachments=[{\"FileName\":\"scan.pdf\"}]",
      "/Contact/Name=\"Clay Pit Limited\"",
      "/LineItems/0/LineItemID=\"another\"",
      "/SubTotal=100.0000",
      "/LineItems/0/Quantity=5.0",
    }
  )
  void approval_payment_and_what_xero_writes_otherwise_are_no_new_version(String change) {
    assertThat(versionOf(change)).isEqualTo(versionOf(""));
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "/InvoiceNumber=\"CP-2\"",
      "/Status=\"PAID\"",
      "/AmountPaid=60.00",
      "/AmountCredited=50.00",
      "/AmountDue=0.00",
    }
  )
  void what_must_be_looked_at_again_moves_with_status_and_payment(String change) {
    String before = Version.withStanding(BillSample.bill(BILL));

    assertThat(Version.withStanding(BillSample.bill(changed(BILL, change)))).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "/PurchaseOrderNumber=\"PO-0099\"",
      "/Reference=\"Autumn\"",
      "/Status=\"DELETED\"",
      "/Contact/ContactID=\"c1a10000-0000-4000-8000-000000000002\"",
      "/DateString=\"2026-02-11T00:00:00\"",
      "/DeliveryDateString=\"2026-03-01T00:00:00\"",
      "/CurrencyCode=\"NZD\"",
      "/LineAmountTypes=\"NoTax\"",
      "/SubTotal=150.01",
      "/TotalTax=15.01",
      "/Total=165.01",
      "/LineItems/1/Quantity=5",
      "/LineItems/1/AccountCode=\"300\"",
    }
  )
  void a_change_of_what_the_order_says_is_a_new_version(String change) {
    assertThat(Version.of(BillSample.order(changed(ORDER, change)))).isNotEqualTo(
      Version.of(BillSample.order(ORDER))
    );
  }

  @Test
  void that_an_order_was_billed_is_no_new_version() {
    assertThat(Version.of(BillSample.order(changed(ORDER, "/Status=\"BILLED\"")))).isEqualTo(
      Version.of(BillSample.order(ORDER))
    );
  }

  @Test
  void lines_in_another_order_are_another_version_and_tracking_in_another_order_is_not() {
    ObjectNode swapped = ORDER.deepCopy();
    ArrayNode lines = (ArrayNode) swapped.path("LineItems");
    lines.add(lines.remove(0));
    ObjectNode tracked = BILL.deepCopy();
    ArrayNode tracking = (ArrayNode) tracked.path("LineItems").path(0).path("Tracking");
    tracking.add(tracking.remove(0));

    assertThat(Version.of(BillSample.order(swapped))).isNotEqualTo(Version.of(BillSample.order(ORDER)));
    assertThat(Version.of(BillSample.bill(tracked))).isEqualTo(versionOf(""));
  }

  @Test
  void text_that_moves_from_one_field_into_the_next_is_another_version() {
    String one = versionOf("/LineItems/0/ItemCode=\"AB\"|/LineItems/0/Description=\"C\"");
    String other = versionOf("/LineItems/0/ItemCode=\"A\"|/LineItems/0/Description=\"BC\"");

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void everything_that_the_vendors_file_tells_of_a_supplier_makes_a_version() {
    ObjectNode contact = BillSample.json(BillSample.DIRECTORY.resolve("vendors/active.json"))
      .path("document")
      .deepCopy();
    String before = Version.of(BillSample.supplier(contact));

    assertThat(
      List.of(
        "/Name=\"Clay Pit\"",
        "/AccountNumber=\"V-2\"",
        "/TaxNumber=\"1\"",
        "/DefaultCurrency=\"NZD\"",
        "/ContactStatus=\"ARCHIVED\"",
        "/ContactGroups=[]"
      )
    ).allSatisfy(change ->
      assertThat(Version.of(BillSample.supplier(changed(contact, change)))).isNotEqualTo(before)
    );
    assertThat(Version.of(BillSample.supplier(changed(contact, "/EmailAddress=\"a@b.example\"")))).isEqualTo(
      before
    );
  }

  /** A field that comes to the records later is decided upon here before it is forgotten. */
  @Test
  void every_field_is_content_or_is_known_not_to_be() {
    assertThat(fields(SupplierDocument.class)).containsExactlyInAnyOrder(
      both(
        "type number reference supplier date dueDate currency rate amounts net tax total lines",
        "id status supplierName plannedDate paid credited due hasAttachments attachments updated"
      )
    );
    assertThat(fields(SupplierDocument.Line.class)).containsExactlyInAnyOrder(
      both("itemCode description quantity unitAmount amount tax accountCode taxType tracking", "id")
    );
    assertThat(fields(PurchaseOrder.class)).containsExactlyInAnyOrder(
      both(
        "number reference supplier date deliveryDate currency amounts net tax total lines",
        "id status supplierName updated"
      )
    );
  }

  @Test
  void a_content_that_comes_back_goes_under_a_version_of_its_own() {
    SupplierDocument a = BillSample.bill(BILL);
    SupplierDocument b = BillSample.bill(changed(BILL, "/SubTotal=90.00"));
    FiledRecord first = BillSample.filed(a, Version.going(Version.of(a), Optional.empty()), "one");
    FiledRecord second = BillSample.filed(b, Version.going(Version.of(b), Optional.of(first)), "two");
    FiledRecord third = BillSample.filed(a, Version.going(Version.of(a), Optional.of(second)), "three");

    assertThat(List.of(first.version(), second.version(), third.version())).doesNotHaveDuplicates();
    assertThat(Version.isLatest(Version.of(a), List.of(first))).isTrue();
    assertThat(Version.isLatest(Version.of(b), List.of(first))).isFalse();
    assertThat(Version.isLatest(Version.of(b), List.of(first, second))).isTrue();
    assertThat(Version.isLatest(Version.of(a), List.of(first, second))).isFalse();
    assertThat(Version.isLatest(Version.of(a), List.of(first, second, third))).isTrue();
  }

  private static String[] both(String content, String other) {
    return (content + " " + other).split(" ");
  }

  private static List<String> fields(Class<?> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static String versionOf(String changes) {
    return Version.of(BillSample.bill(changed(BILL, changes)));
  }

  /** @param changes as {@code /pointer=value}, several apart by {@code |} */
  private static JsonNode changed(JsonNode json, String changes) {
    ObjectNode changed = json.deepCopy();
    for (String change : changes.isEmpty() ? new String[0] : changes.split("\\|")) {
      String path = change.substring(0, change.indexOf('='));
      String field = path.substring(path.lastIndexOf('/') + 1);
      JsonNode parent = changed.at(path.substring(0, path.lastIndexOf('/')));
      ((ObjectNode) parent).setAll(Map.of(field, BillSample.read(change.substring(change.indexOf('=') + 1))));
    }
    return changed;
  }
}
