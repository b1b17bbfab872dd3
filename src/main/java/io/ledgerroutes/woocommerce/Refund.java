package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.woocommerce.OrderLine.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A refund of an order (facts, WooCommerce 28).
 *
 * @param createdAt UTC; null where the shop does not say
 * @param amount what the customer gets back, tax included; positive
 * @param paidBack whether the shop had the gateway send the money ({@code refunded_payment})
 * @param lines what is given back, quantities and amounts negative; empty for a refund of an amount alone
 */
public record Refund(
  long id,
  Instant createdAt,
  BigDecimal amount,
  boolean paidBack,
  List<OrderLine> lines,
  List<Meta> meta
) {
  private static final String REFUNDED_ITEM = "_refunded_item_id";

  /**
   * Reads the shop's JSON.
   *
   * @throws UnreadableRecord that names the field without which it is no refund
   */
  public static Refund of(JsonNode json) {
    RecordReader refund = new RecordReader(json);
    if (refund.number("id") <= 0 || refund.text("amount").isBlank()) {
      throw new UnreadableRecord("a refund has no id or no amount");
    }
    List<OrderLine> lines = new ArrayList<>();
    lines.addAll(refund.list("line_items", line -> OrderLine.of(Kind.ITEM, line)));
    lines.addAll(refund.list("shipping_lines", line -> OrderLine.of(Kind.SHIPPING, line)));
    lines.addAll(refund.list("fee_lines", line -> OrderLine.of(Kind.FEE, line)));
    return new Refund(
      refund.number("id"),
      refund.utc("date_created_gmt"),
      refund.decimal("amount").abs(),
      refund.flag("refunded_payment"),
      List.copyOf(lines),
      refund.list("meta_data", Meta::of)
    );
  }

  /** The value of a note of this name; empty where there is none, or where it is no scalar. */
  public String meta(String key) {
    return Meta.value(meta, key);
  }

  /** The id of the order's line that a line of a refund gives back; 0 where the shop does not say. */
  public static long refundedLine(OrderLine line) {
    String id = Meta.value(line.meta(), REFUNDED_ITEM);
    return id.matches("\\d{1,18}") ? Long.parseLong(id) : 0;
  }
}
