package io.ledgerroutes.sandbox.shop;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * Makes orders out of a seed: the same seed gives the same orders, apart from ids and times. Varied ones are dealt
 * from a shuffled deck that holds every {@link Shape}, so that a deck's worth of orders has them all.
 */
final class OrderGenerator {

  private final Shop shop;
  private final Dice dice;
  private final Instant at;
  private final Deque<Shape> deck = new ArrayDeque<>();

  OrderGenerator(Shop shop, long seed, Instant at) {
    this.shop = shop;
    this.dice = new Dice(seed);
    this.at = at;
  }

  /** An order that every connection must turn into an invoice, and its payment. */
  Made plain() {
    Draft draft = new Draft(shop, dice);
    Recipes.plain(draft, dice);
    return new Made("plain", draft.written(at), List.of());
  }

  /** Any order. */
  Made varied() {
    if (deck.isEmpty()) {
      deck.addAll(shuffled());
    }
    return of(deck.poll());
  }

  Made of(Shape shape) {
    Draft draft = new Draft(shop, dice);
    shape.into(draft, dice);
    return new Made(shape.text(), draft.written(at), draft.deeds());
  }

  private List<Shape> shuffled() {
    List<Shape> all = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      all.addAll(Collections.nCopies(shape.weight(), shape));
    }
    Collections.shuffle(all, dice.random());
    return all;
  }
}
