package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What a product is, as far as books care.
 *
 * @param sku may be empty
 * @param categories slugs of its categories
 * @param taxStatus {@code taxable}, {@code shipping} or {@code none}
 */
public record Product(long id, String sku, Set<String> categories, String taxStatus) {
  public Product {
    categories = Set.copyOf(categories);
  }

  /**
   * Reads the shop's JSON.
   *
   * @throws UnreadableRecord where it has no id
   */
  public static Product of(JsonNode json) {
    RecordReader product = new RecordReader(json);
    if (product.number("id") <= 0) {
      throw new UnreadableRecord("a product has no id");
    }
    return new Product(
      product.number("id"),
      product.text("sku"),
      Set.copyOf(product.list("categories", category -> category.text("slug"))),
      product.text("tax_status")
    );
  }
}
