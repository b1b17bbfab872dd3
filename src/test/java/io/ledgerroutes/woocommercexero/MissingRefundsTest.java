package io.ledgerroutes.woocommercexero;

import static io.ledgerroutes.woocommercexero.SampleMoney.order;
import static io.ledgerroutes.woocommercexero.SampleMoney.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.woocommerce.Refund;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissingRefundsTest {

  @Test
  void a_credited_refund_that_the_shop_no_longer_has_is_asked_about() {
    List<Refund> there = SampleMoney.shopOrder(order(), refund(46, "5.00")).refunds();

    assertThat(MissingRefunds.of(Set.of(45L, 46L), there)).containsExactly(
      "Refund 45 was deleted in the shop, but its credit note stands; void the note with its payment in Xero if the " +
        "refund never took place, else make the refund again in the shop"
    );
  }

  @Test
  void refunds_that_are_there_are_not() {
    List<Refund> there = SampleMoney.shopOrder(order(), refund(45, "5.00"), refund(46, "5.00")).refunds();

    assertThat(MissingRefunds.of(Set.of(45L), there)).isEmpty();
  }
}
