package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Refund;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refunds that were credited and are gone from the shop, which never announces that (rule W7; facts, WooCommerce 12). */
final class MissingRefunds {

  private MissingRefunds() {}

  /**
   * What a person decides about them, in words; the oldest first.
   *
   * @param linked ids of the order's refunds whose credit note is linked
   * @param there the order's refunds as the shop has them now
   */
  static List<String> of(Collection<Long> linked, List<Refund> there) {
    Set<Long> ids = there.stream().map(Refund::id).collect(Collectors.toSet());
    return linked
      .stream()
      .filter(id -> !ids.contains(id))
      .distinct()
      .sorted()
      .map(
        id ->
          "Refund " +
          id +
          " was deleted in the shop, but its credit note stands; void the note with its payment in Xero if the " +
          "refund never took place, else make the refund again in the shop"
      )
      .toList();
  }
}
