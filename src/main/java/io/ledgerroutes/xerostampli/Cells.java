package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.Cell;
import io.ledgerroutes.stampli.FileColumn;
import io.ledgerroutes.stampli.FileRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A row's cells while they are collected; what is empty is left out. */
final class Cells {

  /** Between several values in one cell. */
  static final String BETWEEN = "; ";

  private final Map<FileColumn, Cell> cells;
  private final int places;

  /** @param places of its amounts */
  Cells(int places) {
    this(places, Map.of());
  }

  private Cells(int places, Map<FileColumn, Cell> before) {
    this.places = places;
    this.cells = new LinkedHashMap<>(before);
  }

  /** A row that begins with these cells. */
  Cells further() {
    return new Cells(places, cells);
  }

  /** What a person typed, in Xero or in the connection's file. */
  Cells words(FileColumn column, String text) {
    return put(column, text.isEmpty() ? Cell.NONE : new Cell.Words(text));
  }

  Cells words(FileColumn column, List<String> texts) {
    return words(column, String.join(BETWEEN, texts));
  }

  /** An id or a word of Xero's or our own. */
  Cells code(FileColumn column, String text) {
    return put(column, text.isEmpty() ? Cell.NONE : new Cell.Code(text));
  }

  Cells flag(FileColumn column, boolean flag) {
    return put(column, new Cell.Code(String.valueOf(flag)));
  }

  Cells amount(FileColumn column, BigDecimal amount) {
    return put(column, new Cell.Amount(amount, places));
  }

  /** With as many places as it needs. */
  Cells number(FileColumn column, BigDecimal number) {
    BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return put(column, new Cell.Number(bare.scale() < 0 ? bare.setScale(0) : bare));
  }

  Cells count(FileColumn column, long count) {
    return put(column, new Cell.Count(count));
  }

  Cells day(FileColumn column, Optional<LocalDate> day) {
    day.ifPresent(there -> put(column, new Cell.Day(there)));
    return this;
  }

  private Cells put(FileColumn column, Cell cell) {
    if (!cell.equals(Cell.NONE)) {
      cells.put(column, cell);
    }
    return this;
  }

  FileRow row() {
    return FileColumn.row(cells);
  }
}
