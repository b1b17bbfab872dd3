package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.woocommerce.OrderTax;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.LedgerAccount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A document that the rules want, with what is added up of it.
 *
 * @param lines of a credit note as it says them, positive
 * @param cash payments in, or refund payments back, the latter negative
 * @param concerns what a person is to decide about it
 */
record PlannedDocument(
  JsonNode body,
  List<BookLine> lines,
  List<PeriodEntry.Taxed> taxed,
  List<CashMove> cash,
  BigDecimal rounding,
  List<String> concerns,
  boolean credit
) {
  private static final String CREDITED = "credit notes";
  private static final String UNTAXED = "untaxed";

  static PlannedDocument invoice(OrderPlan plan) {
    BookedOrder booked = plan.booked();
    JsonNode body = booked.invoice().body();
    return new PlannedDocument(
      body,
      BookLine.of(body),
      taxed(booked),
      plan
        .payments()
        .stream()
        .map(money -> move(money, 1))
        .toList(),
      booked.balance().corrected(),
      plan.concerns(),
      false
    );
  }

  static PlannedDocument credit(Credit credit) {
    JsonNode body = credit.note().body();
    List<BookLine> lines = BookLine.of(body);
    List<CashMove> cash = new ArrayList<>();
    List<String> concerns = new ArrayList<>();
    for (Credit.Use use : credit.uses()) {
      switch (use) {
        case Credit.Use.PaidBack(Money money) -> cash.add(move(money, -1));
        case Credit.Use.AskedFor(String concern) -> concerns.add(concern);
        case Credit.Use.Allocated(BigDecimal amount) -> concerns.add(
          amount.toPlainString() + " set against the invoice"
        );
        case Credit.Use.LeftOpen open -> concerns.add("left open for the bank line");
      }
    }
    return new PlannedDocument(
      body,
      lines,
      lines
        .stream()
        .map(BookLine::negated)
        .map(line ->
          new PeriodEntry.Taxed(
            CREDITED,
            line.taxType(),
            line.net(),
            line.tax(),
            inclusive(body),
            Optional.empty()
          )
        )
        .toList(),
      cash,
      BigDecimal.ZERO,
      concerns,
      true
    );
  }

  private static CashMove move(Money money, int sign) {
    return new CashMove(
      code(money.account()),
      money.date(),
      money.amount().multiply(BigDecimal.valueOf(sign)).setScale(2)
    );
  }

  private static String code(LedgerAccount account) {
    return switch (account) {
      case LedgerAccount.Code(String code) -> code;
      case LedgerAccount.Id(String id) -> id;
    };
  }

  private static List<PeriodEntry.Taxed> taxed(BookedOrder booked) {
    Map<Long, OrderTax> rates = booked
      .order()
      .taxes()
      .stream()
      .collect(Collectors.toMap(OrderTax::rateId, Function.identity(), (first, again) -> first));
    return booked
      .lines()
      .stream()
      .map(line -> taxed(line, inclusive(booked.invoice().body()), rates))
      .toList();
  }

  private static boolean inclusive(JsonNode document) {
    return document.path("LineAmountTypes").asText().equals("Inclusive");
  }

  /** Tax that is a line of its own has no rate in Xero: what is expected of it is what the shop's rates come to. */
  private static PeriodEntry.Taxed taxed(InvoiceLine line, boolean inclusive, Map<Long, OrderTax> rates) {
    if (line.taxAccount().isEmpty()) {
      return new PeriodEntry.Taxed(
        words(line, rates),
        line.taxType(),
        line.net(),
        line.tax(),
        inclusive,
        Optional.empty()
      );
    }
    return new PeriodEntry.Taxed(
      words(line, rates),
      "line to " + line.taxAccount().get(),
      line.net(),
      line.source().totalTax().setScale(2, RoundingMode.HALF_UP),
      inclusive,
      Optional.of(line.net().multiply(percent(line, rates)).movePointLeft(2))
    );
  }

  private static BigDecimal percent(InvoiceLine line, Map<Long, OrderTax> rates) {
    BigDecimal sum = BigDecimal.ZERO;
    for (OrderTax rate : ratesOf(line, rates)) {
      // A compound rate is taken of what the others have added already.
      BigDecimal of = rate.compound() ? BigDecimal.ONE.add(sum.movePointLeft(2)) : BigDecimal.ONE;
      sum = sum.add(rate.percent().multiply(of));
    }
    return sum;
  }

  private static List<OrderTax> ratesOf(InvoiceLine line, Map<Long, OrderTax> rates) {
    return line
      .source()
      .taxes()
      .stream()
      .map(tax -> rates.get(tax.rateId()))
      .filter(Objects::nonNull)
      .sorted(Comparator.comparing(OrderTax::compound))
      .toList();
  }

  private static String words(InvoiceLine line, Map<Long, OrderTax> rates) {
    String words = ratesOf(line, rates)
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
      .sorted()
      .collect(Collectors.joining(" with "));
    return words.isEmpty() ? UNTAXED : words;
  }

  LocalDate date() {
    return LocalDate.parse(body.path("Date").asText());
  }

  PeriodRows.Amounts amounts() {
    return new PeriodRows.Amounts(BookLine.net(lines), BookLine.tax(lines));
  }

  /** What comes in for it, or goes back, without sign. */
  BigDecimal paid() {
    return cash
      .stream()
      .map(CashMove::amount)
      .map(BigDecimal::abs)
      .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
  }

  String cashInWords() {
    return cash
      .stream()
      .map(move -> move.amount().toPlainString() + " through " + move.account() + " on " + move.date())
      .collect(Collectors.joining(", "));
  }

  /** The lines, of a credit note negative. */
  List<BookLine> signed() {
    return credit ? lines.stream().map(BookLine::negated).toList() : lines;
  }

  /** As an entry of a dry run. */
  PeriodEntry entry(Row row, ShopOrder order, Optional<LocalDate> postedOn) {
    return new PeriodEntry(
      row,
      Optional.of(order.order()),
      taxed,
      signed(),
      List.of(),
      cash,
      List.of(),
      rounding,
      Optional.of(date()),
      postedOn
    );
  }
}
