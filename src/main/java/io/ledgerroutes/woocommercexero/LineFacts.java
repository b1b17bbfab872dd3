package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Meta;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.Product;
import java.util.List;
import java.util.Optional;

/**
 * What rules may ask about a line.
 *
 * @param product empty where the shop has it no more, and for shipping and fees
 * @param home the organisation's country
 */
record LineFacts(Order order, OrderLine line, Optional<Product> product, String home) {
  Optional<Destination> destination() {
    return Destination.of(order.destination(), home);
  }

  /** {@code taxable}, {@code shipping} or {@code none}; empty where the shop does not say. */
  String taxStatus() {
    return line.kind() == OrderLine.Kind.ITEM ? product.map(Product::taxStatus).orElse("") : line.taxStatus();
  }

  /** The shop's tax class; the one without a name is {@code standard}. */
  String taxClass() {
    return line.taxClass().isEmpty() ? "standard" : line.taxClass();
  }

  boolean vatExempt() {
    return order.meta("is_vat_exempt").equals("yes");
  }

  List<String> notes(String key) {
    return order
      .meta()
      .stream()
      .filter(meta -> meta.key().equals(key))
      .map(Meta::value)
      .toList();
  }
}
