package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import java.util.List;

/** What was found out about one bill and the purchase orders of its supplier. */
public sealed interface Match {
  /** From 0 to 100: how sure. */
  int score();

  /** Why, in words for a bookkeeper, most important first; without personal data. */
  List<String> reasons();

  /** It belongs to these orders. */
  record Matched(int score, List<String> reasons, List<Share> shares, List<LinePair> lines) implements Match {
    public Matched {
      reasons = List.copyOf(reasons);
      shares = List.copyOf(shares);
      lines = List.copyOf(lines);
    }
  }

  /** It may belong to one or another of these: nobody guesses. */
  record Ambiguous(int score, List<String> reasons, List<Candidate> candidates) implements Match {
    public Ambiguous {
      reasons = List.copyOf(reasons);
      candidates = List.copyOf(candidates);
    }
  }

  /** No order of its supplier fits; candidates are those that come nearest, perhaps none. */
  record Unmatched(int score, List<String> reasons, List<Candidate> candidates) implements Match {
    public Unmatched {
      reasons = List.copyOf(reasons);
      candidates = List.copyOf(candidates);
    }
  }

  /**
   * A line of the bill and the order's line that it bills.
   *
   * @param billLine position in the bill, from 0
   * @param order id
   * @param orderLine position in the order, from 0
   * @param words by what they were paired, and how quantity and price differ
   */
  record LinePair(int billLine, String order, int orderLine, String words) {}

  /**
   * Orders that a person might choose together.
   *
   * @param orders ids
   * @param numbers of them, for people
   * @param score from 0 to 100
   * @param reasons what speaks for and against them
   */
  record Candidate(List<String> orders, List<String> numbers, int score, List<String> reasons) {
    public Candidate {
      orders = List.copyOf(orders);
      numbers = List.copyOf(numbers);
      reasons = List.copyOf(reasons);
    }
  }
}
