package io.ledgerroutes.stampli;

import java.util.List;

/**
 * The bytes of a file. What leaves here was read back by another parser and compared with what was meant; the same
 * rows and template always make the same bytes, on every machine and in every locale.
 */
public final class FileBody {

  private FileBody() {}

  /**
   * Writes rows, in UTF-8 without a byte order mark.
   *
   * @param company the Stampli Company ID, which every row bears in the column {@code company}
   * @param rows at least one
   * @throws FileDiffersException if what was written does not read back as it was meant: the file must not be sent
   */
  public static byte[] write(FileKind kind, Template template, String company, List<FileRow> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("A file without rows is never written.");
    }
    MeantRows meant = new MeantRows(template.columns(), company, rows);
    CellText text = new CellText(template);
    ReadBack readBack = new ReadBack(meant, text);
    byte[] bytes = switch (template.format()) {
      case CSV -> {
        byte[] csv = new CsvBody(template, text).write(meant);
        new CsvReader(template).read(csv, readBack::row);
        yield csv;
      }
      case XML -> {
        byte[] xml = new XmlBody(kind, template, text).write(meant);
        new XmlReader(kind, template).read(xml, readBack::row);
        yield xml;
      }
    };
    readBack.end();
    return bytes;
  }
}
