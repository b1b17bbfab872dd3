package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.woocommerce.Order;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One document of a period, meant and booked, as far as both are known. Amounts of credit notes are negative.
 *
 * @param order as the shop has it; empty for a document whose order is gone
 * @param taxed the shop's lines with their rates and what they are mapped to
 * @param meant lines as the rules want them
 * @param booked lines as Xero has them; empty in a dry run and for what is not there
 * @param cashMeant payments and refund payments as the rules want them
 * @param cashBooked the same as Xero has them
 * @param roundingNeeded what had to be moved so that the document equals the order, without sign
 * @param invoiced the day the document is dated
 * @param postedOn the day it was brought over
 */
record PeriodEntry(
  Row row,
  Optional<Order> order,
  List<Taxed> taxed,
  List<BookLine> meant,
  List<BookLine> booked,
  List<CashMove> cashMeant,
  List<CashMove> cashBooked,
  BigDecimal roundingNeeded,
  Optional<LocalDate> invoiced,
  Optional<LocalDate> postedOn
) {
  PeriodEntry {
    taxed = List.copyOf(taxed);
    meant = List.copyOf(meant);
    booked = List.copyOf(booked);
    cashMeant = List.copyOf(cashMeant);
    cashBooked = List.copyOf(cashBooked);
  }

  /**
   * A line with what it is taxed by.
   *
   * @param rates the set of the shop's rates, in words
   * @param inclusive whether its document's amounts include their tax
   * @param expected the tax that the rates come to, not rounded; empty where the tax type's own rate says it
   */
  record Taxed(
    String rates,
    String taxType,
    BigDecimal net,
    BigDecimal tax,
    boolean inclusive,
    Optional<BigDecimal> expected
  ) {
    /** What its document says: with its tax or without. */
    BigDecimal amount() {
      return inclusive ? net.add(tax) : net;
    }
  }

  /** Of something that only has a row. */
  static PeriodEntry of(Row row, Optional<Order> order) {
    return new PeriodEntry(
      row,
      order,
      List.of(),
      List.of(),
      List.of(),
      List.of(),
      List.of(),
      BigDecimal.ZERO,
      Optional.empty(),
      Optional.empty()
    );
  }

  boolean isRefund() {
    return row.kind().equals(PeriodRows.REFUND);
  }
}
