package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileColumn;
import io.ledgerroutes.stampli.FileKind;
import io.ledgerroutes.stampli.InvoiceColumn;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Dimension;
import java.util.List;

/** What invoices and purchase orders files say alike of a line; they call these columns alike too. */
final class LineCells {

  private static final List<InvoiceColumn> DIMENSIONS = List.of(
    InvoiceColumn.DIMENSION_1,
    InvoiceColumn.DIMENSION_2
  );

  private final FileKind kind;
  private final XeroStampliSettings settings;
  private final LedgerNames names;
  private final CodeMapping codes;

  LineCells(FileKind kind, XeroStampliSettings settings, LedgerNames names, CodeMapping codes) {
    this.kind = kind;
    this.settings = settings;
    this.names = names;
    this.codes = codes;
  }

  /**
   * Adds a line to its document's cells.
   *
   * @param types the document's LineAmountTypes
   * @param number from 1
   */
  Cells of(Cells document, DocumentLine line, String types, int number) {
    LineAmounts amounts = LineAmounts.of(line, types);
    Cells cells = document
      .further()
      .count(in(InvoiceColumn.LINE_NUMBER), number)
      .words(in(InvoiceColumn.ITEM_CODE), line.itemCode())
      .words(in(InvoiceColumn.DESCRIPTION), line.description())
      .number(in(InvoiceColumn.QUANTITY), line.quantity())
      .number(in(InvoiceColumn.UNIT_PRICE), line.unitAmount())
      .amount(in(InvoiceColumn.LINE_NET), amounts.net())
      .amount(in(InvoiceColumn.LINE_TAX), amounts.tax())
      .amount(in(InvoiceColumn.LINE_GROSS), amounts.gross())
      .words(in(InvoiceColumn.GL_CODE), codes.glCode(line, number));
    return dimensions(tax(cells, line, number), line);
  }

  private Cells tax(Cells cells, DocumentLine line, int number) {
    if (names.taxRates().containsKey(line.taxType())) {
      cells.number(in(InvoiceColumn.TAX_RATE), names.taxRates().get(line.taxType()));
    }
    return cells
      .words(in(InvoiceColumn.TAX_NAME), names.taxNames().getOrDefault(line.taxType(), ""))
      .words(in(InvoiceColumn.TAX_CODE), codes.taxCode(line, number));
  }

  private Cells dimensions(Cells cells, DocumentLine line) {
    List<Dimension> dimensions = settings.dimensions();
    for (int i = 0; i < dimensions.size(); i++) {
      cells.words(in(DIMENSIONS.get(i)), codes.dimension(line, dimensions.get(i)));
    }
    return cells;
  }

  private FileColumn in(InvoiceColumn column) {
    return FileColumn.named(kind, column.column()).orElseThrow();
  }
}
