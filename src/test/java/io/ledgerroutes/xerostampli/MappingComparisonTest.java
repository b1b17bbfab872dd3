package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A connection's mapping beside what purchases are coded by (rule A10). */
class MappingComparisonTest {

  private static final List<String> BILLS = List.of("approved", "inclusive", "codes-from-the-order");

  @Test
  void a_mapping_that_fits_the_books_has_nothing_to_do() {
    List<Finding> found = found(BillSample.settings(""), "AU");

    assertThat(wrong(found)).isEmpty();
    assertThat(found)
      .extracting(Finding::what)
      .containsExactly("payer", "bills", "accounts", "tax codes", "dimensions", "vendors");
    assertThat(found.get(1).words()).isEqualTo(
      "the latest are 3 AUTHORISED; those that are AUTHORISED and SUBMITTED go"
    );
  }

  @Test
  void what_would_hold_bills_is_named_before_it_does() {
    XeroStampliSettings settings = BillSample.only(
      BillSample.SERVER +
        """
        statuses: [SUBMITTED]
        accounts: { "300": A, "999": B }
        tax-codes: { EXEMPTEXPENSES: FREE, GSTX: X }
        dimensions: [{ category: Region, values: { North: N } }, { category: Place }]
        vendors: { by: table, table: { Somebody: V-1 } }
        """
    );

    assertThat(wrong(found(settings, "AU"))).containsExactly(
      "bills: the latest are 3 AUTHORISED; those that are SUBMITTED go, and none is",
      "accounts: name under stampli.accounts the account 310 (1 line), 429 (2 lines), 430 (1 line)",
      "accounts: Xero has no account 999: correct it under stampli.accounts",
      "tax codes: name under stampli.tax-codes the tax type INPUT (5 lines)",
      "tax codes: Xero has no tax type GSTX: correct it under stampli.tax-codes",
      "tax codes: usual for purchases in AU and not named under stampli.tax-codes: BASEXCLUDED (BAS Excluded, 0 %)",
      "dimensions: Xero has no tracking category Place: correct it under stampli.dimensions",
      "dimensions: name the option South of Region under stampli.dimensions",
      "dimensions: the tracking category Studio is used and goes nowhere: name it under stampli.dimensions if Stampli " +
        "needs it",
      "vendors: 1 supplier has no vendor id; name it under stampli.vendors: contact " + BillSample.CLAY.id()
    );
  }

  @Test
  void suppliers_that_are_gone_are_counted() {
    PurchasingView books = books("AU");
    PurchasingView gone = new PurchasingView(
      books.country(),
      books.used(),
      books.accounts(),
      books.taxRates(),
      books.tracking(),
      Map.of()
    );

    assertThat(wrong(new MappingComparison(BillSample.settings(""), gone).findings())).containsExactly(
      "vendors: 1 supplier of late purchases is archived or merged away in Xero, which holds its bills: contact " +
        BillSample.CLAY.id()
    );
  }

  @Test
  void drafts_and_voided_bills_say_nothing_of_codes() {
    ObjectNode json = document("approved").deepCopy();
    UsedCodes used = UsedCodes.of(
      Stream.of("DRAFT", "VOIDED", "DELETED")
        .map(status -> BillSample.bill(json.deepCopy().put("Status", status)))
        .toList(),
      List.of()
    );

    assertThat(used.bills()).isZero();
    assertThat(used.accounts()).isEmpty();
    assertThat(used.suppliers()).isEmpty();
  }

  private static List<Finding> found(XeroStampliSettings settings, String country) {
    return new MappingComparison(settings, books(country)).findings();
  }

  private static PurchasingView books(String country) {
    List<SupplierDocument> bills = BILLS.stream()
      .map(name -> BillSample.bill(document(name)))
      .toList();
    return new PurchasingView(
      country,
      UsedCodes.of(bills, List.of()),
      Stream.of("300", "310", "429", "430").map(MappingComparisonTest::account).toList(),
      List.of(
        rate("INPUT", "GST on Expenses", "10"),
        rate("EXEMPTEXPENSES", "GST Free Expenses", "0"),
        rate("BASEXCLUDED", "BAS Excluded", "0")
      ),
      List.of(category("Region"), category("Studio")),
      Map.of(BillSample.CLAY.id(), BillSample.CLAY)
    );
  }

  private static JsonNode document(String name) {
    return BillSample.json(BillSample.DIRECTORY.resolve("bills/" + name + ".json")).path("document");
  }

  private static Account account(String code) {
    return new Account("id-" + code, code, code, "EXPENSE", "EXPENSE", "ACTIVE", "", "", false, "");
  }

  private static TaxRate rate(String type, String name, String percent) {
    return new TaxRate(type, name, new BigDecimal(percent), "ACTIVE", true, true, true, true, true);
  }

  private static TrackingCategory category(String name) {
    return new TrackingCategory("id-" + name, name, true, List.of());
  }

  private static List<String> wrong(List<Finding> found) {
    return found
      .stream()
      .filter(finding -> !finding.ok())
      .map(finding -> finding.what() + ": " + finding.words())
      .toList();
  }
}
