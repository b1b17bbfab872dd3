package io.ledgerroutes.reconcile;

import java.util.List;

/**
 * What came of looking at a period.
 *
 * @param basis by which day records belong to the period, and the organisation's way of counting tax
 * @param zone whose days they are
 * @param notes what a reader must know, e.g. that a list could not be read
 */
public record Report(String basis, String zone, List<Tab> tabs, List<Row> rows, List<String> notes) {
  public Report {
    tabs = List.copyOf(tabs);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }
}
