package io.ledgerroutes.reconcile;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds up one tab, record by record. Counts are whole numbers; everything else is rounded to cents at the end. */
public final class Sheet {

  private static final int PLACES = 2;

  private final String name;
  private final String title;
  private final List<String> labels;
  private final List<String> figures;
  private final Map<String, Function<Map<String, BigDecimal>, BigDecimal>> derived = new LinkedHashMap<>();
  private final Map<String, Line> lines = new TreeMap<>();
  private Optional<LocalDate> today = Optional.empty();

  private static final class Line {

    private final List<String> labels;
    private final Map<String, BigDecimal> figures = new LinkedHashMap<>();
    private LocalDate oldest;

    private Line(List<String> labels) {
      this.labels = labels;
    }
  }

  /**
   * An empty one.
   *
   * @param labels columns that name a sum; together they are its key
   * @param figures columns that are added up
   */
  public Sheet(String name, String title, List<String> labels, List<String> figures) {
    this.name = name;
    this.title = title;
    this.labels = List.copyOf(labels);
    this.figures = List.copyOf(figures);
  }

  /** A further column, out of the rounded sums of the others. */
  public Sheet derive(String column, Function<Map<String, BigDecimal>, BigDecimal> by) {
    derived.put(column, by);
    return this;
  }

  /** Two further columns: the oldest day of each sum, and its age in days on this one. */
  public Sheet aged(LocalDate on) {
    today = Optional.of(on);
    return this;
  }

  /** As {@link #add(List, Map)}, of a record of this day, which may be null. */
  public String add(List<String> named, Map<String, BigDecimal> amounts, LocalDate day) {
    String sum = add(named, amounts);
    Line line = lines.get(key(named));
    boolean older = day != null && (line.oldest == null || day.isBefore(line.oldest));
    line.oldest = older ? day : line.oldest;
    return sum;
  }

  /**
   * Adds amounts to a sum.
   *
   * @param named one for each label
   * @param amounts by column; columns left out stay as they are
   * @return the sum as a row names it, {@code tab/key}
   */
  public String add(List<String> named, Map<String, BigDecimal> amounts) {
    if (named.size() != labels.size() || !figures.containsAll(amounts.keySet())) {
      throw new IllegalArgumentException("The tab " + name + " has no such columns");
    }
    String key = key(named);
    Line line = lines.computeIfAbsent(key, fresh -> new Line(List.copyOf(named)));
    amounts.forEach((column, amount) -> line.figures.merge(column, amount, BigDecimal::add));
    return name + "/" + key;
  }

  private static String key(List<String> named) {
    return String.join(" | ", named);
  }

  /** What was added up so far. */
  public Tab tab() {
    List<String> columns = new ArrayList<>(labels);
    columns.addAll(figures);
    columns.addAll(derived.keySet());
    today.ifPresent(on -> columns.addAll(List.of("oldest", "age")));
    List<Tab.Sum> sums = new ArrayList<>();
    lines.forEach((key, line) -> sums.add(new Tab.Sum(key, values(line))));
    return new Tab(name, title, columns, sums);
  }

  private Map<String, Object> values(Line line) {
    Map<String, BigDecimal> rounded = new LinkedHashMap<>();
    for (String figure : figures) {
      rounded.put(figure, rounded(line.figures.getOrDefault(figure, BigDecimal.ZERO)));
    }
    derived.forEach((column, by) -> rounded.put(column, by.apply(Map.copyOf(rounded))));
    Map<String, Object> values = new LinkedHashMap<>();
    for (int position = 0; position < labels.size(); position++) {
      values.put(labels.get(position), line.labels.get(position));
    }
    values.putAll(rounded);
    today.ifPresent(on -> {
      values.put("oldest", line.oldest == null ? "" : line.oldest.toString());
      values.put("age", line.oldest == null ? 0 : ChronoUnit.DAYS.between(line.oldest, on));
    });
    return values;
  }

  private static BigDecimal rounded(BigDecimal sum) {
    return sum.scale() > PLACES ? sum.setScale(PLACES, RoundingMode.HALF_UP) : sum;
  }
}
