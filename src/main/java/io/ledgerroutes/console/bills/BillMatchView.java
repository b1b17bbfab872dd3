package io.ledgerroutes.console.bills;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xerostampli.Match;
import java.math.BigDecimal;
import java.util.List;

/**
 * What was found out about a bill's purchase orders.
 *
 * @param result {@code matched}, {@code ambiguous} or {@code unmatched}
 * @param score from 0 to 100: how sure
 * @param reasons why, most important first
 * @param shares what it takes of the orders that it is matched to
 * @param pairs its lines and the orders' lines that they bill
 * @param candidates what a person might choose, best first
 */
public record BillMatchView(
  String result,
  int score,
  List<String> reasons,
  List<BillShare> shares,
  List<BillPair> pairs,
  List<BillCandidate> candidates
) {
  /**
   * What it takes of one order.
   *
   * @param order its id
   * @param net without tax
   */
  public record BillShare(String order, BigDecimal net) {}

  /**
   * A line of the bill and the order's line that it bills.
   *
   * @param billLine position in the bill, from 0
   * @param order its id
   * @param orderLine position in the order, from 0
   * @param words by what they were paired, and how they differ
   */
  public record BillPair(int billLine, String order, int orderLine, String words) {}

  /**
   * Orders that a person might choose together.
   *
   * @param orders their ids
   * @param numbers of them
   * @param score from 0 to 100
   * @param reasons what speaks for and against them
   */
  public record BillCandidate(List<String> orders, List<String> numbers, int score, List<String> reasons) {
    static BillCandidate of(Match.Candidate candidate) {
      return new BillCandidate(
        candidate.orders(),
        candidate.numbers(),
        candidate.score(),
        candidate.reasons()
      );
    }
  }

  static BillMatchView of(Match match) {
    return switch (match) {
      case Match.Matched found -> new BillMatchView(
        "matched",
        found.score(),
        found.reasons(),
        found.shares().stream().map(BillMatchView::share).toList(),
        found.lines().stream().map(BillMatchView::pair).toList(),
        List.of()
      );
      case Match.Ambiguous found -> open("ambiguous", found, found.candidates());
      case Match.Unmatched found -> open("unmatched", found, found.candidates());
    };
  }

  private static BillMatchView open(String result, Match match, List<Match.Candidate> candidates) {
    return new BillMatchView(
      result,
      match.score(),
      match.reasons(),
      List.of(),
      List.of(),
      candidates.stream().map(BillCandidate::of).toList()
    );
  }

  private static BillShare share(Share share) {
    return new BillShare(share.order(), share.net());
  }

  private static BillPair pair(Match.LinePair pair) {
    return new BillPair(pair.billLine(), pair.order(), pair.orderLine(), pair.words());
  }

  /** The class that colours the result. */
  public String tone() {
    return switch (result) {
      case "matched" -> "good";
      case "ambiguous" -> "warn";
      default -> "bad";
    };
  }
}
