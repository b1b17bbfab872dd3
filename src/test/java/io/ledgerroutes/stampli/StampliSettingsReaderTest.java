package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.connection.SettingsFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampliSettingsReaderTest {

  private static final String USUAL = """
    server: sftp://ledger@sftp.example/import/
    company: "4711"
    """;
  /** How many lines stand above the section's first. */
  private static final int ABOVE = 6;

  private static StampliSettings read(String section) {
    return SettingsFile.read(new FilesOnly(), "stampli", section, FilesOnly.Read.class).stampli();
  }

  private static Template invoices(String template) {
    return read(USUAL + "templates:\n  invoices:\n" + template.indent(4)).templates().get(FileKind.INVOICES);
  }

  @Test
  void credits_look_like_invoices_unless_they_have_a_template() {
    StampliSettings alike = read(USUAL + "templates: { invoices: { delimiter: \";\" } }\n");
    StampliSettings different = read(
      USUAL + "templates: { invoices: { delimiter: \";\" }, credits: { delimiter: \"|\" } }\n"
    );

    assertThat(alike.templates().get(FileKind.CREDITS)).isEqualTo(alike.templates().get(FileKind.INVOICES));
    assertThat(different.templates().get(FileKind.CREDITS).delimiter()).isEqualTo('|');
    assertThat(different.templates().get(FileKind.INVOICES).delimiter()).isEqualTo(';');
  }

  @Test
  void what_is_left_out_takes_the_default() {
    StampliSettings settings = read(USUAL);

    assertThat(settings.server()).isEqualTo("ledger@sftp.example:22/import");
    assertThat(settings.company()).isEqualTo("4711");
    assertThat(settings.rowsPerFile()).isEqualTo(5_000);
    assertThat(settings.swept()).isEqualTo(StampliSettings.Swept.DELIVERED);
    for (FileKind kind : FileKind.values()) {
      assertThat(settings.templates()).containsEntry(kind, DefaultTemplate.of(kind));
    }
  }

  @Test
  void a_port_the_root_the_size_of_files_and_swept_are_taken_over() {
    StampliSettings settings = read(
      """
      server: sftp://ledger@localhost:2222
      company: "4711"
      rows-per-file: 50000
      swept: held
      """
    );

    assertThat(settings.server()).isEqualTo("ledger@localhost:2222/");
    assertThat(settings.rowsPerFile()).isEqualTo(50_000);
    assertThat(settings.swept()).isEqualTo(StampliSettings.Swept.HELD);
  }

  @Test
  void a_template_names_columns_headings_and_forms() {
    Template template = invoices(
      """
      delimiter: ";"
      date: dd.MM.yyyy
      decimal: ","
      header: false
      columns:
        vendor-id: Kreditor
        bill-number: "Beleg Nr."
      """
    );

    List<Template.Column> columns = List.of(
      new Template.Column("vendor-id", "Kreditor"),
      new Template.Column("bill-number", "Beleg Nr.")
    );
    assertThat(template).isEqualTo(new Template(Template.Format.CSV, columns, false, ';', "dd.MM.yyyy", ','));
  }

  @Test
  void columns_may_be_listed_without_headings() {
    assertThat(invoices("columns: [bill-number, vendor-id, line-net]").columns())
      .extracting(Template.Column::heading)
      .containsExactly("Bill Number", "Vendor ID", "Net");
    assertThat(invoices("format: xml\ncolumns: [bill-number, vendor-id, line-net]").columns())
      .extracting(Template.Column::heading)
      .containsExactly("BillNumber", "VendorID", "Net");
  }

  @Test
  void the_default_headings_of_xml_can_all_name_an_element() {
    for (FileKind kind : FileKind.values()) {
      assertThat(DefaultTemplate.of(kind, Template.Format.XML).columns())
        .extracting(Template.Column::heading)
        .doesNotHaveDuplicates()
        .allMatch(XmlNames::possible);
    }
  }

  @Test
  void a_tab_and_a_bar_are_delimiters() {
    assertThat(invoices("delimiter: tab").delimiter()).isEqualTo('\t');
    assertThat(invoices("delimiter: \"|\"").delimiter()).isEqualTo('|');
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '#',
    quoteCharacter = '~',
    value = {
      "delimiter: \"x\" # stampli.templates.invoices.delimiter # no such sign # tab",
      "decimal: \"'\" # stampli.templates.invoices.decimal # no such sign # use \".\" or \",\"",
      "date: yyyy-MM # stampli.templates.invoices.date # is not usable # write a pattern as yyyy-MM-dd",
      "date: yyyy-dd # stampli.templates.invoices.date # is not usable # write a pattern as yyyy-MM-dd",
      "date: MM/dd/yy # stampli.templates.invoices.date # a digit of the year # write a pattern as yyyy-MM-dd",
      "date: dMyyyy # stampli.templates.invoices.date # is not usable # write a pattern as yyyy-MM-dd",
      "date: MM-dd # stampli.templates.invoices.date # is not usable # write a pattern as yyyy-MM-dd",
      "date: yyyy-MM-dd HH:mm # stampli.templates.invoices.date # is not usable # write a pattern as yyyy-MM-dd",
      "date: yyyy-bb # stampli.templates.invoices.date # is not usable # write a pattern as yyyy-MM-dd",
      "format: xls # stampli.templates.invoices.format # no such choice # csv, xml",
      "columns: [vendor-id, bill-number, colour] # stampli.templates.invoices.columns # colour # bill-date",
      "columns: [vendor-id, bill-number, vendor-id] # stampli.templates.invoices.columns # the column vendor-id twice # rename",
      "columns: { vendor-id: A, bill-number: A } # stampli.templates.invoices.columns # the heading A twice # rename",
      "columns: [vendor-id, line-net] # stampli.templates.invoices.columns # leaves out bill-number # add it",
      "columns: [bill-number] # stampli.templates.invoices.columns # leaves out vendor-id # add it",
      "columns: { vendor-id: A, bill-number: B, colour: C } # stampli.templates.invoices.columns.colour # no column # bill-date",
      "columns: { vendor-id: A, bill-number: } # stampli.templates.invoices.columns.bill-number # no value # write",
      "columns: all # stampli.templates.invoices.columns # not a list # write",
      "colums: [vendor-id] # stampli.templates.invoices.colums # not a known key # columns, date",
    }
  )
  void what_is_wrong_in_a_template_is_named_with_line_and_remedy(
    String line,
    String path,
    String what,
    String remedy
  ) {
    assertThatThrownBy(() -> invoices(line))
      .hasMessageContaining("line=" + (ABOVE + 5))
      .hasMessageContaining("path=" + path)
      .hasMessageContaining(what)
      .hasMessageContaining(remedy);
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '#',
    quoteCharacter = '~',
    value = {
      "columns: { vendor-id: Vendor ID, bill-number: B } # cannot name an element",
      "columns: { vendor-id: 1st, bill-number: B } # cannot name an element",
      "columns: { vendor-id: xmlId, bill-number: B } # cannot name an element",
      "columns: { vendor-id: a:b, bill-number: B } # cannot name an element",
      "header: false # says nothing about XML",
      "delimiter: \";\" # says nothing about XML",
    }
  )
  void an_xml_template_takes_only_what_xml_has(String line, String what) {
    assertThatThrownBy(() -> invoices("format: xml\n" + line))
      .hasMessageContaining("line=" + (ABOVE + 6))
      .hasMessageContaining(what);
  }

  @ParameterizedTest
  @CsvSource(
    quoteCharacter = '~',
    value = {
      "https://ledger@sftp.example/import, not an address of sftp",
      "sftp://sftp.example/import, names no user",
      "sftp://ledger@sftp.example:70000/import, its port is none",
      "sftp://ledger@sftp.example/import?x=1, behind the directory",
      "sftp://ledger@sftp.example/import/../etc, not written out",
      "sftp://ledger@sftp.example/im port, not an address",
      "sftp://ledger:geheim@sftp.example/import, looks like a credential",
    }
  )
  void a_server_that_cannot_be_used_is_refused(String server, String why) {
    assertThatThrownBy(() -> read("server: " + server + "\ncompany: C"))
      .hasMessageContaining("path=stampli.server")
      .hasMessageContaining("line=" + (ABOVE + 1))
      .hasMessageContaining(why)
      .hasMessageNotContaining("geheim");
  }

  @Test
  void server_and_company_must_be_there() {
    assertThatThrownBy(() -> read("rows-per-file: 50001"))
      .hasMessageContaining("path=stampli.server, what=is missing")
      .hasMessageContaining("path=stampli.company, what=is missing")
      .hasMessageContaining("write a whole number from 1 to 50000");
  }
}
