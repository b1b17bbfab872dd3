package io.ledgerroutes.console.bills;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.connections.NamedConnection;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xerostampli.BillDecisions;
import io.ledgerroutes.xerostampli.BillReview;
import io.ledgerroutes.xerostampli.BillReview.Standing;
import io.ledgerroutes.xerostampli.Decided;
import io.ledgerroutes.xerostampli.Decision;
import io.ledgerroutes.xerostampli.Match;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What calls and pages about bills do alike. */
@Component
class BillAnswers {

  private static final int LONGEST_NOTE = 500;
  private static final int LONGEST_NUMBER = 255;
  private static final int MOST_FOUND = 10;

  private final NamedConnection addressed;
  private final BillReview review;

  BillAnswers(NamedConnection addressed, BillReview review) {
    this.addressed = addressed;
    this.review = review;
  }

  /**
   * What somebody wants to decide; null leaves what was decided before.
   *
   * @param orders ids or numbers of the supplier's orders; none for no order
   * @param number the supplier's own; empty for Xero's
   */
  record Wish(
    @Nullable Collection<String> orders,
    @Nullable String number,
    @Nullable Boolean release,
    @Nullable String note
  ) {
    boolean isEmpty() {
      return orders == null && number == null && release == null;
    }
  }

  /** The bill as whoever asks may see it. */
  BillView view(String connection, String bill, boolean names) {
    return view(connection, standing(connection, bill), Set.of(), names);
  }

  /** The same with the orders whose numbers hold what was looked for. */
  BillView view(String connection, String bill, String lookedFor, boolean names) {
    Standing standing = standing(connection, bill);
    return view(connection, standing, numbered(standing, lookedFor), names);
  }

  Standing standing(String connection, String bill) {
    Connection good = addressed.good(connection);
    if (!BillReview.covers(good)) {
      throw ApiRefusal.notFound("There is no bill of this id: this connection brings no bills over.");
    }
    return review
      .of(good, bill)
      .orElseThrow(() ->
        ApiRefusal.notFound(
          "There is no bill or supplier's credit of this id in what was read from Xero; GET …/messages lists those there are."
        )
      );
  }

  static BillView view(String connection, Standing standing, Collection<String> more, boolean names) {
    Set<String> ids = new LinkedHashSet<>(standing.decided().decision().orders());
    standing.match().ifPresent(match -> ids.addAll(named(match)));
    ids.addAll(more);
    List<BillOrderView> orders = ids
      .stream()
      .map(standing.orders()::get)
      .filter(Objects::nonNull)
      .map(order ->
        BillOrderView.of(
          order,
          standing.left().getOrDefault(order.id(), BigDecimal.ZERO),
          standing.decided().decision().orders().contains(order.id()),
          names
        )
      )
      .toList();
    return BillView.of(connection, standing, orders, names);
  }

  private static List<String> named(Match match) {
    return switch (match) {
      case Match.Matched found -> found
        .shares()
        .stream()
        .map(share -> share.order())
        .toList();
      case Match.Ambiguous found -> of(found.candidates());
      case Match.Unmatched found -> of(found.candidates());
    };
  }

  private static List<String> of(List<Match.Candidate> candidates) {
    return candidates
      .stream()
      .flatMap(candidate -> candidate.orders().stream())
      .toList();
  }

  private static List<String> numbered(Standing standing, String lookedFor) {
    String wanted = folded(lookedFor == null ? "" : lookedFor);
    return wanted.isEmpty()
      ? List.of()
      : standing
          .orders()
          .values()
          .stream()
          .filter(order -> folded(order.number()).contains(wanted))
          .map(PurchaseOrder::id)
          .limit(MOST_FOUND)
          .toList();
  }

  private static String folded(String number) {
    return number.strip().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * Decides about a bill and sends it through again.
   *
   * @return id of the message that goes through; empty where none does now
   */
  Optional<Long> decide(String connection, String bill, Wish wish, String operator) {
    Standing standing = standing(connection, bill);
    requireOpen(standing);
    Decided before = standing.decided();
    Decision decision = decision(standing, before.decision(), wish);
    if (wish.isEmpty() || (decision.equals(Decision.NONE) && before.equals(Decided.NOTHING))) {
      throw ApiRefusal.badRequest(
        "Say what is decided: orders that the bill belongs to, the supplier's own number, or that it is released."
      );
    }
    String note = text(wish.note(), "note", LONGEST_NOTE);
    // A release that nobody says again knows nothing of what came since.
    Optional<Instant> released = wish.release() == null ? before.releasedAt() : Optional.empty();
    return review.decide(addressed.good(connection), standing.document(), decision, released, note, operator);
  }

  private static Decision decision(Standing standing, Decision before, Wish wish) {
    return new Decision(
      wish.orders() == null ? before.orders() : orders(standing, wish.orders()),
      wish.number() == null
        ? before.number()
        : Optional.ofNullable(text(wish.number(), "number", LONGEST_NUMBER)),
      wish.release() == null ? before.released() : wish.release()
    );
  }

  private static void requireOpen(Standing standing) {
    if (!standing.filed().isEmpty() && !standing.held()) {
      FiledRecord last = standing.filed().getLast();
      throw ApiRefusal.conflict(
        "It stands in file " + last.file() + " as it is; there is nothing to decide until it changes in Xero."
      );
    }
  }

  private static List<String> orders(Standing standing, Collection<String> wanted) {
    List<String> named = wanted
      .stream()
      .filter(Objects::nonNull)
      .map(String::strip)
      .filter(text -> !text.isEmpty())
      .toList();
    if (named.size() > BillDecisions.MOST_ORDERS) {
      throw ApiRefusal.badRequest("A bill is paired with at most " + BillDecisions.MOST_ORDERS + " orders.");
    }
    return named
      .stream()
      .map(one -> order(standing, one))
      .distinct()
      .toList();
  }

  private static String order(Standing standing, String named) {
    List<PurchaseOrder> found = standing
      .orders()
      .values()
      .stream()
      .filter(order -> order.id().equals(named) || folded(order.number()).equals(folded(named)))
      .toList();
    if (found.size() != 1) {
      throw ApiRefusal.badRequest(
        found.isEmpty()
          ? "This supplier has no purchase order of that id or number in Xero; nothing was decided."
          : "This supplier has several purchase orders of that number; name it by its id. Nothing was decided."
      );
    }
    return found.getFirst().id();
  }

  private static String text(String given, String name, int longest) {
    String text = given == null ? "" : given.replaceAll("\\p{Cntrl}+", " ").strip();
    if (text.length() > longest) {
      throw ApiRefusal.badRequest("The " + name + " is longer than " + longest + " characters; shorten it.");
    }
    return text.isEmpty() ? null : text;
  }

  /** What a form's field names, by commas, besides what was ticked. */
  static List<String> together(Collection<String> ticked, String typed) {
    Stream<String> more = typed == null ? Stream.empty() : Stream.of(typed.split("[,;\\n]"));
    return Stream.concat(ticked == null ? Stream.empty() : ticked.stream(), more).toList();
  }
}
