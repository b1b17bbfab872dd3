package io.ledgerroutes.retention;

import java.util.List;

/**
 * Rows of a table that go, or lose their content, when they are old; a Spring bean of it takes part in the purge. The
 * table's ids grow with time, so that no index on a time is needed: a purge walks by id, from where the last one came
 * to. The SQL is that of the room that owns the table.
 *
 * @param what the rows, in the plural, for audit and figures: "payloads"
 * @param age the setting
 * @param table with a growing {@code id}
 * @param time its column by which rows grow old, milliseconds UTC
 * @param purge removes what is to go of the rows with an id after {@code :after} and up to {@code :upTo} and a time
 *     before {@code :before}; of several statements the last one counts
 * @param left selects the smallest id of that range that must be looked at again; null where none is
 * @param step how many rows of the table are looked at in one transaction
 */
public record AgedRows(
  String what,
  Age age,
  String table,
  String time,
  List<String> purge,
  String left,
  int step
) {
  public AgedRows {
    purge = List.copyOf(purge);
  }

  /** Rows that one statement purges. */
  public AgedRows(String what, Age age, String table, String time, String purge, String left, int step) {
    this(what, age, table, time, List.of(purge), left, step);
  }
}
