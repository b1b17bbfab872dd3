package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a writer might do wrong, the file does not go. */
class ReadBackTest {

  private static final List<Template.Column> COLUMNS = List.of(
    new Template.Column("description", "Text"),
    new Template.Column("total", "Total")
  );

  private static void compare(Template.Format format, byte[] bytes) {
    Template template = new Template(format, COLUMNS, true, ',', "yyyy-MM-dd", '.');
    FileRow row = FileColumn.row(
      Map.of(
        InvoiceColumn.DESCRIPTION,
        new Cell.Words("=1+1"),
        InvoiceColumn.TOTAL,
        new Cell.Amount(new BigDecimal("1200"), 2)
      )
    );
    ReadBack readBack = new ReadBack(new MeantRows(COLUMNS, "C", List.of(row, row)), new CellText(template));
    if (format == Template.Format.CSV) {
      new CsvReader(template).read(bytes, readBack::row);
    } else {
      new XmlReader(FileKind.INVOICES, template).read(bytes, readBack::row);
    }
    readBack.end();
  }

  private static void refused(Template.Format format, byte[] bytes) {
    assertThatExceptionOfType(FileDiffersException.class)
      .isThrownBy(() -> compare(format, bytes))
      .withMessageEndingWith("; the file is not sent")
      .withMessageNotContaining("1+1");
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "",
      "Text,Total\r\n",
      "Text,Total\r\n'=1+1,1200.00\r\n",
      "Text,Total\r\n'=1+1,1200.00\r\n'=1+1,1200.00\r\n'=1+1,1200.00\r\n",
      "'=1+1,1200.00\r\n'=1+1,1200.00\r\n",
      "Total,Text\r\n'=1+1,1200.00\r\n'=1+1,1200.00\r\n",
      "Text,Total\r\n=1+1,1200.00\r\n=1+1,1200.00\r\n",
      "Text,Total\r\n'=1+1,1200\r\n'=1+1,1200\r\n",
      "Text,Total\r\n'=1+1,1.2E3\r\n'=1+1,1.2E3\r\n",
      "Text,Total\r\n'=1+1,1200.01\r\n'=1+1,1200.00\r\n",
      "Text,Total\r\n'=1+1 ,1200.00\r\n'=1+1,1200.00\r\n",
      "Text,Total\r\n'=1+1,1200.00,\r\n'=1+1,1200.00\r\n",
      "Text,Total\r\n'=1+1\r\n'=1+1,1200.00\r\n",
      "Text,Total\r\n'=1+1,1200.00\r\n\r\n'=1+1,1200.00\r\n",
      "Text,Total\r\n\"'=1+1\",1200.00\r\n\"'=1+1",
      "Text,Total\r\n\"'=1+1\"x,1200.00\r\n'=1+1,1200.00\r\n",
    }
  )
  void a_csv_that_says_something_else_is_refused(String csv) {
    refused(Template.Format.CSV, csv.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "",
      "<Invoices/>",
      "<Invoices>ROW</Invoices>",
      "<Invoices>ROWROWROW</Invoices>",
      "<Vendors>ROWROW</Vendors>",
      "<Invoices>ROWROW",
      "<Invoices>ROW<InvoiceLine><Text>=1+1</Text></InvoiceLine></Invoices>",
      "<Invoices>ROW<InvoiceLine><Total>1200.00</Total><Text>=1+1</Text></InvoiceLine></Invoices>",
      "<Invoices>ROW<InvoiceLine><Text>=1+1</Text><Total>1200.00</Total><More/></InvoiceLine></Invoices>",
      "<Invoices>ROW<InvoiceLine><Text>'=1+1</Text><Total>1200.00</Total></InvoiceLine></Invoices>",
      "<Invoices>ROW<InvoiceLine><Text>=1+1</Text><Total>1200,00</Total></InvoiceLine></Invoices>",
      "<Invoices>ROW<Line><Text>=1+1</Text><Total>1200.00</Total></Line></Invoices>",
      "<Invoices>ROW text ROW</Invoices>",
      "<!DOCTYPE Invoices [<!ENTITY e '=1+1'>]><Invoices>ROW<InvoiceLine><Text>&e;</Text><Total>1200.00</Total></InvoiceLine></Invoices>",
    }
  )
  void an_xml_that_says_something_else_is_refused(String xml) {
    String row = "<InvoiceLine><Text>=1+1</Text><Total>1200.00</Total></InvoiceLine>";
    refused(Template.Format.XML, xml.replace("ROW", row).getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "Text,Total\n'=1+1,1200.00\n'=1+1,1200.00\n",
      "\"Text\",\"Total\"\r\n\"'=1+1\",\"1200.00\"\r\n\"'=1+1\",\"1200.00\"\r\n",
    }
  )
  void what_says_the_same_in_another_way_is_taken(String csv) {
    compare(Template.Format.CSV, csv.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = { "Text,Total\r\n'=1+1,1200.00\r\n'=1+1\u00E9,1200.00\r\n" })
  void a_csv_that_is_no_utf_8_is_refused(String csv) {
    refused(Template.Format.CSV, csv.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = ';',
    value = { "1200.00;.;true", "1200,00;,;true", "1200.00;,;false", "1200,00;.;false" }
  )
  void a_number_has_the_templates_decimal_point_and_no_other(String read, char point, boolean same) {
    Template template = new Template(Template.Format.CSV, COLUMNS, true, ';', "yyyy-MM-dd", point);
    Cell.Amount meant = new Cell.Amount(new BigDecimal("1200"), 2);

    assertThat(new CellText(template).means(read, meant)).isEqualTo(same);
  }
}
