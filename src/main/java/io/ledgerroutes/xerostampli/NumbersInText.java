package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the numbers of known documents in what people wrote. {@code PO-0042} is found in "po 0042/1" and "PO#0042", but
 * neither in "PO-00421" nor in "PO-42": letters and digits must be the same and stand as words of their own.
 */
final class NumbersInText<T> {

  /**
   * A number that stands in a text.
   *
   * @param number as the document has it that it belongs to, or as it was written where no document has it
   * @param documents of this number, usually one
   */
  record Found<T>(String number, List<T> documents) {}

  private record Run(String text, int start, int end) {}

  private static final Pattern RUN = Pattern.compile("\\p{L}+|\\p{N}+");
  /** What people write between a number's letters and its digits. */
  private static final Pattern JOINT = Pattern.compile("[\\p{Pd}_/.#: \\u00a0]{0,3}");
  private static final Pattern HYPHEN = Pattern.compile("[\\p{Pd}_/.#:,']+");
  private static final int LONGEST = 8;

  private final Map<List<String>, List<T>> known = new HashMap<>();
  private final Function<T, String> number;
  private int longest;

  NumbersInText(Collection<T> documents, Function<T, String> number) {
    this.number = number;
    documents.forEach(document -> {
      List<String> key = key(number.apply(document));
      if (!key.isEmpty() && key.size() <= LONGEST) {
        known.computeIfAbsent(key, any -> new ArrayList<>()).add(document);
        longest = Math.max(longest, key.size());
      }
    });
  }

  /** The documents that have just this number, however it is written. */
  List<T> of(String text) {
    return List.copyOf(known.getOrDefault(key(text), List.of()));
  }

  /** What people wrote on a document, its number first. */
  static Stream<String> texts(SupplierDocument document) {
    return Stream.concat(
      Stream.of(document.number(), document.reference()),
      document.lines().stream().map(SupplierDocument.Line::description)
    );
  }

  /** The numbers that stand on a document, each once. */
  List<Found<T>> in(SupplierDocument document) {
    Map<String, Found<T>> found = new LinkedHashMap<>();
    Stream.concat(
      Stream.of(document.number(), document.reference()).flatMap(text -> in(text, false).stream()),
      document
        .lines()
        .stream()
        .flatMap(line -> in(line.description(), true).stream())
    ).forEach(one -> found.putIfAbsent(one.number(), one));
    return List.copyOf(found.values());
  }

  /**
   * The numbers that stand in a text, in its order.
   *
   * @param prose whether it is free text: there a short number like 42 is a quantity and names nothing
   */
  List<Found<T>> in(String text, boolean prose) {
    String plain = plain(text);
    List<Run> runs = runs(plain);
    List<Found<T>> found = new ArrayList<>();
    for (int first = 0; first < runs.size(); ) {
      int length = length(plain, runs, first, prose);
      if (length > 0) {
        List<T> documents = known.get(texts(runs.subList(first, first + length)));
        found.add(new Found<>(number.apply(documents.getFirst()), List.copyOf(documents)));
      }
      first += Math.max(length, 1);
    }
    return found;
  }

  /** Of how many runs the longest number is that begins here; 0 where none does. */
  private int length(String text, List<Run> runs, int first, boolean prose) {
    int reach = 1;
    while (
      reach < longest &&
      first + reach < runs.size() &&
      JOINT.matcher(between(text, runs, first + reach)).matches()
    ) {
      reach++;
    }
    for (int length = Math.min(reach, longest); length > 0; length--) {
      List<String> key = texts(runs.subList(first, first + length));
      if (known.containsKey(key) && standsAlone(text, runs, first, first + length, key, prose)) {
        return length;
      }
    }
    return 0;
  }

  private static boolean standsAlone(
    String text,
    List<Run> runs,
    int first,
    int end,
    List<String> key,
    boolean prose
  ) {
    String before = first == 0 ? " " : between(text, runs, first);
    String after = end == runs.size() ? " " : between(text, runs, end);
    if (before.isEmpty() || after.isEmpty()) {
      return false;
    }
    boolean partOfAnother = HYPHEN.matcher(before).matches() || HYPHEN.matcher(after).matches();
    return isTelling(key) || (!prose && !partOfAnother);
  }

  /** Whether nobody writes such a number by chance: letters with digits, or at least six digits. */
  private static boolean isTelling(List<String> key) {
    String all = String.join("", key);
    boolean digits = all.chars().allMatch(Character::isDigit);
    return digits ? all.length() >= 6 : all.length() >= 4 && all.chars().anyMatch(Character::isDigit);
  }

  private static String between(String text, List<Run> runs, int index) {
    return text.substring(runs.get(index - 1).end(), runs.get(index).start());
  }

  private static List<String> key(String text) {
    return texts(runs(plain(text)));
  }

  private static List<String> texts(List<Run> runs) {
    return runs.stream().map(Run::text).toList();
  }

  private static List<Run> runs(String text) {
    List<Run> runs = new ArrayList<>();
    Matcher matcher = RUN.matcher(text);
    while (matcher.find()) {
      runs.add(new Run(matcher.group(), matcher.start(), matcher.end()));
    }
    return runs;
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
  }
}
