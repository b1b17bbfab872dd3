package io.ledgerroutes.sandbox.xero;

import static io.ledgerroutes.sandbox.xero.Expected.AMBIGUOUS;
import static io.ledgerroutes.sandbox.xero.Expected.HELD;
import static io.ledgerroutes.sandbox.xero.Expected.MATCHED;
import static io.ledgerroutes.sandbox.xero.Expected.NOT_SELECTED;
import static io.ledgerroutes.sandbox.xero.Expected.UNMATCHED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How orders and bills of a {@link BillShape} come about. */
final class BillRecipes {

  private static final String EXCLUSIVE = "Exclusive";
  private static final List<String> HOSTILE = List.of(
    "=HYPERLINK(\"http://attacker.example\",\"open me\")",
    "+61 3 5550 0100 to arrange",
    "-2+3 mm washers",
    "@SUM(A1:A9)",
    "\tTab at the start",
    "\r\nBreak at the start",
    "Timber 3\" x 2\", \"planed\"; 'oiled'",
    "First line\r\nsecond line\nthird line",
    "comma, semicolon; pipe | and\ttab",
    "\u05e9\u05dc\u05d5\u05dd \u202egpj.exe",
    "\u0645\u0631\u062d\u0628\u0627 1,234.50",
    "\u65e5\u672c\u8a9e\u306e\u7d19 \ud83d\ude42",
    "</Description><Total>0</Total> &amp; ]]>",
    "\\\\server\\share\\\" and a trailing backslash\\"
  );

  private BillRecipes() {}

  private static List<ObjectNode> some(Scene scene) {
    return scene.goods(scene.upTo(4));
  }

  private static List<ObjectNode> joined(List<ObjectNode> some, ObjectNode more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  static void exact(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).naming(order).entered(MATCHED, order);
  }

  static void inNumber(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).numberedAlso("/ " + Scene.numbers(order)).entered(MATCHED, order);
  }

  static void writtenOtherwise(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    String digits = Scene.numbers(order).replaceAll("\\D", "");
    scene
      .bill(goods)
      .saying(scene.any(List.of("po ", "PO#", "Po-", "PO_")) + digits + "/1")
      .entered(MATCHED, order);
  }

  static void byAmount(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).entered(MATCHED, order);
  }

  static void partial(Scene scene) {
    List<ObjectNode> goods = scene.goods(2 + scene.upTo(3));
    ObjectNode order = scene.order(goods);
    int half = goods.size() / 2;
    scene.bill(goods.subList(0, half)).naming(order).entered(MATCHED, order);
    scene.bill(goods.subList(half, goods.size())).naming(order).entered(MATCHED, order);
  }

  static void threeParts(Scene scene) {
    List<ObjectNode> goods = scene.goods(3);
    ObjectNode order = scene.order(goods);
    goods.forEach(line -> scene.bill(List.of(line)).naming(order).entered(MATCHED, order));
  }

  static void partialOpen(Scene scene) {
    List<ObjectNode> goods = scene.goods(2 + scene.upTo(3));
    ObjectNode order = scene.order(goods);
    scene.bill(goods.subList(0, 1)).naming(order).entered(MATCHED, order);
  }

  /** Half of each quantity now, the rest later. */
  static void partQuantities(Scene scene) {
    List<ObjectNode> goods = scene.goods(3);
    goods.forEach(line -> line.put("Quantity", 2 * line.path("Quantity").asInt()));
    ObjectNode order = scene.order(goods);
    goods.forEach(line -> line.put("Quantity", line.path("Quantity").asInt() / 2));
    scene.bill(goods).naming(order).entered(MATCHED, order);
    scene.bill(goods).naming(order).entered(MATCHED, order);
  }

  static void severalOrders(Scene scene) {
    List<ObjectNode> orders = new ArrayList<>();
    List<ObjectNode> lines = new ArrayList<>();
    for (int left = 1 + scene.upTo(2); left > 0; left--) {
      List<ObjectNode> goods = some(scene);
      orders.add(scene.order(goods));
      lines.addAll(goods);
    }
    ObjectNode[] all = orders.toArray(ObjectNode[]::new);
    scene.bill(lines).naming(all).entered(MATCHED, all);
  }

  /** Two bills for two orders: all of the one and some of the other, then the rest. */
  static void manyToMany(Scene scene) {
    List<ObjectNode> goods = scene.goods(5);
    List<ObjectNode> first = goods.subList(0, 2);
    List<ObjectNode> second = goods.subList(2, 5);
    ObjectNode one = scene.order(first);
    ObjectNode other = scene.order(second);
    scene
      .bill(joined(first, second.getFirst()))
      .numberedAlso(Scene.numbers(one, other))
      .entered(MATCHED, one, other);
    scene.bill(second.subList(1, 3)).naming(other).entered(MATCHED, other);
  }

  static void overBilled(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    BigDecimal more = Scene.net(goods).divide(BigDecimal.valueOf(4), 2, RoundingMode.UP);
    scene.bill(joined(goods, scene.line("Varnish", 1, more))).naming(order).entered(UNMATCHED);
  }

  /** Half a percent more, and never more than 5.00. */
  static void withinTolerance(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    BigDecimal dearer = Scene.net(goods)
      .multiply(new BigDecimal("0.005"))
      .min(new BigDecimal("5"))
      .setScale(2, RoundingMode.DOWN);
    List<ObjectNode> billed = Scene.copy(goods);
    ObjectNode one = billed.getFirst();
    one.put("UnitAmount", one.path("UnitAmount").decimalValue().add(dearer));
    scene.bill(billed).naming(order).entered(MATCHED, order);
  }

  static void unmatched(Scene scene) {
    scene.bill(scene.nothingOrdered()).entered(UNMATCHED);
  }

  static void unknownOrder(Scene scene) {
    scene.bill(scene.nothingOrdered()).saying("PO-9" + (10_000 + scene.upTo(80_000))).entered(UNMATCHED);
  }

  static void ambiguous(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode one = scene.order(goods);
    ObjectNode other = scene.order(goods);
    scene.bill(goods).entered(AMBIGUOUS, one, other);
  }

  static void twinBills(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).entered(AMBIGUOUS, order);
    scene.bill(goods).entered(AMBIGUOUS, order);
  }

  /** "Copy to bill" twice, for two parts of an order: Stampli would drop the second (rule P2). */
  static void copyToBill(Scene scene) {
    List<ObjectNode> goods = scene.goods(2 + scene.upTo(3));
    ObjectNode order = scene.order(goods);
    scene.bill(goods.subList(0, 1)).numbered(Scene.numbers(order)).entered(HELD, order);
    scene.bill(goods.subList(1, goods.size())).numbered(Scene.numbers(order)).entered(HELD, order);
    scene.billed(order);
  }

  static void withoutNumber(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).numbered("").naming(order).entered(HELD, order);
  }

  static void creditForOrder(Scene scene) {
    List<ObjectNode> goods = scene.goods(3);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).naming(order).entered(MATCHED, order);
    scene.credit(goods.subList(0, 1)).naming(order).entered(MATCHED, order);
  }

  static void creditForBill(Scene scene) {
    List<ObjectNode> goods = scene.goods(3);
    ObjectNode order = scene.order(goods);
    ObjectNode bill = scene.bill(goods).naming(order).entered(MATCHED, order);
    scene
      .credit(goods.subList(0, 1))
      .saying("for " + bill.path("InvoiceNumber").asText())
      .entered(MATCHED, order);
  }

  static void creditAlone(Scene scene) {
    scene.credit(scene.nothingOrdered()).entered(UNMATCHED);
  }

  static void creditUsed(Scene scene) {
    List<ObjectNode> goods = scene.goods(3);
    ObjectNode order = scene.order(goods);
    ObjectNode bill = scene.bill(goods).naming(order).entered(MATCHED, order);
    ObjectNode credit = scene.credit(goods.subList(0, 1)).naming(order).entered(NOT_SELECTED, order);
    scene.used(credit, bill);
  }

  static void otherCurrency(Scene scene) {
    exact(scene.abroad());
  }

  static void currencyDiffers(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.abroad().bill(goods).naming(order).entered(UNMATCHED);
  }

  /** An order before tax, its bill with tax in the prices: they are compared on net (rule P3). */
  static void inclusive(Scene scene) {
    List<ObjectNode> goods = scene.goodsWithTax(scene.upTo(4));
    ObjectNode order = scene.order(goods);
    scene.bill(scene.withTaxInPrices(goods)).amounts("Inclusive").naming(order).entered(MATCHED, order);
  }

  static void noTax(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods, "AUTHORISED", "NoTax");
    scene.bill(goods).amounts("NoTax").naming(order).entered(MATCHED, order);
  }

  static void mixedTax(Scene scene) {
    List<ObjectNode> goods = scene.goods(3);
    goods.getLast().put("TaxType", scene.untaxed());
    ObjectNode order = scene.order(goods);
    scene.bill(goods).naming(order).entered(MATCHED, order);
  }

  static void tracked(Scene scene) {
    List<ObjectNode> goods = some(scene);
    scene.track(goods);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).naming(order).entered(MATCHED, order);
  }

  /** Nobody entered accounts and tracking: the order's lines have them. */
  static void withoutAccounts(Scene scene) {
    List<ObjectNode> goods = some(scene);
    scene.track(goods);
    ObjectNode order = scene.order(goods);
    ObjectNode bill = scene
      .bill(goods)
      .numberedAlso(Scene.numbers(order))
      .status("SUBMITTED")
      .entered(MATCHED, order);
    scene.withoutAccounts(bill);
  }

  static void partPaid(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    ObjectNode bill = scene.bill(goods).naming(order).entered(MATCHED, order);
    scene.paid(bill, new BigDecimal("50.00"));
  }

  static void paid(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    ObjectNode bill = scene.bill(goods).naming(order).entered(NOT_SELECTED, order);
    scene.paid(bill, bill.path("Total").decimalValue());
  }

  static void draft(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).status("DRAFT").naming(order).entered(NOT_SELECTED);
  }

  static void submitted(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).status("SUBMITTED").naming(order).entered(MATCHED, order);
  }

  static void voided(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.voided(scene.bill(goods).naming(order).entered(NOT_SELECTED));
  }

  /** It comes to nothing, so that it is paid at once. */
  static void zero(Scene scene) {
    scene.bill(List.of(scene.line("Samples, free of charge", 1, BigDecimal.ZERO))).entered(NOT_SELECTED);
  }

  static void freight(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene
      .bill(joined(goods, scene.line("Freight to store", 1, scene.freight()).put("AccountCode", "425")))
      .naming(order)
      .entered(MATCHED, order);
  }

  static void billedOrder(Scene scene) {
    exact(scene);
    scene.billed(scene.orders().getLast());
  }

  static void unapprovedOrder(Scene scene) {
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods, "SUBMITTED", EXCLUSIVE);
    scene.bill(goods).naming(order).entered(UNMATCHED);
  }

  static void foreignOrder(Scene scene) {
    ObjectNode own = scene.supplier();
    ObjectNode order = scene.supplier(scene.suppliers().number(0)).order(some(scene));
    // The first in the list may be the scene's own.
    ObjectNode stranger = own.path("ContactID").equals(scene.supplier().path("ContactID"))
      ? scene.suppliers().number(1)
      : own;
    scene.supplier(stranger).bill(scene.nothingOrdered()).naming(order).entered(UNMATCHED);
  }

  static void hostile(Scene scene) {
    List<ObjectNode> goods = scene.goods(3);
    goods.forEach(line -> line.put("Description", scene.any(HOSTILE)));
    ObjectNode order = scene.order(goods);
    scene.bill(goods).numberedAlso(Scene.numbers(order)).entered(MATCHED, order);
  }

  static void longText(Scene scene) {
    List<ObjectNode> goods = scene.goods(1);
    goods.getFirst().put("Description", "A long description of what was bought. ".repeat(100));
    ObjectNode order = scene.order(goods);
    scene.bill(goods).numberedAlso(Scene.numbers(order)).entered(MATCHED, order);
  }

  static void hundredLines(Scene scene) {
    List<ObjectNode> goods = scene.goods(100);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).naming(order).entered(MATCHED, order);
  }

  static void noVendor(Scene scene) {
    scene.supplier(scene.suppliers().withoutAccountNumber(scene.upTo(4)));
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).naming(order).entered(HELD, order);
  }

  static void archivedSupplier(Scene scene) {
    scene.supplier(scene.suppliers().leaving());
    List<ObjectNode> goods = some(scene);
    ObjectNode order = scene.order(goods);
    scene.bill(goods).naming(order).entered(HELD, order);
    scene.archived();
  }

  /** An order for which nothing has come yet. */
  static void waiting(Scene scene) {
    scene.order(some(scene));
  }
}
