package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.OrderSettings.Standing;
import java.time.Instant;
import java.time.LocalDate;

/** What is to be done about an order, by its status, its days and the invoice that it has (rules A1, W9). */
final class OrderSelection {

  /** Orders that were sold and given back whole: their refunds are in the books beside them. */
  private static final String REFUNDED = "refunded";
  private static final String CANCELLED = "cancelled";
  private static final String TRASHED = "trash";

  private final OrderContext.Scope scope;

  OrderSelection(OrderContext.Scope scope) {
    this.scope = scope;
  }

  /** What is to be done. */
  sealed interface Selected {
    /** The books are brought to what the order is now. */
    record Brought() implements Selected {}

    /** What stands for it is taken back. */
    record TakenBack() implements Selected {}

    /** Nothing is done. */
    record LeftAlone(Outcome outcome) implements Selected {}
  }

  /** Decides on an order that the shop has. */
  Selected of(ShopOrder shopOrder, Generation generation) {
    Order order = shopOrder.order();
    String status = order.status();
    Standing standing = scope.settings().orders().standing(status);
    if (standing == Standing.WANTED || status.equals(REFUNDED)) {
      return wanted(shopOrder, generation);
    }
    if (status.equals(CANCELLED)) {
      return gone(generation, "its status " + status + " is none of those brought over", true);
    }
    if (status.equals(TRASHED)) {
      return gone(generation, "its status " + status + " is none of those brought over", trashIsCancelled());
    }
    if (generation.standing().isPresent()) {
      return held(
        "its status is " + status + " now, and invoice " + number(generation) + " stands: check the order"
      );
    }
    return standing == Standing.LEFT_ALONE
      ? skipped("its status " + status + " is none of those brought over")
      : held(
          "its status " +
            status +
            " is not one of WooCommerce's own, and nobody said what it means: add it to statuses if it is a sale, " +
            "else to other-statuses"
        );
  }

  /** Decides on an order that the shop does not have any more. */
  Selected ofDeleted(String order, Generation generation) {
    return gone(generation, "order " + order + " is gone from the shop", trashIsCancelled());
  }

  private boolean trashIsCancelled() {
    return scope.settings().trashed() == TrashedOrders.AS_CANCELLED;
  }

  private Selected gone(Generation generation, String why, boolean takenBack) {
    if (generation.standing().isEmpty()) {
      return skipped(
        generation
          .voided()
          .map(Link::number)
          .map(number -> why + "; invoice " + number + " is void")
          .orElse(why)
      );
    }
    return takenBack
      ? new Selected.TakenBack()
      : held(
          "the order is trashed or deleted in the shop; invoice " +
            number(generation) +
            " stands: void or credit it if the sale is cancelled, else discard this message"
        );
  }

  private Selected wanted(ShopOrder shopOrder, Generation generation) {
    Order order = shopOrder.order();
    boolean known = generation.standing().isPresent() || generation.voided().isPresent();
    if (known || order.createdAt() == null || scope.covers(day(order.createdAt()))) {
      return new Selected.Brought();
    }
    LocalDate start = scope.connection().startDate();
    return EarlierOrders.refundedSince(start, scope.zone(), shopOrder)
      .map(OrderSelection::held)
      .orElseGet(() -> skipped("before start: it was placed before " + start));
  }

  private LocalDate day(Instant time) {
    return time.atZone(scope.zone()).toLocalDate();
  }

  private static String number(Generation generation) {
    return generation.standing().orElseThrow().number();
  }

  private static Selected skipped(String reason) {
    return new Selected.LeftAlone(new Outcome.Skipped(reason));
  }

  private static Selected held(String reason) {
    return new Selected.LeftAlone(new Outcome.Held(reason));
  }
}
