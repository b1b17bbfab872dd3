package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Refund;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The plan of a cancelled order whose invoice may not be voided: what its refunds leave is credited today (rule W9). */
final class CancelledPlan {

  private CancelledPlan() {}

  /** The same plan with the credit for the rest. */
  static OrderPlan of(BookingContext context, OrderPlan plan, List<Refund> refunds, Posted posted) {
    // Notes of refunds go before it: it credits what they leave, whether they stand already or not.
    Set<Long> credited = Stream.concat(
      posted.refunds().stream(),
      plan
        .credits()
        .stream()
        .map(credit -> Long.parseLong(credit.note().source().id()))
    ).collect(Collectors.toSet());
    List<Credit> credits = new ArrayList<>(plan.credits());
    CancellationTranslator.translate(
      context,
      plan.booked(),
      refunds,
      new Posted(posted.invoice(), credited, posted.cancelled()),
      LocalDate.now(context.zone())
    ).ifPresent(credits::add);
    return new OrderPlan(plan.booked(), plan.payments(), credits, plan.concerns());
  }
}
