package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Raises suppliers, purchase orders, bills and credits out of a seed: the same seed gives the same, apart from ids.
 * Varied ones are dealt from a shuffled deck that holds every {@link BillShape}.
 */
final class Purchases {

  private static final int A_SUPPLIERS_SCENES = 8;

  private final Books books;
  private final Suppliers suppliers;
  private final Random random;
  private final int pool;
  private final Deque<BillShape> deck = new ArrayDeque<>();
  private final ArrayNode bills = Json.array();
  private final ArrayNode orders = Json.array();

  /** {@code pool} suppliers take part, those of one shape in particular apart. */
  Purchases(Books books, long seed, int pool) {
    this.books = books;
    this.suppliers = new Suppliers(books);
    this.random = new Random(seed);
    this.pool = pool;
  }

  /** How many suppliers there should be when so many bills come on top of what is there. */
  static int poolFor(Books books, int bills) {
    return 3 + (bills + books.of(Kind.INVOICE).size()) / A_SUPPLIERS_SCENES;
  }

  /** Varied ones, until there are just so many bills and credits. */
  Purchases bills(int count) {
    while (bills.size() < count) {
      BillShape next = dealt();
      play(next.papers() > count - bills.size() ? BillShape.EXACT : next);
    }
    return this;
  }

  /** Orders for which nothing has come yet, until the books hold so many orders of any kind. */
  Purchases orders(int count) {
    while (books.of(Kind.PURCHASE_ORDER).size() < count) {
      play(BillShape.WAITING);
    }
    return this;
  }

  /** One of these after the other, so many in all. */
  Purchases shapes(List<BillShape> shapes, int count) {
    for (int played = 0; played < count; played++) {
      play(shapes.get(played % shapes.size()));
    }
    return this;
  }

  /** What was raised: {@code ids} of bills and credits, {@code bills} with what is expected, {@code orders}. */
  ObjectNode told() {
    ObjectNode told = Json.object();
    ArrayNode ids = told.putArray("ids");
    bills.forEach(bill -> ids.add(bill.path("id")));
    told.set("bills", bills);
    told.set("orders", orders);
    return told;
  }

  private BillShape dealt() {
    if (deck.isEmpty()) {
      List<BillShape> all = new ArrayList<>();
      for (BillShape shape : BillShape.values()) {
        all.addAll(Collections.nCopies(shape.weight(), shape));
      }
      Collections.shuffle(all, random);
      deck.addAll(all);
    }
    return deck.poll();
  }

  private void play(BillShape shape) {
    Scene scene = new Scene(books, suppliers, random, suppliers.number(random.nextInt(pool)));
    shape.play(scene);
    scene.made().forEach(bill -> bills.add(bill.put("shape", shape.text())));
    scene
      .orders()
      .forEach(order ->
        orders
          .addObject()
          .put("id", order.path("PurchaseOrderID").asText())
          .put("number", order.path("PurchaseOrderNumber").asText())
          .put("shape", shape.text())
      );
  }
}
