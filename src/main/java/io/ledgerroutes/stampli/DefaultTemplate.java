package io.ledgerroutes.stampli;

import java.util.List;

/** What the files of a kind look like where a connection says nothing: CSV with every column and a header. */
public final class DefaultTemplate {

  static final char DELIMITER = ',';
  static final char DECIMAL_POINT = '.';
  static final String DATE_PATTERN = "yyyy-MM-dd";

  private DefaultTemplate() {}

  /** The template of a kind. */
  public static Template of(FileKind kind) {
    return of(kind, Template.Format.CSV);
  }

  /** The template of a kind in a format. */
  public static Template of(FileKind kind, Template.Format format) {
    return new Template(format, columns(kind, format), true, DELIMITER, DATE_PATTERN, DECIMAL_POINT);
  }

  static List<Template.Column> columns(FileKind kind, Template.Format format) {
    return FileColumn.of(kind)
      .stream()
      .map(column -> new Template.Column(column.column(), column.heading(format)))
      .toList();
  }
}
