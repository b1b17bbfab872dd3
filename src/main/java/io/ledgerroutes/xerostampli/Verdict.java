package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xerostampli.Match.Ambiguous;
import io.ledgerroutes.xerostampli.Match.Candidate;
import io.ledgerroutes.xerostampli.Match.Matched;
import io.ledgerroutes.xerostampli.Match.Unmatched;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An answer, and if it is a match, what it takes of the orders' lines.
 *
 * @param pairing of a match alone
 */
record Verdict(Match match, Optional<LinePairing> pairing) {
  private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::score)
    .reversed()
    .thenComparing(candidate -> String.join(" ", candidate.numbers()))
    .thenComparing(candidate -> String.join(" ", candidate.orders()));
  /** More choices than that help nobody. */
  private static final int SHOWN = 8;

  /** It belongs to the orders of the fit, for this reason above all. */
  static Verdict matched(int score, String reason, Fit fit) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    reasons.addAll(fit.reasons());
    return new Verdict(
      new Matched(score, reasons, fit.shares(), fit.pairing().pairs()),
      Optional.of(fit.pairing())
    );
  }

  /** It may be any of these. */
  static Verdict ambiguous(List<String> reasons, Collection<Candidate> candidates) {
    List<Candidate> sorted = sorted(candidates);
    return new Verdict(new Ambiguous(best(sorted), reasons, sorted), Optional.empty());
  }

  /** It is none, or may not be any. */
  static Verdict unmatched(List<String> reasons, Collection<Candidate> candidates) {
    List<Candidate> sorted = sorted(candidates);
    return new Verdict(new Unmatched(best(sorted), reasons, sorted), Optional.empty());
  }

  private static List<Candidate> sorted(Collection<Candidate> candidates) {
    return candidates.stream().sorted(BEST_FIRST).limit(SHOWN).toList();
  }

  private static int best(List<Candidate> sorted) {
    return sorted.stream().mapToInt(Candidate::score).max().orElse(0);
  }
}
