package io.ledgerroutes.stampli;

import java.util.List;

/** A file's cells as they are meant: each row has as many as the template has columns, in their order. */
record MeantRows(List<Template.Column> columns, String company, List<FileRow> rows) {
  int count() {
    return rows.size();
  }

  /** Row and column from 0. */
  Cell cell(int row, int column) {
    String name = columns.get(column).name();
    return name.equals(FileColumn.COMPANY) ? new Cell.Code(company) : rows.get(row).cell(name);
  }
}
