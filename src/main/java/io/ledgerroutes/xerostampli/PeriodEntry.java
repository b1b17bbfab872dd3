package io.ledgerroutes.xerostampli;

import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One bill or credit of a period with its row; amounts of credits are negative, and what has ended comes to nothing. */
record PeriodEntry(PlannedBill bill, Row row) {
  SupplierDocument document() {
    return bill.document();
  }

  /** Whether a rule leaves it out and it was never delivered. */
  boolean notSelected() {
    return row.verdict() == Verdict.SKIPPED;
  }

  /** An amount with the sign that it has in the period. */
  BigDecimal signed(BigDecimal amount) {
    return document().isCredit() ? amount.negate() : amount;
  }

  /** What it says line by line; one that was voided or deleted says nothing any more. */
  List<SupplierDocument.Line> lines() {
    return document().isEnded() ? List.of() : document().lines();
  }

  /** The orders that it takes shares of: those it was filed with, else those it is matched to. */
  List<Share> shares() {
    if (document().isEnded()) {
      return List.of();
    }
    return bill
      .last()
      .map(FiledRecord::orders)
      .or(() ->
        bill
          .match()
          .filter(Match.Matched.class::isInstance)
          .map(match -> ((Match.Matched) match).shares())
      )
      .orElse(List.of());
  }

  /** What was found out about its orders, in one word. */
  String match() {
    return bill
      .match()
      .map(PlannedBill::word)
      .or(() ->
        bill
          .last()
          .filter(_ -> !shares().isEmpty())
          .map(_ -> "matched")
      )
      .orElse(PlannedBill.NO_MATCH);
  }

  Optional<FiledRecord> delivered() {
    return bill.delivered();
  }
}
