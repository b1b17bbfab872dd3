package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Somebody with an account in the shop; guests exist in orders only (facts, WooCommerce 20).
 *
 * @param email of the account; that of the billing address may be another
 * @param modifiedAt UTC; null where the shop does not say
 */
public record ShopCustomer(
  long id,
  String email,
  String firstName,
  String lastName,
  Address billing,
  Address shipping,
  Instant modifiedAt
) {
  /**
   * Reads the shop's JSON.
   *
   * @throws UnreadableRecord where it is no customer
   */
  public static ShopCustomer of(JsonNode json) {
    RecordReader customer = new RecordReader(json);
    if (customer.number("id") <= 0) {
      throw new UnreadableRecord("its field id is missing or not usable");
    }
    Instant modified = customer.utc("date_modified_gmt");
    return new ShopCustomer(
      customer.number("id"),
      customer.text("email").strip(),
      customer.words("first_name"),
      customer.words("last_name"),
      Address.of(customer.at("billing")),
      Address.of(customer.at("shipping")),
      modified == null ? customer.utc("date_created_gmt") : modified
    );
  }

  /** Without personal data. */
  @Override
  public String toString() {
    return "ShopCustomer[" + id + "]";
  }
}
