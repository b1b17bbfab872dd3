package io.ledgerroutes.xerostampli;

import java.util.List;

/** Bills that name no order: only an exact amount that nothing else explains tells where they belong (rule P3). */
final class AmountMatching {

  private final SupplierLedger ledger;

  AmountMatching(SupplierLedger ledger) {
    this.ledger = ledger;
  }

  /** @param sums whether sums of several orders count where no single one fits */
  Verdict of(CountedDocument bill, boolean sums) {
    int days = ledger.settings().days();
    if (bill.amount().signum() == 0) {
      return Verdict.unmatched(List.of("names no order, and comes to nothing"), List.of());
    }
    ExactAmounts exact = new ExactAmounts(bill, ledger);
    List<Fit> fits = exact.orders();
    if (fits.isEmpty() && sums) {
      fits = exact.sums();
    }
    String amount = MatchWords.amount(bill.amount());
    if (fits.isEmpty()) {
      return Verdict.unmatched(
        List.of("names no order, and no open order within " + days + " days has exactly " + amount + " left"),
        List.of()
      );
    }
    if (fits.size() > 1) {
      return ambiguous(
        "names no order, and " + fits.size() + " open orders have exactly its amount left",
        fits
      );
    }
    return unique(bill, fits.getFirst());
  }

  private Verdict unique(CountedDocument bill, Fit fit) {
    String numbers = MatchWords.numbers(fit.orders());
    if (ledger.isNamedByAnother(fit.orders(), bill)) {
      return ambiguous(
        "names no order; the amount is that of " + numbers + ", which another bill names",
        List.of(fit)
      );
    }
    if (ledger.hasTwin(fit.orders(), fit.inside(), bill)) {
      return ambiguous(
        "names no order; the amount is that of " + numbers + ", and another bill has it too",
        List.of(fit)
      );
    }
    return Verdict.matched(
      fit.score(false),
      "names no order; the amount is exactly that of " + numbers + " and of nothing else",
      fit
    );
  }

  private static Verdict ambiguous(String reason, List<Fit> fits) {
    return Verdict.ambiguous(
      List.of(reason),
      fits
        .stream()
        .map(fit -> fit.candidate(false))
        .toList()
    );
  }
}
