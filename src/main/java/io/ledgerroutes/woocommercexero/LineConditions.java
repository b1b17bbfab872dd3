package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which lines a rule is for. What is left out fits any line, what is given must fit together; {@code *} stands for
 * anything in all texts but countries (rule W1).
 *
 * @param countries {@code countries}: where the goods go, as [AU, NZ]
 * @param destination {@code destination}: domestic, eu or other, seen from the organisation's country
 * @param skus {@code skus}: products
 * @param categories {@code categories}: slugs of products' categories
 * @param taxClasses {@code tax-classes}: the shop's; its unnamed one is standard
 * @param taxStatus {@code tax-status}: taxable, shipping or none, as the product, way of shipping or fee has it
 * @param vatExempt {@code vat-exempt}: whether the customer was exempt ({@code is_vat_exempt})
 * @param shippingMethods {@code shipping-methods}: ways of shipping, by id, e.g. flat_rate
 * @param fees {@code fees}: fees, by name
 * @param meta {@code meta}: notes on the order, key: value
 */
public record LineConditions(
  List<String> countries,
  Optional<Destination> destination,
  List<Wildcard> skus,
  List<Wildcard> categories,
  List<Wildcard> taxClasses,
  Optional<String> taxStatus,
  Optional<Boolean> vatExempt,
  List<Wildcard> shippingMethods,
  List<Wildcard> fees,
  Map<String, Wildcard> meta
) {
  static LineConditions read(SettingsNode rule) {
    LineConditions conditions = new LineConditions(
      rule.texts("countries"),
      rule.optionalChoice("destination", Destination.class),
      Wildcard.list(rule, "skus"),
      Wildcard.list(rule, "categories"),
      Wildcard.list(rule, "tax-classes"),
      rule.optionalValue("tax-status", LineConditions::taxStatus, "use taxable, shipping or none"),
      rule.has("vat-exempt") ? Optional.of(rule.flag("vat-exempt", false)) : Optional.empty(),
      Wildcard.list(rule, "shipping-methods"),
      Wildcard.list(rule, "fees"),
      rule
        .map("meta")
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Wildcard(entry.getValue())))
    );
    if (conditions.contradictory()) {
      rule.problem(
        rule.keys().getFirst(),
        "is in a rule that fits no line: a line is a product, a way of shipping or a fee",
        "write one rule for products, one for shipping-methods and one for fees"
      );
    }
    if (!conditions.countries.stream().allMatch(country -> country.matches("[A-Z]{2}"))) {
      rule.problem("countries", "has something else than countries' codes", "write codes, as [AU, NZ]");
    }
    return conditions;
  }

  /** Whether they ask what only the shop's products tell. */
  boolean askForProducts() {
    return !categories.isEmpty() || taxStatus.isPresent();
  }

  private static String taxStatus(String text) {
    if (!List.of("taxable", "shipping", "none").contains(text)) {
      throw new IllegalArgumentException("no such tax status");
    }
    return text;
  }

  private boolean contradictory() {
    return (
      Stream.of(!skus.isEmpty() || !categories.isEmpty(), !shippingMethods.isEmpty(), !fees.isEmpty())
        .filter(Boolean::booleanValue)
        .count() >
      1
    );
  }

  boolean fit(LineFacts facts) {
    return fitsOrder(facts) && fitsTax(facts) && fitsLine(facts);
  }

  private boolean fitsOrder(LineFacts facts) {
    return (
      (countries.isEmpty() || countries.contains(facts.order().destination())) &&
      (destination.isEmpty() || destination.equals(facts.destination())) &&
      meta
        .entrySet()
        .stream()
        .allMatch(note -> facts.notes(note.getKey()).stream().anyMatch(note.getValue()::fits))
    );
  }

  private boolean fitsTax(LineFacts facts) {
    return (
      (taxClasses.isEmpty() || Wildcard.anyFits(taxClasses, facts.taxClass())) &&
      taxStatus.filter(status -> !status.equals(facts.taxStatus())).isEmpty() &&
      vatExempt.filter(exempt -> exempt != facts.vatExempt()).isEmpty()
    );
  }

  private boolean fitsLine(LineFacts facts) {
    return switch (facts.line().kind()) {
      case ITEM -> fitsProduct(facts) && shippingMethods.isEmpty() && fees.isEmpty();
      case SHIPPING -> noProduct() &&
      fees.isEmpty() &&
      (shippingMethods.isEmpty() || Wildcard.anyFits(shippingMethods, facts.line().code()));
      case FEE -> noProduct() &&
      shippingMethods.isEmpty() &&
      (fees.isEmpty() || Wildcard.anyFits(fees, facts.line().name()));
    };
  }

  private boolean noProduct() {
    return skus.isEmpty() && categories.isEmpty();
  }

  private boolean fitsProduct(LineFacts facts) {
    return (
      (skus.isEmpty() || Wildcard.anyFits(skus, facts.line().code())) &&
      (categories.isEmpty() ||
        facts
          .product()
          .stream()
          .flatMap(product -> product.categories().stream())
          .anyMatch(category -> Wildcard.anyFits(categories, category)))
    );
  }
}
