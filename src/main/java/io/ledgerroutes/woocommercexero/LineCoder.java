package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.OrderTax;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.Coding.Coded;
import io.ledgerroutes.woocommercexero.Coding.Uncoded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Codes the lines of one order by the connection's rules (rules W1, W2, W4, A8). */
final class LineCoder {

  private final ShopOrder shopOrder;
  private final MappingSettings mapping;
  private final BooksCheck books;
  private final String home;
  private final Map<Long, OrderTax> taxes;

  LineCoder(ShopOrder shopOrder, BookingContext context) {
    this.shopOrder = shopOrder;
    this.mapping = context.settings().mapping();
    this.books = new BooksCheck(context.ledger());
    this.home = context.ledger().country();
    this.taxes = order()
      .taxes()
      .stream()
      .collect(Collectors.toMap(OrderTax::rateId, Function.identity(), (first, again) -> first));
  }

  private Order order() {
    return shopOrder.order();
  }

  Coding code(OrderLine line) {
    LineFacts facts = new LineFacts(
      order(),
      line,
      Optional.ofNullable(shopOrder.products().get(line.productId())),
      home
    );
    if (!line.taxes().isEmpty()) {
      return ofTaxed(facts);
    }
    if (line.totalTax().signum() != 0) {
      return new Uncoded("A line has tax but names no rate; check the order in the shop");
    }
    return ofUntaxed(facts);
  }

  private Coding ofTaxed(LineFacts facts) {
    List<OrderTax> rates = new ArrayList<>();
    for (OrderLine.RateTax tax : facts.line().taxes()) {
      OrderTax rate = taxes.get(tax.rateId());
      if (rate == null) {
        return new Uncoded(
          "A line is taxed by rate " +
            tax.rateId() +
            ", which the order does not describe; check the order in the shop"
        );
      }
      rates.add(rate);
    }
    Optional<String> named = said(facts, MappingRule::taxType);
    Optional<TaxRule> rule = named.isPresent()
      ? Optional.empty()
      : mapping
          .taxes()
          .stream()
          .filter(each -> each.fits(rates, facts.taxClass()))
          .findFirst();
    Optional<String> taxType = named.or(() -> rule.map(TaxRule::taxType));
    if (taxType.isEmpty()) {
      return new Uncoded("No tax type is mapped for " + named(rates) + "; add it under woocommerce.taxes");
    }
    Optional<String> taxAccount = rule.flatMap(TaxRule::taxAccount);
    Coded coded = coded(facts, Optional.empty(), taxType.get(), taxAccount);
    BigDecimal percent = taxAccount.isPresent() ? BigDecimal.ZERO : OrderTax.together(rates);
    return foreign(rates, coded)
      .<Coding>map(Uncoded::new)
      .orElseGet(() -> checked(coded, percent));
  }

  /** A rate of another country is never a domestic tax (rule W2); types that the operator made are his to name. */
  private Optional<String> foreign(List<OrderTax> rates, Coded coded) {
    boolean domestic =
      coded.taxAccount().isEmpty() &&
      !TaxRule.foreign(coded.taxType()) &&
      !coded.taxType().matches("TAX\\d+");
    return rates
      .stream()
      .filter(rate -> domestic && rate.percent().signum() > 0 && !home.isEmpty())
      .filter(rate -> !country(rate).isEmpty() && !country(rate).equals(home))
      .findFirst()
      .map(
        rate ->
          named(List.of(rate)) +
          " is no tax of " +
          home +
          " and cannot be " +
          coded.taxType() +
          "; map it under woocommerce.taxes to tax-as-line, MOSSSALES or a tax rate of its own"
      );
  }

  /** A rate that the shop has for all countries is one of where the goods go. */
  private String country(OrderTax rate) {
    return rate.country().isEmpty() ? order().destination() : rate.country();
  }

  private Coding ofUntaxed(LineFacts facts) {
    Optional<UntaxedRule> rule = mapping
      .untaxed()
      .stream()
      .filter(each -> each.lines().fit(facts))
      .findFirst();
    Optional<String> account = rule.flatMap(UntaxedRule::account);
    return said(facts, MappingRule::taxType)
      .or(() -> rule.map(UntaxedRule::taxType))
      .or(() ->
        facts.line().total().signum() == 0 ? Optional.of(mapping.roundingTaxType()) : Optional.empty()
      )
      .<Coding>map(type -> checked(coded(facts, account, type, Optional.empty()), BigDecimal.ZERO))
      .orElseGet(() -> new Uncoded(unmapped(facts)));
  }

  private Coded coded(
    LineFacts facts,
    Optional<String> account,
    String taxType,
    Optional<String> taxAccount
  ) {
    return new Coded(
      account
        .or(() -> said(facts, MappingRule::account))
        .orElseGet(() -> mapping.accounts().of(facts.line().kind())),
      taxType,
      tracking(facts),
      taxAccount
    );
  }

  private Coding checked(Coded coded, BigDecimal percent) {
    return books
      .obstacle(coded, percent)
      .or(() ->
        coded
          .taxAccount()
          .flatMap(account -> books.taxType(mapping.roundingTaxType(), account, BigDecimal.ZERO))
      )
      .<Coding>map(Uncoded::new)
      .orElse(coded);
  }

  /** What the first rule says that fits the line and says anything about it. */
  private Optional<String> said(LineFacts facts, Function<MappingRule, Optional<String>> what) {
    return mapping
      .rules()
      .stream()
      .filter(rule -> what.apply(rule).isPresent() && rule.lines().fit(facts))
      .findFirst()
      .flatMap(what);
  }

  private Map<String, String> tracking(LineFacts facts) {
    Map<String, String> tracking = new LinkedHashMap<>();
    mapping
      .rules()
      .stream()
      .filter(rule -> !rule.tracking().isEmpty() && rule.lines().fit(facts))
      .forEach(rule -> rule.tracking().forEach(tracking::putIfAbsent));
    return tracking;
  }

  private static String unmapped(LineFacts facts) {
    OrderLine line = facts.line();
    String what = switch (line.kind()) {
      case ITEM -> "product";
      case SHIPPING -> "way of shipping";
      case FEE -> "fee";
    };
    String destination = facts.order().destination();
    return (
      "No tax type is mapped for an untaxed " +
      what +
      (line.code().isEmpty() ? "" : " (" + Clipped.to(60, line.code()) + ")") +
      " to " +
      (destination.isEmpty() ? "an unknown country" : destination) +
      ", tax class " +
      facts.taxClass() +
      (facts.taxStatus().isEmpty() ? "" : ", tax status " + facts.taxStatus()) +
      (facts.vatExempt() ? ", customer exempt" : "") +
      "; add a rule under woocommerce.untaxed"
    );
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
