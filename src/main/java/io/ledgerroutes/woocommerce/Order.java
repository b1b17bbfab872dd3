package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.woocommerce.OrderLine.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An order as the shop has it now. Times are UTC; those of what has not happened are null.
 *
 * @param createdAt null for some drafts
 * @param number what the customer knows it by; not always the id
 * @param parentId the order it was split off, else 0
 * @param pricesIncludeTax whether the shop's prices were entered with tax
 * @param total what the customer pays, tax included
 * @param lines products, then shipping, then fees
 * @param coupons those used; what they took off is in the lines already
 * @param parts lists that are not WooCommerce's own, e.g. a plugin's gift cards
 * @param paymentMethod the gateway's id, e.g. {@code stripe} or {@code cod}; may be empty
 * @param transactionId the gateway's own id of the payment; may be empty
 * @param createdVia what placed it, e.g. {@code checkout}, or a plugin's word
 * @param meta what plugins noted on the order
 */
public record Order(
  long id,
  String number,
  long parentId,
  String status,
  String currency,
  boolean pricesIncludeTax,
  Instant createdAt,
  Instant modifiedAt,
  Instant paidAt,
  Instant completedAt,
  BigDecimal total,
  BigDecimal totalTax,
  long customerId,
  Address billing,
  Address shipping,
  String paymentMethod,
  String paymentMethodTitle,
  String transactionId,
  String createdVia,
  List<OrderLine> lines,
  List<OrderTax> taxes,
  List<Coupon> coupons,
  List<OrderPart> parts,
  List<Meta> meta
) {
  /**
   * Reads the shop's JSON.
   *
   * @throws UnreadableRecord that names the field without which it is no order
   */
  public static Order of(JsonNode json) {
    RecordReader order = new RecordReader(json);
    long id = order.number("id");
    require(id > 0, "id");
    require(!order.text("status").isEmpty(), "status");
    require(order.text("currency").matches("[A-Z]{3}"), "currency");
    require(!order.text("total").isBlank(), "total");
    List<OrderLine> lines = new ArrayList<>();
    lines.addAll(order.list("line_items", line -> OrderLine.of(Kind.ITEM, line)));
    lines.addAll(order.list("shipping_lines", line -> OrderLine.of(Kind.SHIPPING, line)));
    lines.addAll(order.list("fee_lines", line -> OrderLine.of(Kind.FEE, line)));
    return new Order(
      id,
      order.words("number").isEmpty() ? Long.toString(id) : order.words("number"),
      order.number("parent_id"),
      order.text("status"),
      order.text("currency"),
      order.flag("prices_include_tax"),
      order.utc("date_created_gmt"),
      order.utc("date_modified_gmt"),
      order.utc("date_paid_gmt"),
      order.utc("date_completed_gmt"),
      order.decimal("total"),
      order.decimal("total_tax"),
      order.number("customer_id"),
      Address.of(order.at("billing")),
      Address.of(order.at("shipping")),
      order.text("payment_method"),
      order.words("payment_method_title"),
      order.text("transaction_id"),
      order.text("created_via"),
      List.copyOf(lines),
      order.list("tax_lines", OrderTax::of),
      order.list("coupon_lines", Coupon::of),
      OrderPart.of(json),
      order.list("meta_data", Meta::of)
    );
  }

  /** Where the goods go: the shipping address's country, else the billing address's; may be empty. */
  public String destination() {
    return shipping.country().isEmpty() ? billing.country() : shipping.country();
  }

  /** The value of a note of this name; empty where there is none, or where it is no scalar. */
  public String meta(String key) {
    return Meta.value(meta, key);
  }

  /** What coupons took off, without tax; the lines are after it already. */
  public BigDecimal discount() {
    return coupons.stream().map(Coupon::discount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What changes with the order: its modification time and status. */
  public String version() {
    return OrderHint.version(modifiedAt, status);
  }

  private static void require(boolean there, String field) {
    if (!there) {
      throw new UnreadableRecord("its field " + field + " is missing or not usable");
    }
  }
}
