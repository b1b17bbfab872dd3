package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.connection.SettingsFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The README's chapter about templates says what the code does. */
class TemplateChapterTest {

  private static final String CHAPTER = "## Xero → Stampli: the template of the files\n";
  private static final Pattern FENCED = Pattern.compile("```(\\w*)\n(.*?)```", Pattern.DOTALL);

  private static String chapter() throws IOException {
    String after = Files.readString(Path.of("README.md")).split(CHAPTER, 2)[1];
    return after.split("\n## ", 2)[0];
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CREDITS")
  void the_tables_name_every_column_of_a_kind_in_its_order(FileKind kind) throws IOException {
    String table = chapter().split("### Columns of " + kind.text() + "\n", 2)[1].split("\n### ", 2)[0];

    assertThat(table.lines().filter(line -> line.startsWith("| `"))).containsExactlyElementsOf(
      FileColumn.of(kind)
        .stream()
        .map(column -> "| `%s` | %s | %s |".formatted(column.column(), column.heading(), column.meaning()))
        .toList()
    );
  }

  @Test
  void credits_have_the_columns_of_invoices() {
    assertThat(FileColumn.of(FileKind.CREDITS)).isEqualTo(FileColumn.of(FileKind.INVOICES));
  }

  @Test
  void the_example_without_a_template_is_the_default() throws IOException {
    assertThat(settings(examples().getFirst()).templates()).containsEntry(
      FileKind.INVOICES,
      DefaultTemplate.of(FileKind.INVOICES)
    );
  }

  @Test
  void the_examples_make_the_files_that_stand_below_them() throws IOException {
    List<String> examples = examples();

    assertThat(written(examples.get(1)).replace("\r\n", "\n")).isEqualTo(examples.get(2));
    assertThat(written(examples.get(3))).isEqualTo(examples.get(4));
  }

  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    for (MatchResult fenced : FENCED.matcher(chapter()).results().toList()) {
      examples.add(fenced.group(2));
    }
    return examples;
  }

  private static StampliSettings settings(String yaml) {
    String section = yaml.split("\n", 2)[1].stripIndent();
    return SettingsFile.read(new FilesOnly(), "stampli", section, FilesOnly.Read.class).stampli();
  }

  private static String written(String yaml) {
    StampliSettings settings = settings(yaml);
    byte[] bytes = FileBody.write(
      FileKind.INVOICES,
      settings.templates().get(FileKind.INVOICES),
      settings.company(),
      List.of(line(1, "Blech \"S235\"; 2 mm", "2.5", "1500"), line(2, "-10 % Nachlass", "1", "-150"))
    );
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static FileRow line(int number, String text, String quantity, String net) {
    Map<FileColumn, Cell> cells = new LinkedHashMap<>();
    cells.put(InvoiceColumn.VENDOR_ID, new Cell.Words("V-100"));
    cells.put(InvoiceColumn.SUPPLIER_NAME, new Cell.Words("Müller & Söhne GmbH"));
    cells.put(InvoiceColumn.BILL_NUMBER, new Cell.Words("R-77"));
    cells.put(InvoiceColumn.BILL_DATE, new Cell.Day(LocalDate.of(2026, 3, 9)));
    cells.put(InvoiceColumn.LINE_NUMBER, new Cell.Count(number));
    cells.put(InvoiceColumn.DESCRIPTION, new Cell.Words(text));
    cells.put(InvoiceColumn.QUANTITY, new Cell.Number(new BigDecimal(quantity)));
    cells.put(InvoiceColumn.LINE_NET, new Cell.Amount(new BigDecimal(net), 2));
    cells.put(InvoiceColumn.PO_NUMBER, new Cell.Words("PO-0042"));
    return FileColumn.row(cells);
  }
}
