package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ledgerroutes.lists.FormulaGuard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FileBodyPropertiesTest {

  private static final String COMPANY = "company 1";

  @Property(tries = 100)
  void any_rows_go_through_two_csv_parsers_and_mean_the_same(@ForAll long seed, @ForAll FileKind kind)
    throws Exception {
    AnyFiles any = new AnyFiles(seed);
    Template template = any.template(kind, Template.Format.CSV);
    List<FileRow> rows = any.rows(kind);

    byte[] bytes = FileBody.write(kind, template, COMPANY, rows);

    List<List<String>> read = OtherReaders.univocity(bytes, template.delimiter());
    assertThat(OtherReaders.commons(bytes, template.delimiter())).isEqualTo(read);
    int header = template.header() ? 1 : 0;
    assertThat(read).hasSize(rows.size() + header);
    compared(template, rows, read.subList(header, read.size()));
  }

  @Property(tries = 100)
  void any_rows_go_through_an_xml_parser_and_mean_the_same(@ForAll long seed, @ForAll FileKind kind)
    throws Exception {
    AnyFiles any = new AnyFiles(seed);
    Template template = any.template(kind, Template.Format.XML);
    List<FileRow> rows = any.rows(kind);

    compared(template, rows, OtherReaders.dom(FileBody.write(kind, template, COMPANY, rows)));
  }

  private static void compared(Template template, List<FileRow> rows, List<List<String>> read) {
    ReadBack readBack = new ReadBack(
      new MeantRows(template.columns(), COMPANY, rows),
      new CellText(template)
    );
    read.forEach(readBack::row);
    readBack.end();
  }

  @Property(tries = 100)
  void a_cell_that_came_out_otherwise_is_named_by_row_and_column_and_not_shown(
    @ForAll long seed,
    @ForAll FileKind kind,
    @ForAll Template.Format format
  ) {
    AnyFiles any = new AnyFiles(seed);
    Random random = new Random(seed);
    Template template = any.template(kind, format);
    List<FileRow> meant = any.rows(kind);
    int row = random.nextInt(meant.size());
    Template.Column column = template.columns().get(random.nextInt(template.columns().size()));
    if (column.name().equals(FileColumn.COMPANY)) {
      return;
    }
    List<FileRow> other = new ArrayList<>(meant);
    other.set(row, with(meant.get(row), column.name(), new Cell.Code("something else")));
    byte[] bytes = FileBody.write(kind, template, COMPANY, other);
    ReadBack readBack = new ReadBack(
      new MeantRows(template.columns(), COMPANY, meant),
      new CellText(template)
    );

    assertThatExceptionOfType(FileDiffersException.class)
      .isThrownBy(() -> {
        if (format == Template.Format.CSV) {
          new CsvReader(template).read(bytes, readBack::row);
        } else {
          new XmlReader(kind, template).read(bytes, readBack::row);
        }
      })
      .withMessage(
        "Row %d, column %s does not read back as it was meant; the file is not sent",
        row + 1,
        column.name()
      );
  }

  private static FileRow with(FileRow row, String column, Cell cell) {
    Map<String, Cell> cells = new LinkedHashMap<>(row.cells());
    cells.put(column, cell);
    return new FileRow(cells);
  }

  @Property(tries = 500)
  void what_is_guarded_is_harmless_and_guarding_twice_is_guarding_once(@ForAll long seed) {
    String text = new AnyFiles(seed).text();
    String guarded = FormulaGuard.guard(text);

    assertThat(FormulaGuard.dangerous(guarded)).isFalse();
    assertThat(FormulaGuard.guard(guarded)).isEqualTo(guarded);
    assertThat(guarded).isIn(text, "'" + text);
  }

  @Property(tries = 500)
  void text_that_was_made_plain_stays_as_it_is(@ForAll String text) {
    String plain = PlainText.of(text);

    assertThat(PlainText.of(plain)).isEqualTo(plain);
    assertThat(plain).hasSameSizeAs(text);
  }
}
