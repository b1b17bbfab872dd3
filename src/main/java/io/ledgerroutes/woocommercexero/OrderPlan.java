package io.ledgerroutes.woocommercexero;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to stand in the books for one order, in the order in which it is brought: the invoice, the money that came
 * in, what was credited and given back.
 *
 * @param payments on the invoice
 * @param credits one for each refund, oldest first; refunds that nothing stands for are among the concerns
 * @param concerns what a person decides once the rest stands, in words; empty where nothing is left open
 */
record OrderPlan(BookedOrder booked, List<Money> payments, List<Credit> credits, List<String> concerns) {
  OrderPlan {
    payments = List.copyOf(payments);
    credits = List.copyOf(credits);
    concerns = List.copyOf(concerns);
  }

  /** Whatever a person decides: of the plan, and of the cash side of its credits. */
  List<String> asked() {
    return Stream.concat(
      concerns.stream(),
      credits
        .stream()
        .flatMap(credit -> credit.uses().stream())
        .filter(Credit.Use.AskedFor.class::isInstance)
        .map(use -> ((Credit.Use.AskedFor) use).concern())
    ).toList();
  }
}
