package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.OrderTax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Codes the lines of one order by the connection's rules (rules W1, W2). */
final class LineCoder {

  private final Order order;
  private final WooCommerceXeroSettings settings;
  private final Map<Long, OrderTax> taxes;

  LineCoder(Order order, WooCommerceXeroSettings settings) {
    this.order = order;
    this.settings = settings;
    this.taxes = order
      .taxes()
      .stream()
      .collect(Collectors.toMap(OrderTax::rateId, Function.identity(), (first, again) -> first));
  }

  Coding code(OrderLine line) {
    if (!line.taxes().isEmpty()) {
      return ofTaxed(line);
    }
    if (line.totalTax().signum() != 0) {
      return new Coding.Uncoded("A line has tax but names no rate; check the order in the shop");
    }
    return ofUntaxed(line);
  }

  private Coding ofTaxed(OrderLine line) {
    List<OrderTax> rates = new ArrayList<>();
    for (OrderLine.RateTax tax : line.taxes()) {
      OrderTax rate = taxes.get(tax.rateId());
      if (rate == null) {
        return new Coding.Uncoded(
          "A line is taxed by rate " +
            tax.rateId() +
            ", which the order does not describe; check the order in the shop"
        );
      }
      rates.add(rate);
    }
    return settings
      .mapping()
      .taxes()
      .stream()
      .filter(rule -> rule.fits(rates))
      .findFirst()
      .<Coding>map(rule -> new Coding.Coded(accountOf(line), rule.taxType()))
      .orElseGet(() ->
        new Coding.Uncoded("No tax type is mapped for " + named(rates) + "; add it under woocommerce.taxes")
      );
  }

  private Coding ofUntaxed(OrderLine line) {
    for (UntaxedRule rule : settings.mapping().untaxed()) {
      if (rule.fits(line, order.destination())) {
        return new Coding.Coded(rule.account().orElseGet(() -> accountOf(line)), rule.taxType());
      }
    }
    if (line.total().signum() == 0) {
      return new Coding.Coded(accountOf(line), settings.mapping().roundingTaxType());
    }
    return new Coding.Uncoded(
      "No tax type is mapped for an untaxed line" +
        (line.code().isEmpty() ? "" : " (" + line.code() + ")") +
        " to " +
        (order.destination().isEmpty() ? "an unknown country" : order.destination()) +
        "; add a rule under woocommerce.untaxed"
    );
  }

  private String accountOf(OrderLine line) {
    return switch (line.kind()) {
      case ITEM -> settings.mapping().accounts().sales();
      case SHIPPING -> settings.mapping().accounts().shipping();
      case FEE -> settings.mapping().accounts().fees();
    };
  }

  private static String named(List<OrderTax> rates) {
    return rates
      .stream()
      .map(rate ->
        String.join(
          " ",
          rate.country(),
          rate.state(),
          rate.label(),
          rate.percent().stripTrailingZeros().toPlainString() + " %"
        )
          .replaceAll(" +", " ")
          .strip()
      )
      .collect(Collectors.joining(" with "));
  }
}
