package io.ledgerroutes.connection;

import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One mapping of a connection's file, read key by key. Whatever is wrong is noted with file, line and remedy,
 * and a harmless value of the type is returned so that reading goes on to the next problem; who reads must not
 * act on values of a file with problems. A key that nobody asked for is a problem too.
 */
public final class SettingsNode {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,8})?");
  private static final URI NOWHERE = URI.create("https://invalid");

  private final String path;
  private final int line;
  private final boolean missing;
  private final Map<String, YamlEntry> entries;
  private final ConnectionProblems problems;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, List<SettingsNode>> sections = new LinkedHashMap<>();

  SettingsNode(String path, int line, Map<String, YamlEntry> entries, ConnectionProblems problems) {
    this(path, line, entries, problems, false);
  }

  private SettingsNode(
    String path,
    int line,
    Map<String, YamlEntry> entries,
    ConnectionProblems problems,
    boolean missing
  ) {
    this.path = path;
    this.line = line;
    this.entries = entries;
    this.problems = problems;
    this.missing = missing;
  }

  /** Whether the key stands here, with whatever value. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The keys that stand here, in their order. */
  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** A required text. */
  public String text(String key) {
    return required(key, optionalText(key), "");
  }

  /** A text that may be left out. */
  public Optional<String> optionalText(String key) {
    return scalar(key);
  }

  /** A text with a default. */
  public String text(String key, String fallback) {
    return scalar(key).orElse(fallback);
  }

  /** A required text of a form. */
  public String text(String key, Pattern form, String remedy) {
    return required(key, optionalText(key, form, remedy), "");
  }

  /** A text of a form that may be left out. */
  public Optional<String> optionalText(String key, Pattern form, String remedy) {
    return parsed(
      key,
      text -> {
        if (!form.matcher(text).matches()) {
          throw new IllegalArgumentException("not of the right form");
        }
        return text;
      },
      remedy
    );
  }

  /** A required date, as 2026-11-21. */
  public LocalDate date(String key) {
    return required(key, optionalDate(key), LocalDate.EPOCH);
  }

  /** A date that may be left out. */
  public Optional<LocalDate> optionalDate(String key) {
    return parsed(key, LocalDate::parse, "write a date as 2026-11-21");
  }

  /** A required decimal number. */
  public BigDecimal decimal(String key) {
    return required(key, optionalDecimal(key), BigDecimal.ZERO);
  }

  /** A decimal number with a default. */
  public BigDecimal decimal(String key, BigDecimal fallback) {
    return optionalDecimal(key).orElse(fallback);
  }

  /** A decimal number that may be left out. */
  public Optional<BigDecimal> optionalDecimal(String key) {
    return parsed(
      key,
      text -> {
        if (!NUMBER.matcher(text).matches()) {
          throw new IllegalArgumentException("not a number");
        }
        return new BigDecimal(text);
      },
      "write a number as 12.50"
    );
  }

  /** A whole number from {@code least} to {@code most}, with a default. */
  public int number(String key, int least, int most, int fallback) {
    return parsed(
      key,
      text -> {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
          throw new IllegalArgumentException("out of range");
        }
        return number;
      },
      "write a whole number from " + least + " to " + most
    ).orElse(fallback);
  }

  /** {@code true} or {@code false}, with a default. */
  public boolean flag(String key, boolean fallback) {
    return parsed(
      key,
      text ->
        switch (text) {
          case "true" -> true;
          case "false" -> false;
          default -> throw new IllegalArgumentException("neither true nor false");
        },
      "write true or false"
    ).orElse(fallback);
  }

  /** A required choice; {@code NAME_OF_CONSTANT} is written {@code name-of-constant}. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    return required(key, optionalChoice(key, type), type.getEnumConstants()[0]);
  }

  /** A choice with a default. */
  public <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
    return optionalChoice(key, type).orElse(fallback);
  }

  /** A choice that may be left out. */
  public <E extends Enum<E>> Optional<E> optionalChoice(String key, Class<E> type) {
    Map<String, E> choices = Arrays.stream(type.getEnumConstants()).collect(
      Collectors.toMap(SettingsNode::written, Function.identity(), (a, b) -> a, LinkedHashMap::new)
    );
    return parsed(
      key,
      text -> {
        if (!choices.containsKey(text)) {
          throw new IllegalArgumentException("no such choice");
        }
        return choices.get(text);
      },
      "use one of " + String.join(", ", choices.keySet())
    );
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A required remote's address: https, or http on loopback; without user, query and fragment. */
  public URI remote(String key) {
    return required(key, optionalRemote(key), NOWHERE);
  }

  /** A remote's address that may be left out. */
  public Optional<URI> optionalRemote(String key) {
    return parsed(key, RemoteAddress::of, "use https, or http on loopback, as https://shop.example");
  }

  /** A time zone that may be left out, as {@code Pacific/Auckland}. */
  public Optional<ZoneId> optionalZone(String key) {
    return parsed(key, ZoneId::of, "use a zone's name as Pacific/Auckland or UTC");
  }

  /**
   * A value of any other form that may be left out.
   *
   * @param reader throws IllegalArgumentException or DateTimeException when the text is not of the form; the
   *     message is shown
   */
  public <T> Optional<T> optionalValue(String key, Function<String, T> reader, String remedy) {
    return parsed(key, reader, remedy);
  }

  /** A list of texts; empty when left out. */
  public List<String> texts(String key) {
    Optional<YamlEntry> entry = entry(key);
    if (entry.isEmpty()) {
      return List.of();
    }
    if (
      !(entry.get().value() instanceof YamlEntry.Many(List<YamlEntry> items)) ||
      !items.stream().allMatch(item -> item.value() instanceof YamlEntry.Text)
    ) {
      problems.add(this, key, "is not a list of texts", "write one \"- value\" a line below it");
      return List.of();
    }
    return items
      .stream()
      .map(item -> ((YamlEntry.Text) item.value()).text())
      .toList();
  }

  /** A mapping of texts to texts, in its order; empty when left out. */
  public Map<String, String> map(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    optionalSection(key).ifPresent(section ->
      section.keys().forEach(name -> section.scalar(name).ifPresent(value -> map.put(name, value)))
    );
    return map;
  }

  /** A required nested section. When it is missing that is the one problem: nothing is missing inside it. */
  public SettingsNode section(String key) {
    return optionalSection(key).orElseGet(() -> {
      if (!missing && !entries.containsKey(key)) {
        problems.add(this, key, "is missing", "add the section");
      }
      return new SettingsNode(pathOf(key), line, Map.of(), problems, true);
    });
  }

  /** Whether a section stands under the key, for what may be written as a text or as a section. */
  public boolean isSection(String key) {
    return entries.containsKey(key) && entries.get(key).value() instanceof YamlEntry.Section;
  }

  /** A nested section that may be left out. */
  public Optional<SettingsNode> optionalSection(String key) {
    Optional<YamlEntry> entry = entry(key);
    if (entry.isPresent() && !(entry.get().value() instanceof YamlEntry.Section)) {
      problems.add(this, key, "is not a section", "write its keys indented below it");
      return Optional.empty();
    }
    return entry.map(value ->
      sections.computeIfAbsent(key, k -> List.of(nested(pathOf(key), value))).getFirst()
    );
  }

  /** A list of sections; empty when left out. */
  public List<SettingsNode> sectionList(String key) {
    Optional<YamlEntry> entry = entry(key);
    if (entry.isEmpty()) {
      return List.of();
    }
    if (
      !(entry.get().value() instanceof YamlEntry.Many many) ||
      !many
        .items()
        .stream()
        .allMatch(item -> item.value() instanceof YamlEntry.Section)
    ) {
      problems.add(this, key, "is not a list of sections", "write \"- key: value\" below it");
      return List.of();
    }
    return sections.computeIfAbsent(key, k ->
      IntStream.range(0, many.items().size())
        .mapToObj(i -> nested(pathOf(key) + "[" + i + "]", many.items().get(i)))
        .toList()
    );
  }

  private SettingsNode nested(String nestedPath, YamlEntry entry) {
    return new SettingsNode(
      nestedPath,
      entry.line(),
      ((YamlEntry.Section) entry.value()).entries(),
      problems
    );
  }

  /** Notes a problem with one of this section's keys. */
  public void problem(String key, String what, String remedy) {
    problems.add(this, key, what, remedy);
  }

  /** Every key that nobody asked for, here and below, becomes a problem. */
  void refuseUnknown() {
    entries.forEach((key, entry) -> {
      if (!asked.contains(key)) {
        String known = asked.stream().sorted().collect(Collectors.joining(", "));
        problems.add(entry.line(), pathOf(key), "is not a known key", "remove it or use one of " + known);
      }
    });
    sections.values().forEach(list -> list.forEach(SettingsNode::refuseUnknown));
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The key's own line, or that of this section when the key is missing. */
  int lineOf(String key) {
    return entries.containsKey(key) ? entries.get(key).line() : line;
  }

  private Optional<YamlEntry> entry(String key) {
    asked.add(key);
    return Optional.ofNullable(entries.get(key));
  }

  private Optional<String> scalar(String key) {
    Optional<YamlEntry> entry = entry(key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    if (!(entry.get().value() instanceof YamlEntry.Text text) || text.text().isBlank()) {
      problems.add(this, key, "has no value", "write the value on the same line, or remove the key");
      return Optional.empty();
    }
    return Optional.of(text.text());
  }

  private <T> Optional<T> parsed(String key, Function<String, T> reader, String remedy) {
    return scalar(key).flatMap(text -> {
      try {
        return Optional.of(reader.apply(text));
      } catch (IllegalArgumentException | DateTimeException e) {
        problems.add(this, key, "is not usable: " + e.getMessage(), remedy);
        return Optional.empty();
      }
    });
  }

  private <T> T required(String key, Optional<T> value, T placeholder) {
    if (value.isEmpty() && !missing && !entries.containsKey(key)) {
      problems.add(this, key, "is missing", "add it");
    }
    return value.orElse(placeholder);
  }
}
