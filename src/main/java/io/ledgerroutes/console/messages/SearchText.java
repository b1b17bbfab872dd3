package io.ledgerroutes.console.messages;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was typed into the search box, understood in every way it can be meant. An e-mail is nothing else.
 *
 * @param words as numbers of orders and documents, keys and correlation ids are written
 * @param ids of messages
 * @param totals amounts that it may be
 * @param currency of the amount, null where none was said
 * @param email null where it is none
 * @param readings how it was understood, in words; without the e-mail
 */
record SearchText(
  Set<String> words,
  Set<Long> ids,
  Set<BigDecimal> totals,
  String currency,
  String email,
  List<String> readings
) {
  static final int LONGEST = 200;

  private static final Map<String, String> SIGNS = Map.ofEntries(
    Map.entry("$", ""),
    Map.entry("NZ$", "NZD"),
    Map.entry("A$", "AUD"),
    Map.entry("AU$", "AUD"),
    Map.entry("US$", "USD"),
    Map.entry("C$", "CAD"),
    Map.entry("CA$", "CAD"),
    Map.entry("S$", "SGD"),
    Map.entry("HK$", "HKD"),
    Map.entry("£", "GBP"),
    Map.entry("€", "EUR"),
    Map.entry("₹", "INR")
  );
  private static final Pattern AMOUNT = Pattern.compile(
    "(?<before>[^\\d\\s.,'-]{1,4})? ?(?<figures>\\d[\\d., ']*?) ?(?<after>[^\\d\\s.,'-]{1,4})?"
  );
  private static final Pattern POINT_LAST = Pattern.compile(
    "(?:\\d+|\\d{1,3}(?:[, ']\\d{3})+)(?:\\.\\d{1,4})?"
  );
  private static final Pattern COMMA_LAST = Pattern.compile(
    "(?:\\d+|\\d{1,3}(?:[. ']\\d{3})+)(?:,\\d{1,4})?"
  );
  private static final int MOST_DIGITS = 15;

  /** Understands it; blank means nothing and finds nothing. */
  static SearchText of(String typed) {
    String text = typed.replaceAll("[\\s\\p{Cntrl}\\u00a0]+", " ").strip();
    if (text.contains("@")) {
      String email = text.replaceFirst("(?i)^mailto:", "").replaceFirst("^.*<([^<>]+)>$", "$1");
      return new SearchText(Set.of(), Set.of(), Set.of(), null, email, List.of("the e-mail of a customer"));
    }
    Set<String> words = words(text);
    Set<Long> ids = text.matches("#?\\d{1,18}") ? Set.of(Long.valueOf(text.replace("#", ""))) : Set.of();
    Money money = money(text);
    List<String> readings = new ArrayList<>();
    if (!words.isEmpty()) {
      readings.add(
        "the number of an order, an invoice or a credit note, the key of a record, or a correlation id: " +
          words.iterator().next()
      );
    }
    ids.forEach(id -> readings.add("message " + id));
    money
      .amounts()
      .forEach(amount ->
        readings.add(
          "a total of " +
            (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString() +
            (money.currency() == null ? "" : " " + money.currency())
        )
      );
    return new SearchText(words, ids, money.amounts(), money.currency(), null, readings);
  }

  /**
   * Whether it may stand in an address, which histories and logs keep: an e-mail may not, nor what may be somebody's
   * name.
   */
  boolean mayStandInAnAddress() {
    return email == null && words.stream().anyMatch(word -> word.chars().anyMatch(Character::isDigit));
  }

  private static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    if (!text.isEmpty()) {
      String bare = text.replaceFirst("^#\\s*", "");
      words.add(bare);
      words.add(text);
      words.add(bare.toUpperCase(Locale.ROOT));
      words.add(bare.toLowerCase(Locale.ROOT));
      words.remove("");
    }
    return words;
  }

  /** An amount may be meant in two ways: 1,234 is a thousand and more, or one and some. */
  private record Money(Set<BigDecimal> amounts, String currency) {
    static final Money NONE = new Money(Set.of(), null);
  }

  private static Money money(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches() || (amount.group("before") != null && amount.group("after") != null)) {
      return Money.NONE;
    }
    String sign = amount.group("before") == null ? amount.group("after") : amount.group("before");
    String currency = sign == null ? "" : currency(sign.strip());
    if (currency == null) {
      return Money.NONE;
    }
    Set<BigDecimal> amounts = new LinkedHashSet<>();
    String figures = amount.group("figures").strip();
    if (figures.chars().filter(Character::isDigit).count() <= MOST_DIGITS) {
      if (POINT_LAST.matcher(figures).matches()) {
        amounts.add(new BigDecimal(figures.replaceAll("[, ']", "")));
      }
      if (COMMA_LAST.matcher(figures).matches()) {
        amounts.add(new BigDecimal(figures.replaceAll("[. ']", "").replace(',', '.')));
      }
    }
    return new Money(amounts, currency.isEmpty() ? null : currency);
  }

  /** The currency of a sign or code; empty where the sign is of many, null where it is none. */
  private static String currency(String sign) {
    String upper = sign.toUpperCase(Locale.ROOT);
    if (SIGNS.containsKey(upper)) {
      return SIGNS.get(upper);
    }
    return Currency.getAvailableCurrencies()
        .stream()
        .anyMatch(known -> known.getCurrencyCode().equals(upper))
      ? upper
      : null;
  }
}
