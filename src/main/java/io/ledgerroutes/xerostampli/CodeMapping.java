package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.LedgerContact;
import io.ledgerroutes.xero.mirror.SupplierDocument.Tracking;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Dimension;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Xero's codes to Stampli's, for one document: what no setting names is remembered, so that a person is told of all
 * of it at once.
 */
final class CodeMapping {

  private final XeroStampliSettings settings;
  private final Set<String> lacking = new LinkedHashSet<>();

  CodeMapping(XeroStampliSettings settings) {
    this.settings = settings;
  }

  /** Everything that a person must mend, in the order in which it was found. */
  List<String> lacking() {
    return List.copyOf(lacking);
  }

  /** The GL code of an account; a document's line with money but without an account lacks one. */
  String glCode(DocumentLine line, int number) {
    if (line.accountCode().isEmpty()) {
      if (!line.onlyWords()) {
        lacking.add("line " + number + " has no account: enter it in Xero");
      }
      return "";
    }
    return code(settings.accounts(), settings.sameAccounts(), line.accountCode()).orElseGet(() ->
      lack("name the account " + line.accountCode() + " under stampli.accounts")
    );
  }

  /** The tax code of a line's tax type; a line that bears tax lacks one. */
  String taxCode(DocumentLine line, int number) {
    if (line.taxType().isEmpty()) {
      return line.tax().signum() == 0 ? "" : lack("line " + number + " has no tax rate: choose it in Xero");
    }
    return code(settings.taxCodes(), settings.sameTaxCodes(), line.taxType()).orElseGet(() ->
      lack("name the tax type " + line.taxType() + " under stampli.tax-codes")
    );
  }

  /** What the option that a line has in a dimension's category is to Stampli; empty where it has none. */
  String dimension(DocumentLine line, Dimension dimension) {
    return line
      .tracking()
      .stream()
      .filter(tracking -> same(tracking.category(), dimension.category()))
      .findFirst()
      .map(tracking -> value(tracking, dimension))
      .orElse("");
  }

  private String value(Tracking tracking, Dimension dimension) {
    return value(dimension, tracking.option()).orElseGet(() ->
      lack(
        "name the option " + tracking.option() + " of " + dimension.category() + " under stampli.dimensions"
      )
    );
  }

  /** What an option is to Stampli, in any case and with or without accents; empty where nobody said. */
  static Optional<String> value(Dimension dimension, String option) {
    return dimension.values().isEmpty()
      ? Optional.of(option)
      : Optional.ofNullable(dimension.values().get(LedgerContact.foldedName(option)));
  }

  private static Optional<String> code(Map<String, String> named, boolean same, String own) {
    return Optional.ofNullable(named.get(own)).or(() -> Optional.of(own).filter(code -> same));
  }

  /** As Xero compares names. */
  static boolean same(String one, String other) {
    return LedgerContact.foldedName(one).equals(LedgerContact.foldedName(other));
  }

  private String lack(String words) {
    lacking.add(words);
    return "";
  }
}
