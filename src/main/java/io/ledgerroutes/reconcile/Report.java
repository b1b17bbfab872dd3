package io.ledgerroutes.reconcile;

import java.util.Comparator;
import java.util.List;

/**
 * What came of looking at a period.
 *
 * @param basis by which day records belong to the period, and the organisation's way of counting tax
 * @param zone whose days they are
 * @param notes what a reader must know, e.g. that a list could not be read
 * @param holds what a person must decide although no message told of it
 */
public record Report(
  String basis,
  String zone,
  List<Tab> tabs,
  List<Row> rows,
  List<String> notes,
  List<Hold> holds
) {
  /**
   * A record about which a person decides.
   *
   * @param key of its message
   * @param reason in words, without personal data
   */
  public record Hold(String key, String reason) {}

  public Report(String basis, String zone, List<Tab> tabs, List<Row> rows, List<String> notes) {
    this(basis, zone, tabs, rows, notes, List.of());
  }

  /** Rows that somebody should look at come first, else they stay in their order. */
  public Report {
    holds = List.copyOf(holds);
    tabs = List.copyOf(tabs);
    rows = rows.stream().sorted(Comparator.comparing(row -> row.verdict().quiet())).toList();
    notes = List.copyOf(notes);
  }
}
