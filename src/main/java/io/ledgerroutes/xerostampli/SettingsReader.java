package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.stampli.StampliSettings;
import io.ledgerroutes.stampli.StampliSettingsReader;
import io.ledgerroutes.xerostampli.XeroStampliSettings.AfterDelivery;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Credits;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Dimension;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Unmatched;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@link XeroStampliSettings} out of a connection's file: what stands under {@code stampli:}. */
final class SettingsReader {

  private static final Set<String> STATUSES = new TreeSet<>(List.of("AUTHORISED", "SUBMITTED"));

  private final SettingsNode section;

  private SettingsReader(SettingsNode section) {
    this.section = section;
  }

  /**
   * The settings; what is wrong is noted with line and remedy, and the result is then not to be used.
   *
   * @param root of the connection's file
   */
  static XeroStampliSettings read(SettingsNode root, ConnectionProblems problems) {
    SettingsNode section = root.section("stampli");
    return new SettingsReader(section).read(StampliSettingsReader.read(section, problems));
  }

  private XeroStampliSettings read(StampliSettings stampli) {
    CodeTable accounts = CodeTable.read(section, "accounts", CodeTable.ACCOUNT);
    CodeTable taxCodes = CodeTable.read(section, "tax-codes", CodeTable.TAX_TYPE);
    VendorTable vendors = VendorTable.read(section);
    return new XeroStampliSettings(
      stampli,
      pays(),
      statuses(),
      MatchingReader.read(section),
      section.choice("unmatched", Unmatched.class, Unmatched.REVIEW),
      section.choice("ambiguous", Unmatched.class, Unmatched.HOLD),
      section.choice("after-delivery", AfterDelivery.class, AfterDelivery.HOLD),
      accounts.codes(),
      accounts.same(),
      dimensions(),
      taxCodes.codes(),
      taxCodes.same(),
      vendors.ids(),
      vendors.byAccountNumber(),
      section.choice("credits", Credits.class, Credits.NEGATIVE_ROWS),
      section.flag("history-note", false)
    );
  }

  private Pays pays() {
    if (!section.has("pays")) {
      section.problem(
        "pays",
        "is missing",
        "say who pays the bills: stampli, or xero if Stampli only approves them"
      );
    }
    return section.optionalChoice("pays", Pays.class).orElse(Pays.STAMPLI);
  }

  private Set<String> statuses() {
    Set<String> named = Set.copyOf(new TreeSet<>(section.texts("statuses")));
    if (named.contains("DRAFT")) {
      section.problem("statuses", "names DRAFT", "remove it: a draft is nobody's bill yet");
    } else if (!STATUSES.containsAll(named) || (section.has("statuses") && named.isEmpty())) {
      section.problem(
        "statuses",
        "names none of the statuses of a bill that is to be paid",
        "write [AUTHORISED, SUBMITTED], or one of them"
      );
    }
    return section.has("statuses") ? named : STATUSES;
  }

  private List<Dimension> dimensions() {
    List<SettingsNode> sections = section.sectionList("dimensions");
    List<Dimension> dimensions = sections.stream().map(SettingsReader::dimension).toList();
    if (dimensions.size() > 2) {
      section.problem("dimensions", "names more than two", "Xero has two tracking categories: keep two");
    }
    long different = dimensions
      .stream()
      .map(dimension -> BillNumbers.folded(dimension.category()))
      .distinct()
      .count();
    if (different < dimensions.size()) {
      section.problem("dimensions", "names a tracking category twice", "name each once");
    }
    return dimensions;
  }

  private static Dimension dimension(SettingsNode section) {
    Map<String, String> values = section.has("values")
      ? CodeTable.read(section, "values", CodeTable.ANY).codes()
      : Map.of();
    return new Dimension(section.text("category"), values);
  }
}
