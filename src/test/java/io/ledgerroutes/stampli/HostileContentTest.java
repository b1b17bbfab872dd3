package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people really type, and what some hope that a spreadsheet will run (facts, Stampli). */
class HostileContentTest {

  private static final String LONG = "ß".repeat(9_999) + "!";

  /** What was typed, what a CSV says, what an XML says. */
  private static final List<List<String>> TEXTS = List.of(
    List.of("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    List.of("+49 211 1234", "'+49 211 1234", "+49 211 1234"),
    List.of("-10 % discount", "'-10 % discount", "-10 % discount"),
    List.of("@SUM(A1:A9)", "'@SUM(A1:A9)", "@SUM(A1:A9)"),
    List.of("\t=1+1", "'\t=1+1", "\t=1+1"),
    List.of("\r=1+1", "'\r=1+1", "\r=1+1"),
    List.of("\n=1+1", "'\n=1+1", "\n=1+1"),
    List.of("  =1+1", "'  =1+1", "  =1+1"),
    List.of("\u200B\uFEFF=1+1", "'\u200B\uFEFF=1+1", "\u200B\uFEFF=1+1"),
    List.of("\uFF1D1+1", "'\uFF1D1+1", "\uFF1D1+1"),
    List.of("\uFF0B1", "'\uFF0B1", "\uFF0B1"),
    List.of("\uFF0D1", "'\uFF0D1", "\uFF0D1"),
    List.of("\uFF20A", "'\uFF20A", "\uFF20A"),
    List.of("'=1+1", "'=1+1", "'=1+1"),
    List.of("5 = 4+1", "5 = 4+1", "5 = 4+1"),
    List.of("a\u0000b\u0001c\u001Bd\u007Fe\u0085f", "a b c d e f", "a b c d e f"),
    List.of("\u0000=1", "' =1", " =1"),
    List.of("half a pair \uD83D", "half a pair \uFFFD", "half a pair \uFFFD"),
    List.of("no character \uFFFE\uFFFF", "no character \uFFFD\uFFFD", "no character \uFFFD\uFFFD"),
    List.of(
      "two\r\nlines\nand a lone \r one",
      "two\r\nlines\nand a lone \r one",
      "two\r\nlines\nand a lone \r one"
    ),
    List.of("\"quoted\" and \"\"twice\"\"", "\"quoted\" and \"\"twice\"\"", "\"quoted\" and \"\"twice\"\""),
    List.of("a,b;c|d\te", "a,b;c|d\te", "a,b;c|d\te"),
    List.of("back\\slash\\\" $1 \\n", "back\\slash\\\" $1 \\n", "back\\slash\\\" $1 \\n"),
    List.of("<b>&amp;]]></b><!-- -->", "<b>&amp;]]></b><!-- -->", "<b>&amp;]]></b><!-- -->"),
    List.of("\u202Eרחוב 7\u202C", "\u202Eרחוב 7\u202C", "\u202Eרחוב 7\u202C"),
    List.of("漢字 😀 👩‍👧 é", "漢字 😀 👩‍👧 é", "漢字 😀 👩‍👧 é"),
    List.of("  blanks  ", "  blanks  ", "  blanks  "),
    List.of(LONG, LONG, LONG),
    List.of("", "", "")
  );

  private static final List<FileRow> ROWS = TEXTS.stream()
    .map(texts -> FileColumn.row(Map.of(InvoiceColumn.DESCRIPTION, new Cell.Words(texts.getFirst()))))
    .toList();

  private static Template one(Template.Format format, char delimiter) {
    Template.Column description = new Template.Column("description", "Description");
    return new Template(format, List.of(description), false, delimiter, "yyyy-MM-dd", '.');
  }

  private static List<List<String>> meant(int reader) {
    return TEXTS.stream()
      .map(texts -> List.of(texts.get(reader)))
      .toList();
  }

  @ParameterizedTest
  @ValueSource(chars = { ',', ';', '|', '\t' })
  void two_csv_parsers_read_what_was_typed_and_nothing_that_runs(char delimiter) throws Exception {
    byte[] csv = FileBody.write(FileKind.INVOICES, one(Template.Format.CSV, delimiter), "C", ROWS);

    assertThat(OtherReaders.commons(csv, delimiter)).isEqualTo(meant(1));
    assertThat(OtherReaders.univocity(csv, delimiter)).isEqualTo(meant(1));
  }

  @Test
  void an_xml_parser_reads_what_was_typed() throws Exception {
    byte[] xml = FileBody.write(FileKind.INVOICES, one(Template.Format.XML, ','), "C", ROWS);

    assertThat(OtherReaders.dom(xml)).isEqualTo(meant(2));
  }

  @Test
  void codes_and_numbers_are_never_guarded() {
    Template template = new Template(
      Template.Format.CSV,
      DefaultTemplate.columns(FileKind.INVOICES, Template.Format.CSV)
        .stream()
        .filter(column -> List.of("gl-code", "line-net", "quantity").contains(column.name()))
        .toList(),
      false,
      ',',
      "yyyy-MM-dd",
      '.'
    );
    FileRow row = FileColumn.row(
      Map.of(
        InvoiceColumn.GL_CODE,
        new Cell.Code("-200"),
        InvoiceColumn.LINE_NET,
        new Cell.Amount(new BigDecimal("-1.005"), 2),
        InvoiceColumn.QUANTITY,
        new Cell.Number(new BigDecimal("-0.0000001"))
      )
    );

    byte[] csv = FileBody.write(FileKind.INVOICES, template, "C", List.of(row));

    assertThat(csv).asString(StandardCharsets.UTF_8).isEqualTo("\"-0.0000001\",\"-1.01\",\"-200\"\r\n");
  }

  @Test
  void headings_may_hold_quotes_and_delimiters() throws Exception {
    List<Template.Column> columns = List.of(
      new Template.Column("vendor-id", "Vendor \"ID\", internal"),
      new Template.Column("bill-number", "Zeile\nzwei")
    );
    Template template = new Template(Template.Format.CSV, columns, true, ',', "yyyy-MM-dd", '.');
    byte[] csv = FileBody.write(FileKind.INVOICES, template, "C", List.of(FileColumn.row(Map.of())));

    assertThat(OtherReaders.univocity(csv, ',')).isEqualTo(
      List.of(List.of("Vendor \"ID\", internal", "Zeile\nzwei"), List.of("", ""))
    );
  }

  @ParameterizedTest
  @CsvSource({ "de-DE", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "tr-TR" })
  void the_locale_of_the_machine_changes_no_byte(String tag) {
    List<FileRow> rows = List.of(
      FileColumn.row(
        Map.of(
          InvoiceColumn.BILL_DATE,
          new Cell.Day(LocalDate.of(2026, 5, 9)),
          InvoiceColumn.TOTAL,
          new Cell.Amount(new BigDecimal("1234567.5"), 2),
          InvoiceColumn.LINE_NUMBER,
          new Cell.Count(12_345)
        )
      )
    );
    List<Template.Column> columns = List.of(
      new Template.Column("bill-date", "Date"),
      new Template.Column("total", "Total"),
      new Template.Column("line-number", "Line")
    );
    Template csv = new Template(Template.Format.CSV, columns, false, ';', "dd MMM yyyy", '.');
    Template xml = new Template(Template.Format.XML, columns, false, ';', "dd MMM yyyy", ',');
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(FileBody.write(FileKind.INVOICES, csv, "C", rows))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("\"09 May 2026\";\"1234567.50\";\"12345\"\r\n");
      assertThat(FileBody.write(FileKind.INVOICES, xml, "C", rows))
        .asString(StandardCharsets.UTF_8)
        .contains("<Date>09 May 2026</Date><Total>1234567,50</Total><Line>12345</Line>");
    } finally {
      Locale.setDefault(before);
    }
  }
}
