package io.ledgerroutes.sandbox.xero;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Kinds of purchases that suppliers throw at an integration (rules P1 to P4). Each says how many of them there are in
 * a deck of varied ones, and how many bills and credits come of one.
 */
enum BillShape {
  EXACT(16, 1, BillRecipes::exact),
  IN_NUMBER(8, 1, BillRecipes::inNumber),
  WRITTEN_OTHERWISE(2, 1, BillRecipes::writtenOtherwise),
  BY_AMOUNT(8, 1, BillRecipes::byAmount),
  PARTIAL(5, 2, BillRecipes::partial),
  THREE_PARTS(2, 3, BillRecipes::threeParts),
  PARTIAL_OPEN(3, 1, BillRecipes::partialOpen),
  PART_QUANTITIES(2, 2, BillRecipes::partQuantities),
  SEVERAL_ORDERS(5, 1, BillRecipes::severalOrders),
  MANY_TO_MANY(3, 2, BillRecipes::manyToMany),
  OVER_BILLED(3, 1, BillRecipes::overBilled),
  WITHIN_TOLERANCE(4, 1, BillRecipes::withinTolerance),
  UNMATCHED(6, 1, BillRecipes::unmatched),
  UNKNOWN_ORDER(1, 1, BillRecipes::unknownOrder),
  AMBIGUOUS(4, 1, BillRecipes::ambiguous),
  TWIN_BILLS(1, 2, BillRecipes::twinBills),
  COPY_TO_BILL(3, 2, BillRecipes::copyToBill),
  WITHOUT_NUMBER(1, 1, BillRecipes::withoutNumber),
  CREDIT_FOR_ORDER(2, 2, BillRecipes::creditForOrder),
  CREDIT_FOR_BILL(2, 2, BillRecipes::creditForBill),
  CREDIT_ALONE(1, 1, BillRecipes::creditAlone),
  CREDIT_USED(1, 2, BillRecipes::creditUsed),
  OTHER_CURRENCY(4, 1, BillRecipes::otherCurrency),
  CURRENCY_DIFFERS(1, 1, BillRecipes::currencyDiffers),
  INCLUSIVE(5, 1, BillRecipes::inclusive),
  NO_TAX(2, 1, BillRecipes::noTax),
  MIXED_TAX(2, 1, BillRecipes::mixedTax),
  TRACKED(4, 1, BillRecipes::tracked),
  WITHOUT_ACCOUNTS(3, 1, BillRecipes::withoutAccounts),
  PART_PAID(2, 1, BillRecipes::partPaid),
  PAID(3, 1, BillRecipes::paid),
  DRAFT(2, 1, BillRecipes::draft),
  SUBMITTED(4, 1, BillRecipes::submitted),
  VOIDED(1, 1, BillRecipes::voided),
  ZERO(1, 1, BillRecipes::zero),
  FREIGHT(4, 1, BillRecipes::freight),
  BILLED_ORDER(3, 1, BillRecipes::billedOrder),
  UNAPPROVED_ORDER(1, 1, BillRecipes::unapprovedOrder),
  FOREIGN_ORDER(1, 1, BillRecipes::foreignOrder),
  HOSTILE(4, 1, BillRecipes::hostile),
  LONG_TEXT(1, 1, BillRecipes::longText),
  HUNDRED_LINES(1, 1, BillRecipes::hundredLines),
  NO_VENDOR(3, 1, BillRecipes::noVendor),
  ARCHIVED_SUPPLIER(1, 1, BillRecipes::archivedSupplier),
  WAITING(4, 0, BillRecipes::waiting);

  private final int weight;
  private final int papers;
  private final Consumer<Scene> recipe;

  BillShape(int weight, int papers, Consumer<Scene> recipe) {
    this.weight = weight;
    this.papers = papers;
    this.recipe = recipe;
  }

  /** How many there are in a deck of varied ones. */
  int weight() {
    return weight;
  }

  /** How many bills and credits come of one. */
  int papers() {
    return papers;
  }

  void play(Scene scene) {
    recipe.accept(scene);
  }

  /** The shape by its name in the interface, e.g. {@code copy-to-bill}; throws IllegalArgumentException. */
  static BillShape called(String name) {
    return Arrays.stream(values())
      .filter(shape -> shape.text().equals(name))
      .findFirst()
      .orElseThrow(() ->
        new IllegalArgumentException("There is no shape " + name + "; take one of " + names())
      );
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(BillShape::text).toList();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
