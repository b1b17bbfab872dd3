package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A document on its way into the books: takes over field by field what was asked for and collects what is wrong
 * with it (facts, Xero 5). What is not asked for stays as it was.
 */
final class Draft {

  private final Books books;
  private final ObjectNode document;
  private final ObjectNode asked;
  private final List<String> errors = new ArrayList<>();

  /** A change of a known document, or of a blank one. */
  Draft(Books books, ObjectNode known, ObjectNode asked) {
    this.books = books;
    this.document = known.deepCopy();
    this.asked = asked;
  }

  ObjectNode document() {
    return document;
  }

  String text(String field) {
    return document.path(field).asText("");
  }

  /** The document, or a refusal with all that is wrong. */
  ObjectNode done() {
    if (!errors.isEmpty()) {
      throw new Refused(errors.stream().distinct().toList());
    }
    return document;
  }

  Draft refuse(String message) {
    errors.add(message);
    return this;
  }

  Draft take(String... fields) {
    for (String field : fields) {
      Optional.ofNullable(asked.get(field)).ifPresent(value -> document.set(field, value.deepCopy()));
    }
    return this;
  }

  Draft otherwise(String field, String value) {
    if (Json.text(document, field).isEmpty()) {
      document.put(field, value);
    }
    return this;
  }

  Draft oneOf(String field, String... values) {
    if (!Set.of(values).contains(text(field))) {
      errors.add(field + " must be one of " + String.join(", ", values));
    }
    return this;
  }

  Draft atMost(String field, int characters) {
    if (text(field).length() > characters) {
      errors.add("The value for " + field + " exceeds the maximum length of " + characters + " characters");
    }
    return this;
  }

  /** Takes a day over, as {@code /Date(…)/} and as text. */
  Draft day(String field) {
    Optional<String> text = Json.text(asked, field);
    Optional<LocalDate> day = text.flatMap(XeroDates::read);
    if (text.isPresent() && day.isEmpty()) {
      errors.add("The " + field + " is not a valid date");
    }
    day.ifPresent(value -> set(field, value));
    return this;
  }

  /** The document's own day, today unless asked for. */
  Draft ownDay() {
    day("Date");
    if (!document.has("Date")) {
      set("Date", books.today());
    }
    return this;
  }

  /** The document's own day, which must lie after the lock dates. */
  Draft openDay() {
    ownDay();
    XeroDates.read(text("Date")).flatMap(books::lockedOn).ifPresent(errors::add);
    return this;
  }

  private void set(String field, LocalDate day) {
    document.put(field + "String", XeroDates.dayText(day)).put(field, XeroDates.day(day));
  }

  /** A number above zero with 2 places; nothing when it is not one. */
  Optional<BigDecimal> money(String field) {
    Optional<BigDecimal> amount = number(field);
    if (amount.filter(value -> value.signum() > 0).isEmpty()) {
      errors.add("The " + field + " must be greater than zero");
      return Optional.empty();
    }
    return amount.map(value -> value.setScale(2, RoundingMode.HALF_UP));
  }

  private Optional<BigDecimal> number(String field) {
    try {
      return Json.text(asked, field).map(BigDecimal::new);
    } catch (NumberFormatException notANumber) {
      errors.add("The value for " + field + " is not a number");
      return Optional.empty();
    }
  }

  /** A subscribed currency, the organisation's own unless asked for, at the given rate or that of the day. */
  Draft currency() {
    String before = text("CurrencyCode");
    take("CurrencyCode").otherwise("CurrencyCode", books.tenant().currency());
    if (!books.chart().currencies().containsKey(text("CurrencyCode"))) {
      return refuse("Organisation is not subscribed to currency " + text("CurrencyCode"));
    }
    if (!before.equals(text("CurrencyCode"))) {
      document.remove("CurrencyRate");
    }
    return rate();
  }

  /** The rate given, the one it has, or that of the day. */
  Draft rate() {
    BigDecimal known = document.has("CurrencyRate")
      ? document.path("CurrencyRate").decimalValue()
      : books.chart().currencies().get(text("CurrencyCode"));
    document.put(
      "CurrencyRate",
      number("CurrencyRate")
        .filter(rate -> rate.signum() > 0)
        .orElse(known)
    );
    return this;
  }

  /** The contact it names; the contact's role is marked, e.g. IsCustomer; none when empty. */
  Draft contact(String role) {
    try {
      if (asked.has("Contact") || !document.has("Contact")) {
        ObjectNode contact = ContactBook.of(books).ofDocument(asked.path("Contact"));
        String id = contact.path("ContactID").asText();
        document.set("Contact", Json.object().put("ContactID", id));
        if (!role.isEmpty() && !contact.path(role).asBoolean()) {
          // The role does not move the contact's UpdatedDateUTC (facts, Xero 3).
          books.of(Kind.CONTACT).put(id, contact.deepCopy().put(role, true));
        }
      }
    } catch (Refused refused) {
      errors.addAll(refused.messages());
    }
    return this;
  }

  Draft url() {
    take("Url");
    return text("Url").toLowerCase(Locale.ROOT).contains("xero")
      ? refuse("The Url cannot contain 'xero'")
      : this;
  }

  Draft brandingTheme() {
    take("BrandingThemeID");
    Json.text(asked, "BrandingThemeID")
      .filter(id ->
        books
          .chart()
          .brandingThemes()
          .stream()
          .noneMatch(theme -> theme.path("BrandingThemeID").asText().equals(id))
      )
      .ifPresent(id -> errors.add("The branding theme " + id + " could not be found"));
    return this;
  }

  /** A number that is its own; the one asked for, the one it has, or the organisation's next. */
  Draft uniqueNumber(Kind kind, String prefix, String taken) {
    String field = kind.numberField();
    take(field).atMost(field, 255);
    if (Json.text(document, field).isEmpty()) {
      document.put(field, books.nextNumber(kind, prefix));
    }
    books
      .holder(kind, text(field))
      .filter(holder -> !holder.path(kind.idField()).equals(document.path(kind.idField())))
      .ifPresent(holder -> errors.add(taken));
    return this;
  }

  /** The lines as booked, and their sums; at least one, and not below zero together. */
  Draft lines(LineItems.Rules rules) {
    take("LineAmountTypes").otherwise("LineAmountTypes", "Exclusive");
    oneOf("LineAmountTypes", "Exclusive", "Inclusive", "NoTax");
    LineItems lines = new LineItems(books.chart(), text("LineAmountTypes"), rules, errors);
    if (asked.has("LineItems")) {
      document.set("LineItems", lines.book(asked.path("LineItems"), document.path("LineItems")));
    } else if (asked.has("LineAmountTypes") && document.has("LineItems")) {
      document.set("LineItems", lines.book(document.path("LineItems"), Json.array()));
    }
    if (document.path("LineItems").isEmpty()) {
      return refuse("One or more line items must be specified");
    }
    return sums(lines.totals(document.path("LineItems")));
  }

  private Draft sums(LineItems.Totals totals) {
    if (totals.gross().signum() < 0) {
      errors.add("The document total must be greater than or equal to zero");
    }
    document.put("SubTotal", totals.net()).put("TotalTax", totals.tax()).put("Total", totals.gross());
    document.put("HasAttachments", false);
    return this;
  }

  /** The account named by Code or AccountID under this field. */
  Optional<ObjectNode> account(String field) {
    JsonNode named = asked.path(field);
    return Json.text(named, "AccountID")
      .or(() -> Json.text(named, "Code"))
      .flatMap(books.chart()::account);
  }
}
