package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.stampli.StampliConnection;
import io.ledgerroutes.stampli.StampliSettings;
import io.ledgerroutes.xero.LedgerContact;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a connection's file says under {@code stampli:}.
 *
 * @param stampli server, directory, company and templates
 * @param pays who pays (rule P1)
 * @param statuses of bills that go: of SUBMITTED and AUTHORISED; never DRAFT
 * @param matching how orders are found
 * @param unmatched where bills without an order go
 * @param ambiguous where bills go that may belong to several
 * @param afterDelivery what becomes of a bill that changed, or was voided, after it was delivered
 * @param accounts Xero's account code to Stampli's GL code
 * @param sameAccounts whether an account that is not named keeps its code
 * @param dimensions up to two tracking categories
 * @param taxCodes Xero's tax type to Stampli's tax code
 * @param sameTaxCodes whether a tax type that is not named keeps its name
 * @param vendors vendor ids by the contact's id or name, folded as Xero compares names
 * @param vendorsByAccountNumber whether a supplier that is not named has its AccountNumber as its vendor id
 * @param credits how suppliers' credits go (rule P4)
 * @param historyNote whether a delivered bill gets a remark in its history in Xero
 */
public record XeroStampliSettings(
  StampliSettings stampli,
  Pays pays,
  Set<String> statuses,
  MatchSettings matching,
  Unmatched unmatched,
  Unmatched ambiguous,
  AfterDelivery afterDelivery,
  Map<String, String> accounts,
  boolean sameAccounts,
  List<Dimension> dimensions,
  Map<String, String> taxCodes,
  boolean sameTaxCodes,
  Map<String, String> vendors,
  boolean vendorsByAccountNumber,
  Credits credits,
  boolean historyNote
) implements IntegrationSettings, StampliConnection {
  /** Where a bill goes for which no one order can be told. */
  public enum Unmatched {
    /** To Stampli, flagged for review with the reason. */
    REVIEW,
    /** Held here until a person decides. */
    HOLD,
  }

  /** What becomes of a bill that changed, or was voided or deleted, after it was delivered. */
  public enum AfterDelivery {
    /** Held here until a person decides. */
    HOLD,
    /** Delivered again, its rows marked as a correction, once a version. */
    CORRECT,
  }

  /** How suppliers' credits go. */
  public enum Credits {
    /** In invoices files, with negative amounts. */
    NEGATIVE_ROWS,
    /** In credits files, with negative amounts. */
    OWN_FILE,
    /** Not at all. */
    NONE,
  }

  /**
   * A tracking category and what its options are to Stampli.
   *
   * @param values option, folded as Xero compares names, to value; empty: options keep their names
   */
  public record Dimension(String category, Map<String, String> values) {
    public Dimension {
      values = folded(values);
    }
  }

  public XeroStampliSettings {
    statuses = Set.copyOf(statuses);
    accounts = Map.copyOf(accounts);
    dimensions = List.copyOf(dimensions);
    taxCodes = Map.copyOf(taxCodes);
    vendors = folded(vendors);
  }

  private static Map<String, String> folded(Map<String, String> byName) {
    return byName
      .entrySet()
      .stream()
      .collect(
        Collectors.toUnmodifiableMap(
          entry -> LedgerContact.foldedName(entry.getKey()),
          Map.Entry::getValue,
          (one, _) -> one
        )
      );
  }

  @Override
  public Optional<String> system() {
    return Optional.of(stampli.host() + stampli.directory() + "#" + stampli.company());
  }
}
