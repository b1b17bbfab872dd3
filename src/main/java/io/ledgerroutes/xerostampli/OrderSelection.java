package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Which purchase orders and suppliers go, and why the others do not. */
public final class OrderSelection {

  private static final List<String> APPROVED = List.of("AUTHORISED", "BILLED");

  private OrderSelection() {}

  /**
   * Why an order does not go, in words; empty where it goes.
   *
   * @param from the connection's start, or a backfill's first day (rule A1)
   * @param filed whether a version of it is in a file: what was told is corrected
   */
  public static Optional<String> left(PurchaseOrder order, LocalDate from, boolean filed) {
    if (filed) {
      return APPROVED.contains(order.status()) || order.status().equals("DELETED")
        ? Optional.empty()
        : Optional.of("its status is " + order.status() + " again: it goes when it is approved");
    }
    if (order.date().filter(from::isAfter).isPresent()) {
      return Optional.of("before start: it is dated before " + from);
    }
    return APPROVED.contains(order.status())
      ? Optional.empty()
      : Optional.of("its status is " + order.status() + ": orders go once they are approved");
  }

  /** Why a supplier does not go, in words; empty where it goes. */
  public static Optional<String> left(Supplier supplier, boolean filed) {
    return supplier.active() || filed
      ? Optional.empty()
      : Optional.of("the contact was archived or merged away before it was delivered");
  }
}
