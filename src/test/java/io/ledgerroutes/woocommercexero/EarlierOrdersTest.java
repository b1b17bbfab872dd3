package io.ledgerroutes.woocommercexero;

import static io.ledgerroutes.woocommercexero.SampleMoney.order;
import static io.ledgerroutes.woocommercexero.SampleMoney.refund;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class EarlierOrdersTest {

  private static final LocalDate START = LocalDate.of(2026, 7, 1);

  @Test
  void a_refund_since_the_start_of_an_order_before_it_is_held_with_a_proposal() {
    assertThat(
      EarlierOrders.refundedSince(
        START,
        Sample.SYDNEY,
        SampleMoney.shopOrder(order(), refund(45, "11.00"), refund(46, "5.50"))
      )
    ).contains(
      "The order was placed on 2026-06-30, before start, and 16.50 AUD was refunded since (refund 45 of " +
        "2026-07-01, 46 of 2026-07-01); credit that on the invoice that the order has in the books, or bring the " +
        "order over by a backfill"
    );
  }

  @Test
  void refunds_before_the_start_and_orders_since_it_are_none_of_those() {
    assertThat(
      EarlierOrders.refundedSince(
        START.plusDays(1),
        Sample.SYDNEY,
        SampleMoney.shopOrder(order(), refund(45, "11.00"))
      )
    ).isEmpty();
    assertThat(
      EarlierOrders.refundedSince(
        START.minusDays(1),
        Sample.SYDNEY,
        SampleMoney.shopOrder(order(), refund(45, "11.00"))
      )
    ).isEmpty();
  }
}
