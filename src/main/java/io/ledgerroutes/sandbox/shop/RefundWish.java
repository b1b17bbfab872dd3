package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants to give back of an order.
 *
 * @param amount tax included; empty where the lines say it
 * @param throughGateway whether the payment gateway shall send the money; else somebody does by hand
 * @param lines what is given back; none for an amount alone
 */
record RefundWish(Optional<BigDecimal> amount, String reason, boolean throughGateway, List<Line> lines) {
  /**
   * A part of a line.
   *
   * @param item the line's id in the order
   * @param net without tax, positive for what costs something
   * @param taxes by rate id
   */
  record Line(int item, int quantity, BigDecimal net, Map<Integer, BigDecimal> taxes) {
    BigDecimal gross() {
      return taxes.values().stream().reduce(net, BigDecimal::add);
    }
  }

  /** As {@code POST /orders/<id>/refunds} takes it; throws NumberFormatException for an amount that is none. */
  static RefundWish of(JsonNode json) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode line : json.path("line_items")) {
      Map<Integer, BigDecimal> taxes = new LinkedHashMap<>();
      line.path("refund_tax").forEach(tax -> taxes.put(tax.path("id").asInt(), amount(tax, "refund_total")));
      lines.add(
        new Line(line.path("id").asInt(), line.path("quantity").asInt(), amount(line, "refund_total"), taxes)
      );
    }
    return new RefundWish(
      Json.text(json, "amount").map(BigDecimal::new),
      json.path("reason").asText(""),
      json.path("api_refund").asBoolean(true),
      lines
    );
  }

  private static BigDecimal amount(JsonNode json, String field) {
    return Json.text(json, field).map(BigDecimal::new).orElse(BigDecimal.ZERO);
  }

  /** An amount, sent back by hand. */
  static RefundWish amountOnly(BigDecimal amount, String reason) {
    return new RefundWish(Optional.of(amount), reason, false, List.of());
  }

  /** What is asked for in all. */
  BigDecimal total() {
    return amount.orElseGet(() -> lines.stream().map(Line::gross).reduce(BigDecimal.ZERO, BigDecimal::add));
  }
}
