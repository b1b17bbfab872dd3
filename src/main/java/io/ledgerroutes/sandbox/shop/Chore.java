package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be asked for by name to be done to an order, in the page and in the control. */
enum Chore {
  PAY((deeds, order, wish) -> deeds.pay(order)),
  COMPLETE((deeds, order, wish) -> deeds.complete(order)),
  HOLD((deeds, order, wish) -> deeds.hold(order)),
  CANCEL((deeds, order, wish) -> deeds.cancel(order)),
  TRASH((deeds, order, wish) -> deeds.trash(order)),
  RESTORE((deeds, order, wish) -> deeds.restore(order)),
  DELETE((deeds, order, wish) -> deeds.delete(order)),
  EDIT((deeds, order, wish) -> deeds.edit(order)),
  DELETE_REFUND((deeds, order, wish) -> deeds.deleteRefund(order)),
  /** {@code part}: all, item, shipping, status, or an {@code amount}; {@code gateway} sends the money itself. */
  REFUND(Chore::refund);

  private final Work work;

  private interface Work {
    ObjectNode on(Deeds deeds, ObjectNode order, JsonNode wish);
  }

  Chore(Work work) {
    this.work = work;
  }

  /** Does it; answers the order as it is then. Throws IllegalArgumentException that says what to do. */
  ObjectNode on(Deeds deeds, ObjectNode order, JsonNode wish) {
    return work.on(deeds, order, wish);
  }

  static Optional<Chore> called(String name) {
    return Arrays.stream(values())
      .filter(chore -> chore.text().equals(name))
      .findFirst();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static ObjectNode refund(Deeds deeds, ObjectNode order, JsonNode wish) {
    boolean gateway = wish.path("gateway").asBoolean(false);
    Optional<String> amount = Json.text(wish, "amount");
    if (amount.isPresent()) {
      return deeds.refundAmount(order, decimal(amount.get()), gateway);
    }
    return switch (wish.path("part").asText("all")) {
      case "all" -> deeds.refund(order, gateway);
      case "item" -> deeds.refundPart(order, "line_items", gateway);
      case "shipping" -> deeds.refundPart(order, "shipping_lines", gateway);
      case "status" -> deeds.status(order, "refunded");
      default -> throw new IllegalArgumentException("part must be all, item, shipping or status");
    };
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("amount must be a number such as 5.00", notANumber);
    }
  }
}
