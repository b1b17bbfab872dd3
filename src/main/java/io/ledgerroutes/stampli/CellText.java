package io.ledgerroutes.stampli;

import io.ledgerroutes.lists.FormulaGuard;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a template writes a cell, and whether a text that was read means that cell. Nothing here asks the machine's
 * locale: months have English names, digits are 0 to 9, numbers have no exponent and no grouping.
 */
final class CellText {

  private final boolean guarded;
  private final char decimalPoint;
  private final Pattern number;
  private final DateTimeFormatter days;

  CellText(Template template) {
    // Only a CSV is opened by spreadsheets, which take some texts for formulas; in XML the mark would be content.
    this.guarded = template.format() == Template.Format.CSV;
    this.decimalPoint = template.decimalPoint();
    this.number = Pattern.compile("-?[0-9]+([" + decimalPoint + "][0-9]+)?");
    this.days = days(template.datePattern());
  }

  /** @throws IllegalArgumentException if it is no pattern */
  static DateTimeFormatter days(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  String write(Cell cell) {
    return switch (cell) {
      case Cell.Words(String text) -> guarded ? FormulaGuard.guard(PlainText.of(text)) : PlainText.of(text);
      case Cell.Code(String text) -> PlainText.of(text);
      case Cell.Amount amount -> decimal(rounded(amount));
      case Cell.Number(BigDecimal value) -> decimal(value);
      case Cell.Count(long value) -> Long.toString(value);
      case Cell.Day(LocalDate value) -> days.format(value);
    };
  }

  /** Whether a text says the same as a cell, and is harmless; found out the other way round than it is written. */
  boolean means(String read, Cell cell) {
    return switch (cell) {
      case Cell.Words(String text) -> saysWords(read, PlainText.of(text));
      case Cell.Code(String text) -> read.equals(PlainText.of(text));
      case Cell.Amount amount -> saysNumber(read, rounded(amount), amount.places());
      case Cell.Number(BigDecimal value) -> saysNumber(read, value, Math.max(0, value.scale()));
      case Cell.Count(long value) -> read.equals(BigDecimal.valueOf(value).toPlainString());
      case Cell.Day(LocalDate value) -> saysDay(read, value);
    };
  }

  private boolean saysWords(String read, String text) {
    if (!guarded) {
      return read.equals(text);
    }
    return !FormulaGuard.dangerous(read) && (read.equals(text) || read.equals(FormulaGuard.MARK + text));
  }

  private boolean saysNumber(String read, BigDecimal value, int places) {
    if (!number.matcher(read).matches()) {
      return false;
    }
    BigDecimal said = new BigDecimal(read.replace(decimalPoint, '.'));
    return said.scale() == places && said.compareTo(value) == 0;
  }

  private boolean saysDay(String read, LocalDate value) {
    try {
      return LocalDate.parse(read, days).equals(value);
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static BigDecimal rounded(Cell.Amount amount) {
    return amount.value().setScale(amount.places(), RoundingMode.HALF_UP);
  }

  private String decimal(BigDecimal value) {
    return value.toPlainString().replace('.', decimalPoint);
  }
}
