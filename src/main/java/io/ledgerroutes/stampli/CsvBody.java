package io.ledgerroutes.stampli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** A CSV file: the headings if the template wants them, then a line for each row. */
final class CsvBody {

  private final Template template;
  private final CellText text;
  private final BindyLines lines;

  CsvBody(Template template, CellText text) {
    this.template = template;
    this.text = text;
    this.lines = new BindyLines(template.columns().size(), template.delimiter());
  }

  byte[] write(MeantRows meant) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (template.header()) {
      bytes.writeBytes(line(template.columns().stream().map(Template.Column::heading).toList()));
    }
    IntStream.range(0, meant.count()).forEach(row -> bytes.writeBytes(line(cells(meant, row))));
    return bytes.toByteArray();
  }

  private List<String> cells(MeantRows meant, int row) {
    return IntStream.range(0, meant.columns().size())
      .mapToObj(column -> text.write(meant.cell(row, column)))
      .toList();
  }

  private byte[] line(List<String> cells) {
    return lines.line(cells).getBytes(StandardCharsets.UTF_8);
  }
}
