package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileBodyTest {

  private static final Map<FileColumn, Cell> LINE = line();

  private static Map<FileColumn, Cell> line() {
    Map<FileColumn, Cell> line = new LinkedHashMap<>();
    line.put(InvoiceColumn.VENDOR_ID, new Cell.Code("V-7"));
    line.put(InvoiceColumn.SUPPLIER_NAME, new Cell.Words("Müller \"Stahl\" GmbH, Köln"));
    line.put(InvoiceColumn.BILL_NUMBER, new Cell.Words("=2+3"));
    line.put(InvoiceColumn.BILL_DATE, new Cell.Day(LocalDate.of(2026, 3, 9)));
    line.put(InvoiceColumn.QUANTITY, new Cell.Number(new BigDecimal("-1.5")));
    line.put(InvoiceColumn.UNIT_PRICE, new Cell.Number(new BigDecimal("1E+3")));
    line.put(InvoiceColumn.LINE_NET, new Cell.Amount(new BigDecimal("-1500"), 2));
    line.put(InvoiceColumn.LINE_NUMBER, new Cell.Count(1));
    return line;
  }

  private static Template template(Template.Format format, char delimiter, String date, char decimalPoint) {
    List<Template.Column> columns = List.of(
      new Template.Column("company", "Mandant"),
      new Template.Column("vendor-id", "Kreditor"),
      new Template.Column("supplier-name", "Name"),
      new Template.Column("bill-number", "Beleg"),
      new Template.Column("bill-date", "Datum"),
      new Template.Column("quantity", "Menge"),
      new Template.Column("unit-price", "Preis"),
      new Template.Column("line-net", "Netto"),
      new Template.Column("line-number", "Zeile"),
      new Template.Column("po-number", "Bestellung")
    );
    return new Template(format, columns, true, delimiter, date, decimalPoint);
  }

  private static String written(Template template) {
    byte[] bytes = FileBody.write(FileKind.INVOICES, template, "C1", List.of(FileColumn.row(LINE)));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void a_csv_is_written_by_its_template() {
    assertThat(written(template(Template.Format.CSV, ';', "dd.MM.yyyy", ','))).isEqualTo(
      """
      "Mandant";"Kreditor";"Name";"Beleg";"Datum";"Menge";"Preis";"Netto";"Zeile";"Bestellung"\r
      "C1";"V-7";"Müller ""Stahl"" GmbH, Köln";"'=2+3";"09.03.2026";"-1,5";"1000";"-1500,00";"1";""\r
      """
    );
  }

  @Test
  void an_xml_is_written_by_its_template() {
    assertThat(written(template(Template.Format.XML, ',', "yyyy-MM-dd", '.'))).isEqualTo(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Invoices>
      <InvoiceLine><Mandant>C1</Mandant><Kreditor>V-7</Kreditor><Name>Müller "Stahl" GmbH, Köln</Name>\
      <Beleg>=2+3</Beleg><Datum>2026-03-09</Datum><Menge>-1.5</Menge><Preis>1000</Preis>\
      <Netto>-1500.00</Netto><Zeile>1</Zeile><Bestellung></Bestellung></InvoiceLine>
      </Invoices>
      """
    );
  }

  @Test
  void a_file_without_rows_is_refused() {
    Template template = DefaultTemplate.of(FileKind.VENDORS);
    assertThatIllegalArgumentException().isThrownBy(() ->
      FileBody.write(FileKind.VENDORS, template, "C1", List.of())
    );
  }
}
