package io.ledgerroutes.stampli;

import java.util.List;

/**
 * Compares a file, as a parser reads it that had no part in writing it, cell by cell with what was meant. Once a file.
 */
final class ReadBack {

  private final MeantRows meant;
  private final CellText text;
  private int rows;

  ReadBack(MeantRows meant, CellText text) {
    this.meant = meant;
    this.text = text;
  }

  /** The next row as it was read. */
  void row(List<String> cells) {
    if (rows == meant.count() || cells.size() != meant.columns().size()) {
      throw new FileDiffersException("Row " + (rows + 1) + " does not read back as one row");
    }
    for (int column = 0; column < cells.size(); column++) {
      if (!text.means(cells.get(column), meant.cell(rows, column))) {
        throw FileDiffersException.at(rows + 1, meant.columns().get(column));
      }
    }
    rows++;
  }

  /** There are no more rows. */
  void end() {
    if (rows != meant.count()) {
      throw new FileDiffersException("Of " + meant.count() + " rows " + rows + " read back");
    }
  }
}
