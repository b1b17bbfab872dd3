package io.ledgerroutes.stampli;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.SettingsNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads one kind's {@link Template} out of a connection's file; what is left out is as in the default template. */
final class TemplateReader {

  private static final Map<String, Character> DELIMITERS = Map.of(",", ',', ";", ';', "|", '|', "tab", '\t');
  private static final Map<String, Character> DECIMAL_POINTS = Map.of(".", '.', ",", ',');
  private static final String ABOVE = "columns";

  /** A day of another century, and every day of a leap year: a pattern that keeps these keeps all. */
  private static final List<LocalDate> DAYS = Stream.concat(
    Stream.of(LocalDate.of(1999, 12, 31)),
    LocalDate.of(2028, 1, 1).datesUntil(LocalDate.of(2029, 1, 1))
  ).toList();

  private final FileKind kind;
  private final SettingsNode section;
  private final ConnectionProblems problems;
  private final Template.Format format;

  TemplateReader(FileKind kind, SettingsNode section, ConnectionProblems problems) {
    this.kind = kind;
    this.section = section;
    this.problems = problems;
    this.format = section.choice("format", Template.Format.class, Template.Format.CSV);
  }

  Template read() {
    onlyInCsv("header");
    onlyInCsv("delimiter");
    return new Template(
      format,
      columns(),
      section.flag("header", true),
      sign("delimiter", DELIMITERS, DefaultTemplate.DELIMITER, "use \",\" or \";\" or \"|\" or tab"),
      section
        .optionalValue("date", TemplateReader::datePattern, "write a pattern as yyyy-MM-dd or dd.MM.yyyy")
        .orElse(DefaultTemplate.DATE_PATTERN),
      sign("decimal", DECIMAL_POINTS, DefaultTemplate.DECIMAL_POINT, "use \".\" or \",\"")
    );
  }

  private void onlyInCsv(String key) {
    if (format == Template.Format.XML && section.has(key)) {
      problems.add(section, key, "says nothing about XML", "remove it, or use format: csv");
    }
  }

  private char sign(String key, Map<String, Character> signs, char usual, String remedy) {
    return section
      .optionalValue(
        key,
        text -> {
          if (!signs.containsKey(text)) {
            throw new IllegalArgumentException("no such sign");
          }
          return signs.get(text);
        },
        remedy
      )
      .orElse(usual);
  }

  private static String datePattern(String pattern) {
    DateTimeFormatter days = CellText.days(pattern);
    for (LocalDate day : DAYS) {
      if (!LocalDate.parse(days.format(day), days).equals(day)) {
        throw new IllegalArgumentException("it loses the day, the month or a digit of the year");
      }
    }
    return pattern;
  }

  private List<Template.Column> columns() {
    List<Template.Column> columns = section.isSection(ABOVE) ? withHeadings() : byName();
    if (!section.has(ABOVE)) {
      return DefaultTemplate.columns(kind, format);
    }
    refuseTwice(columns.stream().map(Template.Column::name).toList(), "column");
    refuseTwice(columns.stream().map(Template.Column::heading).toList(), "heading");
    requireKeys(columns);
    return columns;
  }

  private List<Template.Column> byName() {
    List<Template.Column> columns = new ArrayList<>();
    for (String name : section.texts(ABOVE)) {
      FileColumn.named(kind, name).ifPresentOrElse(
        known -> columns.add(new Template.Column(name, known.heading(format))),
        () -> unknown(section, ABOVE, name)
      );
    }
    return columns;
  }

  private List<Template.Column> withHeadings() {
    List<Template.Column> columns = new ArrayList<>();
    SettingsNode headings = section.section(ABOVE);
    for (String name : headings.keys()) {
      String heading = headings.text(name);
      if (FileColumn.named(kind, name).isEmpty()) {
        unknown(headings, name, name);
      } else if (!possible(heading)) {
        problems.add(
          headings,
          name,
          "has a heading that cannot name an element of XML",
          "begin with a letter, and use letters, digits, points, hyphens and underscores, no blanks"
        );
      } else {
        columns.add(new Template.Column(name, heading));
      }
    }
    return columns;
  }

  private boolean possible(String heading) {
    return format != Template.Format.XML || heading.isEmpty() || XmlNames.possible(heading);
  }

  private void unknown(SettingsNode where, String key, String name) {
    String known = FileColumn.of(kind).stream().map(FileColumn::column).collect(Collectors.joining(", "));
    problems.add(where, key, "is no column of " + kind.text() + ": " + name, "use some of " + known);
  }

  private void refuseTwice(List<String> texts, String what) {
    Set<String> seen = new HashSet<>();
    texts
      .stream()
      .filter(text -> !text.isEmpty() && !seen.add(text))
      .distinct()
      .forEach(text ->
        problems.add(
          section,
          ABOVE,
          "has the " + what + " " + text + " twice",
          "remove or rename one of them"
        )
      );
  }

  private void requireKeys(List<Template.Column> columns) {
    Set<String> there = columns.stream().map(Template.Column::name).collect(Collectors.toSet());
    FileColumn.indispensable(kind)
      .stream()
      .map(FileColumn::column)
      .sorted()
      .filter(column -> !there.contains(column))
      .forEach(column ->
        problems.add(section, ABOVE, "leaves out " + column, "add it: Stampli tells records apart by it")
      );
  }
}
