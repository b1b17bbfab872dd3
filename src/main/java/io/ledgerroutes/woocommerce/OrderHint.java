package io.ledgerroutes.woocommerce;

import java.time.Instant;

/** That an order changed, as a list of orders tells it: enough to know whether it is new. */
public record OrderHint(long id, String version) {
  static OrderHint of(RecordReader order) {
    if (order.number("id") <= 0) {
      throw new UnreadableRecord("an order of the list has no id");
    }
    return new OrderHint(order.number("id"), version(order.utc("date_modified_gmt"), order.text("status")));
  }

  static String version(Instant modifiedAt, String status) {
    return (modifiedAt == null ? "" : modifiedAt) + "/" + status;
  }
}
