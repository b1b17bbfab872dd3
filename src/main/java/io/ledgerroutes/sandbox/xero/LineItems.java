package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Lines of a document as Xero books them (facts, Xero 5): unit prices rounded to 2 or 4 places, tax by line
 * rounded to 2, a given TaxAmount honoured; totals are sums of the rounded lines.
 */
final class LineItems {

  private static final BigDecimal HUNDRED = new BigDecimal("100");

  private final Chart chart;
  private final String amountTypes;
  private final Rules rules;
  private final List<String> errors;

  /** Lines under a document's LineAmountTypes; what is wrong is added to the errors. */
  LineItems(Chart chart, String amountTypes, Rules rules, List<String> errors) {
    this.chart = chart;
    this.amountTypes = amountTypes;
    this.rules = rules;
    this.errors = errors;
  }

  /** What a document's lines must have (text, an account) and may have (discounts), and the places of prices. */
  record Rules(int places, boolean text, boolean account, boolean discounts) {}

  /** What the lines come to: net, tax and gross, 2 places each. */
  record Totals(BigDecimal net, BigDecimal tax, BigDecimal gross) {}

  /** The asked lines as booked; one that names a line it replaces keeps what it does not say. */
  ArrayNode book(JsonNode asked, JsonNode known) {
    ArrayNode booked = Json.array();
    for (JsonNode line : asked) {
      ObjectNode merged = replaced(line, known).map(ObjectNode::deepCopy).orElseGet(Json::object);
      if (line.has("UnitAmount") || line.has("Quantity")) {
        merged.remove("LineAmount");
      }
      if (!line.has("TaxAmount")) {
        merged.remove("TaxAmount");
      }
      line.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
      booked.add(line(merged));
    }
    return booked;
  }

  Totals totals(JsonNode lines) {
    BigDecimal amounts = sum(lines, "LineAmount");
    BigDecimal tax = sum(lines, "TaxAmount");
    return amountTypes.equals("Inclusive")
      ? new Totals(amounts.subtract(tax), tax, amounts)
      : new Totals(amounts, tax, amounts.add(tax));
  }

  private static Optional<ObjectNode> replaced(JsonNode line, JsonNode known) {
    String id = line.path("LineItemID").asText();
    for (JsonNode candidate : known) {
      if (!id.isEmpty() && candidate.path("LineItemID").asText().equals(id)) {
        return Optional.of((ObjectNode) candidate);
      }
    }
    return Optional.empty();
  }

  private ObjectNode line(ObjectNode asked) {
    BigDecimal quantity = decimal(asked, "Quantity").orElse(BigDecimal.ONE);
    BigDecimal amount = amount(asked, quantity);
    BigDecimal unit = decimal(asked, "UnitAmount").orElseGet(() ->
      quantity.signum() == 0 ? amount : amount.divide(quantity, rules.places(), RoundingMode.HALF_UP)
    );
    ObjectNode line = Json.object()
      .put("LineItemID", Json.text(asked, "LineItemID").orElseGet(() -> UUID.randomUUID().toString()))
      .put("Description", asked.path("Description").asText(""))
      .put("Quantity", quantity.setScale(4, RoundingMode.HALF_UP))
      .put("UnitAmount", unit.setScale(rules.places(), RoundingMode.HALF_UP).setScale(4))
      .put("LineAmount", amount);
    for (String field : List.of("ItemCode", "DiscountRate", "DiscountAmount")) {
      Optional.ofNullable(asked.get(field)).ifPresent(value -> line.set(field, value));
    }
    if (rules.text() && line.path("Description").asText().isBlank()) {
      errors.add("Description needs to be at least 1 char long");
    }
    if (!rules.discounts() && (line.has("DiscountRate") || line.has("DiscountAmount"))) {
      errors.add("Discounts are supported on sales invoices only");
    }
    account(asked, line, amount);
    line.set("Tracking", tracking(asked));
    return line;
  }

  private BigDecimal amount(ObjectNode asked, BigDecimal quantity) {
    Optional<BigDecimal> given = decimal(asked, "LineAmount");
    Optional<BigDecimal> unit = decimal(asked, "UnitAmount").map(price ->
      price.setScale(rules.places(), RoundingMode.HALF_UP)
    );
    if (unit.isEmpty()) {
      return given.orElse(BigDecimal.ZERO).setScale(2, RoundingMode.HALF_UP);
    }
    BigDecimal full = quantity.multiply(unit.get());
    BigDecimal cut = decimal(asked, "DiscountAmount").orElseGet(() ->
      full.multiply(decimal(asked, "DiscountRate").orElse(BigDecimal.ZERO)).divide(HUNDRED)
    );
    BigDecimal computed = full.subtract(cut).setScale(2, RoundingMode.HALF_UP);
    given
      .filter(amount -> amount.compareTo(computed) != 0)
      .ifPresent(amount ->
        errors.add("The line total " + amount + " does not match the expected line total " + computed)
      );
    return computed;
  }

  private void account(ObjectNode asked, ObjectNode line, BigDecimal amount) {
    Optional<String> code = Json.text(asked, "AccountCode").or(() ->
      Json.text(asked, "AccountID")
        .flatMap(chart::account)
        .map(known -> known.path("Code").asText())
    );
    Optional<ObjectNode> account = code.flatMap(chart::account);
    if (code.isEmpty() && rules.account()) {
      errors.add("Account code must be specified");
    } else if (code.isPresent() && account.filter(Chart::bookable).isEmpty()) {
      errors.add("Account code '" + code.get() + "' is not a valid code for this document.");
    }
    code.ifPresent(text -> line.put("AccountCode", text));
    account.ifPresent(known -> line.put("AccountID", known.path("AccountID").asText()));
    String taxType = amountTypes.equals("NoTax")
      ? "NONE"
      : Json.text(asked, "TaxType").orElseGet(() ->
          account.map(known -> known.path("TaxType").asText()).orElse("NONE")
        );
    line.put("TaxType", taxType);
    line.put("TaxAmount", tax(asked, account, taxType, amount));
  }

  private BigDecimal tax(ObjectNode asked, Optional<ObjectNode> account, String taxType, BigDecimal amount) {
    BigDecimal nothing = BigDecimal.ZERO.setScale(2);
    if (amountTypes.equals("NoTax")) {
      return nothing;
    }
    Optional<ObjectNode> rate = chart.rate(taxType);
    if (rate.isEmpty() && !taxType.equals("NONE")) {
      errors.add(
        "The TaxType code '" + taxType + "' does not exist or cannot be used for this type of transaction."
      );
      return nothing;
    }
    if (rate.isPresent() && account.isPresent() && !Chart.fits(account.get(), rate.get())) {
      errors.add(
        "The TaxType code '" +
          taxType +
          "' cannot be used with account code '" +
          account.get().path("Code").asText() +
          "'."
      );
    }
    BigDecimal percent = rate
      .map(known -> known.path("EffectiveRate").decimalValue())
      .orElse(BigDecimal.ZERO);
    BigDecimal base = amountTypes.equals("Inclusive") ? HUNDRED.add(percent) : HUNDRED;
    return decimal(asked, "TaxAmount")
      .map(given -> given.setScale(2, RoundingMode.HALF_UP))
      .orElseGet(() -> amount.multiply(percent).divide(base, 2, RoundingMode.HALF_UP));
  }

  private ArrayNode tracking(ObjectNode asked) {
    ArrayNode tracking = Json.array();
    if (asked.path("Tracking").size() > 2) {
      errors.add("A line item can have a maximum of 2 tracking categories");
    }
    for (JsonNode wish : asked.path("Tracking")) {
      chart
        .trackingCategories()
        .stream()
        .filter(category -> names(category, wish, "TrackingCategoryID", "Name"))
        .findFirst()
        .ifPresentOrElse(
          category -> tracking.add(option(category, wish)),
          () -> errors.add("The tracking category does not exist")
        );
    }
    return tracking;
  }

  private ObjectNode option(ObjectNode category, JsonNode wish) {
    ObjectNode chosen = Json.object()
      .put("Name", category.path("Name").asText())
      .put("TrackingCategoryID", category.path("TrackingCategoryID").asText());
    for (JsonNode option : category.path("Options")) {
      boolean byName = option.path("Name").asText().equals(wish.path("Option").asText());
      boolean byId = option.path("TrackingOptionID").asText().equals(wish.path("TrackingOptionID").asText());
      if (byName || byId) {
        return chosen
          .put("Option", option.path("Name").asText())
          .put("TrackingOptionID", option.path("TrackingOptionID").asText());
      }
    }
    errors.add("The tracking option does not exist");
    return chosen;
  }

  private static boolean names(ObjectNode known, JsonNode wish, String idField, String nameField) {
    return Json.text(wish, idField)
      .map(id -> id.equals(known.path(idField).asText()))
      .orElseGet(() -> wish.path(nameField).asText().equals(known.path(nameField).asText()));
  }

  private Optional<BigDecimal> decimal(ObjectNode asked, String field) {
    Optional<String> text = Json.text(asked, field);
    try {
      return text.map(BigDecimal::new);
    } catch (NumberFormatException notANumber) {
      errors.add("The value for " + field + " is not a number");
      return Optional.empty();
    }
  }

  private static BigDecimal sum(JsonNode lines, String field) {
    BigDecimal sum = BigDecimal.ZERO.setScale(2);
    for (JsonNode line : lines) {
      sum = sum.add(line.path(field).decimalValue());
    }
    return sum;
  }
}
