package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What is to be done about an order, by its status, its days and the invoice that it has (rules A1, W9). */
final class OrderSelection {

  /** Orders that were sold and given back whole: their refunds are in the books beside them. */
  private static final String REFUNDED = "refunded";
  private static final String CANCELLED = "cancelled";
  private static final String TRASHED = "trash";
  private static final Set<String> NOT_YET_OR_NEVER = Set.of(
    "pending",
    "on-hold",
    "failed",
    "draft",
    "auto-draft",
    "checkout-draft"
  );

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
    if (scope.settings().orders().statuses().contains(status) || status.equals(REFUNDED)) {
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
    return NOT_YET_OR_NEVER.contains(status)
      ? skipped("its status " + status + " is none of those brought over")
      : held(
          "its status " +
            status +
            " is not a shop's own, and no rule says what it means: add it to statuses if it is a sale, else " +
            "discard this message"
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
    List<Refund> late = shopOrder
      .refunds()
      .stream()
      .filter(refund -> refund.createdAt() != null && scope.covers(day(refund.createdAt())))
      .toList();
    LocalDate start = scope.connection().startDate();
    return late.isEmpty()
      ? skipped("before start: it was placed before " + start)
      : held(proposal(order, late, start));
  }

  private String proposal(Order order, List<Refund> late, LocalDate start) {
    Refund refund = late.getFirst();
    return (
      "refund " +
      refund.id() +
      " of " +
      refund.amount() +
      " " +
      order.currency() +
      " is of " +
      day(refund.createdAt()) +
      ", its order was placed on " +
      day(order.createdAt()) +
      ", before the start on " +
      start +
      ": credit it by hand against the sale where that is booked, or backfill the order"
    );
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
