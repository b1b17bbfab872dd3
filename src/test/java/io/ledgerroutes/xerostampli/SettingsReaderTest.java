package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.xerostampli.XeroStampliSettings.AfterDelivery;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Credits;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Dimension;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Unmatched;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands under {@code stampli:} in a connection's file. */
class SettingsReaderTest {

  private static final String LEAST = BillSample.SERVER + "accounts: same\ntax-codes: same\n";

  @Test
  void what_is_left_out_takes_the_default() {
    XeroStampliSettings settings = BillSample.only(LEAST);

    assertThat(settings.pays()).isEqualTo(Pays.STAMPLI);
    assertThat(settings.statuses()).containsExactlyInAnyOrder("AUTHORISED", "SUBMITTED");
    assertThat(settings.matching()).isEqualTo(MatchSettings.DEFAULT);
    assertThat(settings.unmatched()).isEqualTo(Unmatched.REVIEW);
    assertThat(settings.ambiguous()).isEqualTo(Unmatched.HOLD);
    assertThat(settings.afterDelivery()).isEqualTo(AfterDelivery.HOLD);
    assertThat(settings.accounts()).isEmpty();
    assertThat(settings.sameAccounts()).isTrue();
    assertThat(settings.sameTaxCodes()).isTrue();
    assertThat(settings.dimensions()).isEmpty();
    assertThat(settings.vendorsByAccountNumber()).isTrue();
    assertThat(settings.credits()).isEqualTo(Credits.NEGATIVE_ROWS);
    assertThat(settings.historyNote()).isFalse();
    assertThat(settings.system()).contains("sftp.example/import#POTTERY-1");
  }

  @Test
  void everything_can_be_said() {
    XeroStampliSettings settings = BillSample.only(
      """
      server: sftp://ledger@sftp.example/import
      company: POTTERY-1
      pays: xero
      statuses: [AUTHORISED]
      unmatched: hold
      ambiguous: review
      after-delivery: correct
      matching: { numbers: ['PO-\\d{4}'], percent: 2.5, most: 25, days: 30, freight: [Fracht] }
      accounts: { "429": 6100, same: true }
      tax-codes: { INPUT: GST10 }
      dimensions:
        - { category: Region, values: { North: R-N } }
        - { category: Studio, values: same }
      vendors:
        by: table
        table: { "Kiln & Sons": V-KILN, c1a10000-0000-4000-8000-000000000001: V-CLAY }
      credits: own-file
      history-note: true
      """
    );

    assertThat(settings.pays()).isEqualTo(Pays.XERO);
    assertThat(settings.statuses()).isEqualTo(Set.of("AUTHORISED"));
    assertThat(settings.unmatched()).isEqualTo(Unmatched.HOLD);
    assertThat(settings.ambiguous()).isEqualTo(Unmatched.REVIEW);
    assertThat(settings.afterDelivery()).isEqualTo(AfterDelivery.CORRECT);
    assertThat(settings.matching().numbers()).extracting(Pattern::pattern).containsExactly("PO-\\d{4}");
    assertThat(settings.matching().percent()).isEqualByComparingTo("2.5");
    assertThat(settings.matching().most()).isEqualByComparingTo("25");
    assertThat(settings.matching().days()).isEqualTo(30);
    assertThat(settings.matching().freight()).containsExactly("fracht");
    assertThat(settings.accounts()).isEqualTo(Map.of("429", "6100"));
    assertThat(settings.sameAccounts()).isTrue();
    assertThat(settings.taxCodes()).isEqualTo(Map.of("INPUT", "GST10"));
    assertThat(settings.sameTaxCodes()).isFalse();
    assertThat(settings.dimensions()).containsExactly(
      new Dimension("Region", Map.of("north", "R-N")),
      new Dimension("Studio", Map.of())
    );
    assertThat(settings.vendors()).hasSize(2).containsEntry("kiln & sons", "V-KILN");
    assertThat(settings.vendorsByAccountNumber()).isFalse();
    assertThat(settings.credits()).isEqualTo(Credits.OWN_FILE);
    assertThat(settings.historyNote()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    statuses: [AUTHORISED, DRAFT]                      | path=stampli.statuses, what=names DRAFT
    statuses: [PAID]                                   | path=stampli.statuses, what=names none of the statuses
    statuses: []                                       | path=stampli.statuses, what=names none of the statuses
    pays: both                                         | path=stampli.pays, what=is not usable
    unmatched: drop                                    | path=stampli.unmatched, what=is not usable
    after-delivery: review                             | path=stampli.after-delivery, what=is not usable
    accounts: none                                     | path=stampli.accounts, what=is neither a table nor same
    accounts: { "4 2 9": x }                           | path=stampli.accounts.4 2 9, what=is no code of Xero's
    tax-codes: { gst: x }                              | path=stampli.tax-codes.gst, what=is no code of Xero's
    accounts: { same: perhaps }                        | path=stampli.accounts.same, what=is not usable
    dimensions: [{ values: same }]                     | path=stampli.dimensions[0].category, what=is missing
    dimensions: [{category: A}, {category: a}]         | path=stampli.dimensions, what=names a tracking category twice
    dimensions: [{category: A}, {category: B}, {category: C}] | path=stampli.dimensions, what=names more than two
    vendors: { by: table }                             | path=stampli.vendors.table, what=is missing or empty
    vendors: { by: name }                              | path=stampli.vendors.by, what=is not usable
    dimensions: [{category: A, values: {North: 1, NORTH: 2}}] | path=stampli.dimensions[0].values.NORTH, what=stands there twice
    vendors: { table: { Bäcker: 1, BACKER: 2 } }       | path=stampli.vendors.table.BACKER, what=stands there twice
    credits: "yes"                                     | path=stampli.credits, what=is not usable
    matching: { numbers: ['PO-('] }                    | path=stampli.matching.numbers, what=holds what is no pattern
    matching: { percent: 101 }                         | path=stampli.matching.percent, what=is above 100
    matching: { most: -1 }                             | path=stampli.matching.most, what=is below 0
    matching: { days: 4000 }                           | path=stampli.matching.days, what=is not usable
    matching: { freight: [the lorry] }                 | path=stampli.matching.freight, what=holds what is not one word
    matching: { colour: red }                          | path=stampli.matching.colour, what=is not a known key
    templats: {}                                       | path=stampli.templats, what=is not a known key
    """
  )
  void what_is_wrong_is_named_with_its_line_and_what_to_do(String wrong, String said) {
    String key = wrong.substring(0, wrong.indexOf(':'));
    StringBuilder file = new StringBuilder();
    LEAST.lines()
      .filter(line -> !line.startsWith(key + ":"))
      .forEach(line -> file.append(line).append('\n'));

    assertThatThrownBy(() -> BillSample.only(file + wrong))
      .isInstanceOf(IllegalArgumentException.class)
      .hasMessageContaining(said)
      .hasMessageNotContaining("line=0")
      .hasMessageNotContaining("remedy=]");
  }

  @Test
  void who_pays_and_what_codes_are_called_must_be_said() {
    assertThatThrownBy(() -> BillSample.only("server: sftp://ledger@sftp.example/import\ncompany: P\n"))
      .hasMessageContaining("stampli.pays")
      .hasMessageContaining("stampli.accounts")
      .hasMessageContaining("stampli.tax-codes");
  }
}
