package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.NumbersInText.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which orders a document names: in its number ("copy to bill" puts the order's number there: facts, Xero 5), its
 * reference and its lines' descriptions. By the connection's patterns; without any, by all numbers that are known, and
 * by what looks like one of them and is none.
 */
final class OrderNumbers {

  private static final Pattern LEADING_LETTERS = Pattern.compile("\\p{L}{2,}(?=[\\p{Pd}_/.#: ]{0,3}\\p{N})");
  private static final int SHOWN = 50;

  private final NumbersInText<PurchaseOrder> known;
  private final List<Pattern> patterns;
  private final Optional<Pattern> alike;

  OrderNumbers(Collection<PurchaseOrder> orders, MatchSettings settings) {
    this.known = new NumbersInText<>(orders, PurchaseOrder::number);
    this.patterns = settings.numbers();
    this.alike = patterns.isEmpty() ? Optional.of(alike(orders)) : Optional.empty();
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
      "(?<![\\p{L}\\p{N}])(?:" + any + ")[\\p{Pd}_/.#: ]{0,3}\\p{N}{3,}(?![\\p{L}\\p{N}])",
      Pattern.CASE_INSENSITIVE
    );
  }

  /** Each number once, in the order in which they stand there; without documents where no order has it. */
  List<Found<PurchaseOrder>> in(SupplierDocument document) {
    Map<String, Found<PurchaseOrder>> found = new LinkedHashMap<>();
    List.of(document.number(), document.reference()).forEach(text -> add(found, text, false));
    document.lines().forEach(line -> add(found, line.description(), true));
    return List.copyOf(found.values());
  }

  private void add(Map<String, Found<PurchaseOrder>> found, String text, boolean prose) {
    if (!text.isBlank()) {
      (patterns.isEmpty() ? byKnowing(text, prose) : byPatterns(text)).forEach(one ->
        found.putIfAbsent(one.number(), one)
      );
    }
  }

  private List<Found<PurchaseOrder>> byKnowing(String text, boolean prose) {
    List<Found<PurchaseOrder>> found = new ArrayList<>(known.in(text, prose));
    Matcher matcher = alike.orElseThrow().matcher(text);
    while (matcher.find()) {
      if (known.in(matcher.group(), false).isEmpty()) {
        found.add(unknown(matcher.group()));
      }
    }
    return found;
  }

  private List<Found<PurchaseOrder>> byPatterns(String text) {
    List<Found<PurchaseOrder>> found = new ArrayList<>();
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        String number = matcher.groupCount() > 0 && matcher.group(1) != null
          ? matcher.group(1)
          : matcher.group();
        if (!number.isBlank()) {
          List<PurchaseOrder> orders = known.of(number);
          found.add(orders.isEmpty() ? unknown(number) : new Found<>(orders.getFirst().number(), orders));
        }
      }
    }
    return found;
  }

  private static Found<PurchaseOrder> unknown(String text) {
    String number = text.strip();
    return new Found<>(number.length() > SHOWN ? number.substring(0, SHOWN) + "…" : number, List.of());
  }
}
