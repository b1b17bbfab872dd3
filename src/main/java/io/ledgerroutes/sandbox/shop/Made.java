package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An order to be placed.
 *
 * @param shape which kind it is
 * @param deeds what happens to it afterwards
 */
record Made(String shape, ObjectNode order, List<Draft.Deed> deeds) {
  /** Places it and does the deeds; answers the order as it is then. */
  ObjectNode placeIn(Shop shop) {
    shop.place(order);
    ObjectNode now = order;
    for (Draft.Deed deed : deeds) {
      deed.on(new Deeds(shop), now);
      now = shop.order(order.path("id").asInt()).orElse(now);
    }
    return now;
  }
}
