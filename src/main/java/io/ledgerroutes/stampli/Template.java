package io.ledgerroutes.stampli;

import java.util.List;
import java.util.Locale;

/**
 * How the files of one kind look (facts, Stampli: templates are defined per customer).
 *
 * @param format CSV or XML
 * @param columns in their order
 * @param header whether a CSV begins with the headings
 * @param delimiter between the cells of a CSV
 * @param datePattern as {@link java.time.format.DateTimeFormatter} takes it, e.g. {@code yyyy-MM-dd}
 * @param decimalPoint {@code .} or {@code ,}
 */
public record Template(
  Format format,
  List<Column> columns,
  boolean header,
  char delimiter,
  String datePattern,
  char decimalPoint
) {
  /** The file's format. */
  public enum Format {
    CSV,
    XML;

    /** Behind the dot of a file's name. */
    public String suffix() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One column.
   *
   * @param name of the row's cell; {@code company} is the connection's company id
   * @param heading what stands above it in a CSV, and the element's name in XML
   */
  public record Column(String name, String heading) {}

  public Template {
    columns = List.copyOf(columns);
  }
}
