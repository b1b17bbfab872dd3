package io.ledgerroutes.stampli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row, before a template has chosen and formatted its columns.
 *
 * @param cells by the column's name in lower case with hyphens, e.g. {@code bill-number}; what is not there is empty
 */
public record FileRow(Map<String, Cell> cells) {
  public FileRow {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** The value of a column, {@link Cell#NONE} where the row has none. */
  public Cell cell(String column) {
    return cells.getOrDefault(column, Cell.NONE);
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "FileRow[" + cells.size() + " cells]";
  }
}
