package io.ledgerroutes.woocommerce;

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
}
