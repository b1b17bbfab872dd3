package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.TaxRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file against the books (rules A8, A10). */
class LedgerCheckTest {

  private static final String SHOP = "https://shop.example";

  @Test
  void a_file_that_fits_the_books_has_nothing_to_do() {
    List<Finding> found = check("");

    assertThat(found)
      .allMatch(Finding::ok)
      .extracting(Finding::what)
      .containsExactly("organisation", "accounts", "tax types", "country");
    assertThat(found.getFirst().words()).isEqualTo("Clay & Co, AU, AUD, Australia/Sydney");
  }

  @Test
  void accounts_that_are_missing_or_take_no_payments_are_named() {
    List<Finding> found = check(
      """
      mapping: [{ skus: ["A-*"], account: "999" }]
      payments: [{ methods: [stripe], account: "200" }]
      """
    );

    assertThat(wrong(found)).containsExactly(
      "accounts: Xero has no account 999; correct it in the connection's file",
      "accounts: account 200 takes no payments in Xero: enable payments to it there, or name another"
    );
  }

  @Test
  void a_tax_type_of_another_percent_is_named() {
    List<Finding> found = LedgerCheck.compared(Sample.settings(SHOP, ""), ledger("15"));

    assertThat(wrong(found)).containsExactly(
      "tax types: The shop's tax is 10 %, Xero's OUTPUT is 15 %; map it to a rate of the same percent"
    );
  }

  @Test
  void what_is_unusual_in_the_organisations_country_is_shown() {
    WooCommerceXeroSettings file = Sample.settings(SHOP, "");
    WooCommerceXeroSettings bare = new WooCommerceXeroSettings(
      file.store(),
      file.zone(),
      file.orders(),
      new MappingSettings(
        file.mapping().accounts(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "NONE",
        file.mapping().roundingCeiling(),
        file.mapping().cashRounding()
      ),
      file.invoices(),
      file.payments(),
      file.refunds(),
      file.contacts(),
      file.closedPeriods(),
      file.trashed()
    );

    assertThat(wrong(LedgerCheck.compared(bare, ledger("10")))).containsExactly(
      "country: rounding-tax-type is NONE; usual in AU is BASEXCLUDED",
      "country: no rule of taxes is for AU; its tax type is usually OUTPUT",
      "country: no rule of untaxed has the tax type EXEMPTEXPORT, which exports usually have"
    );
  }

  private static List<String> wrong(List<Finding> found) {
    return found
      .stream()
      .filter(finding -> !finding.ok())
      .map(finding -> finding.what() + ": " + finding.words())
      .toList();
  }

  private static List<Finding> check(String more) {
    return LedgerCheck.compared(Sample.settings(SHOP, more), ledger("10"));
  }

  private static LedgerView ledger(String gst) {
    LedgerView plain = Sample.ledger();
    Map<String, TaxRate> rates = Stream.of(
      rate("OUTPUT", gst),
      rate("TAX001", "8.5"),
      rate("BASEXCLUDED", "0"),
      rate("EXEMPTOUTPUT", "0"),
      rate("EXEMPTEXPORT", "0")
    ).collect(Collectors.toMap(TaxRate::type, rate -> rate));
    Map<String, Account> accounts = Stream.of("200", "210", "220", "835", "860")
      .map(LedgerCheckTest::account)
      .collect(Collectors.toMap(Account::code, account -> account));
    return new LedgerView(
      plain.organisation(),
      accounts,
      rates,
      Set.of("AUD"),
      plain.brandingThemes(),
      plain.tracking()
    );
  }

  private static TaxRate rate(String type, String percent) {
    return new TaxRate(type, type, new BigDecimal(percent), "ACTIVE", true, true, true, true, true);
  }

  private static Account account(String code) {
    return new Account("id-" + code, code, code, "REVENUE", "REVENUE", "ACTIVE", "", "", false, "");
  }
}
