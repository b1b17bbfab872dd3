package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.NumbersInText.Found;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which orders a document names: in its number ("copy to bill" puts the order's number there: facts, Xero 5), its
 * reference and its lines' descriptions. By the connection's patterns; without any, by all numbers that are known, and
 * by what looks like one of them and is none.
 */
final class OrderNumbers {

  private static final String JOINT = "[\\p{Pd}_/.#: ]{0,3}";
  private static final Pattern LEADING_LETTERS = Pattern.compile("\\p{L}{2,}(?=" + JOINT + "\\p{N})");
  private static final int SHOWN = 50;

  private final NumbersInText<PurchaseOrder> known;
  private final List<Pattern> patterns;
  private final Pattern alike;

  /**
   * Of what is known of a supplier's orders.
   *
   * @param others orders of other suppliers: their numbers are found too, and nothing is learned from them
   */
  OrderNumbers(Collection<PurchaseOrder> orders, Collection<PurchaseOrder> others, MatchSettings settings) {
    List<PurchaseOrder> all = Stream.of(orders, others).flatMap(Collection::stream).toList();
    this.known = new NumbersInText<>(all, PurchaseOrder::number);
    this.patterns = settings.numbers();
    this.alike = alike(orders);
  }

  /** {@code PO} is how Xero itself begins them; an organisation's own beginnings are learned from its orders. */
  private static Pattern alike(Collection<PurchaseOrder> orders) {
    TreeSet<String> beginnings = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    beginnings.add("PO");
    orders.forEach(order -> {
      Matcher matcher = LEADING_LETTERS.matcher(order.number());
      if (matcher.lookingAt()) {
        beginnings.add(matcher.group());
      }
    });
    String any = beginnings.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile(
      "(?<![\\p{L}\\p{N}])(?:" + any + ")" + JOINT + "\\p{N}{3,}(?![\\p{L}\\p{N}])",
      Pattern.CASE_INSENSITIVE
    );
  }

  /** Each number once; without documents where no order has it. */
  List<Found<PurchaseOrder>> in(SupplierDocument document) {
    Map<String, Found<PurchaseOrder>> found = new LinkedHashMap<>();
    if (patterns.isEmpty()) {
      known.in(document).forEach(one -> found.put(one.number(), one));
      add(found, document, alike, text -> known.in(text, false).isEmpty());
    }
    patterns.forEach(pattern -> add(found, document, pattern, text -> true));
    return List.copyOf(found.values());
  }

  private void add(
    Map<String, Found<PurchaseOrder>> found,
    SupplierDocument document,
    Pattern pattern,
    Predicate<String> wanted
  ) {
    NumbersInText.texts(document)
      .flatMap(text -> pattern.matcher(text).results())
      .map(OrderNumbers::number)
      .filter(text -> !text.isEmpty() && wanted.test(text))
      .map(this::of)
      .forEach(one -> found.putIfAbsent(one.number(), one));
  }

  private static String number(MatchResult match) {
    return (match.groupCount() > 0 && match.group(1) != null ? match.group(1) : match.group()).strip();
  }

  private Found<PurchaseOrder> of(String number) {
    List<PurchaseOrder> orders = known.of(number);
    if (!orders.isEmpty()) {
      return new Found<>(orders.getFirst().number(), orders);
    }
    return new Found<>(number.length() > SHOWN ? number.substring(0, SHOWN) + "…" : number, List.of());
  }
}
