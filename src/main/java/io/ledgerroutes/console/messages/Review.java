package io.ledgerroutes.console.messages;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.inbox.DiscardRefused;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageGroup;
import io.ledgerroutes.inbox.MessageQuery;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.ReviewStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is held or dead, and the operator's decisions on it: of one message, of all of a kind, of all. Decisions on many
 * go from the newest to the oldest, so many a call; whoever goes on where a call ended meets no message twice.
 */
@Component
class Review {

  /** As many as one call decides on. */
  static final int ONE_CALL = 1_000;

  private static final int LONGEST_REASON = 500;
  private static final List<MessageState> STOPPED = List.of(MessageState.DEAD, MessageState.HELD);

  private final Inbox inbox;
  private final InboxStore messages;
  private final ReviewStore review;

  Review(Inbox inbox, InboxStore messages, ReviewStore review) {
    this.inbox = inbox;
    this.messages = messages;
    this.review = review;
  }

  /**
   * What a decision on many would touch (rule R4).
   *
   * @param count how many there are
   * @param sums of their records' totals by currency
   * @param oldest when the oldest came in; null where there are none
   * @param from first month of their records' days; null where none has a day
   * @param to the last month; null where none has a day
   * @param withoutTotal how many are in no sum
   * @param cursor given with the decision, it touches no message that came after this preview
   */
  record Preview(
    long count,
    Map<String, BigDecimal> sums,
    @Nullable Instant oldest,
    @Nullable YearMonth from,
    @Nullable YearMonth to,
    long withoutTotal,
    @Nullable String cursor
  ) {}

  /**
   * What one call did.
   *
   * @param next cursor to go on with; null where none is left
   */
  record Done(int messages, String next) {
    boolean more() {
      return next != null;
    }
  }

  /** Whether a message in this state can be replayed. */
  static boolean waitsForDecision(MessageState state) {
    return STOPPED.contains(state);
  }

  /** Whether a message in this state can be ended. */
  static boolean mayBeDiscarded(MessageState state) {
    return switch (state) {
      case HELD, DEAD, RETRY, RECEIVED -> true;
      case IN_FLIGHT, DONE, SKIPPED -> false;
    };
  }

  List<GroupView> groups(MessageQuery query) {
    return review.groups(stopped(query)).stream().map(GroupView::of).toList();
  }

  Preview preview(MessageQuery query) {
    MessageGroup all = review.all(stopped(query));
    return new Preview(
      all.count(),
      all.sums(),
      all.oldest(),
      all.from(),
      all.to(),
      all.withoutTotal(),
      all.count() == 0 ? null : Long.toString(all.newest() + 1)
    );
  }

  Done replay(MessageQuery query, String note, String operator) {
    List<Message> some = some(query);
    return done(inbox.replay(first(some), note(note), operator), some);
  }

  Done discard(MessageQuery query, String note, String operator) {
    String reason = reason(note, "note");
    List<Message> some = some(query);
    return done(inbox.discard(first(some), reason, operator), some);
  }

  void replay(long id, String operator) {
    if (!inbox.replay(id, operator)) {
      throw ApiRefusal.conflict(
        "Message " + id + " is " + state(id) + "; only one that is HELD or DEAD can be replayed."
      );
    }
  }

  void discard(long id, String reason, String operator) {
    try {
      if (inbox.discard(id, reason(reason, "reason"), operator)) {
        return;
      }
    } catch (DiscardRefused refused) {
      throw ApiRefusal.conflict("Message " + id + " cannot be discarded: " + refused.getMessage());
    }
    throw ApiRefusal.conflict(
      "Message " + id + " is " + state(id) + "; one that is in flight or finished cannot be discarded."
    );
  }

  private MessageState state(long id) {
    return messages
      .find(id)
      .orElseThrow(() ->
        ApiRefusal.notFound("There is no message " + id + "; GET /api/v1/messages lists them.")
      )
      .state();
  }

  private List<Message> some(MessageQuery query) {
    MessageQuery asked = stopped(query).atMost(ONE_CALL + 1);
    if (asked.reason() != null) {
      review.nameSome();
    }
    return STOPPED.stream()
      .filter(state -> asked.state() == null || asked.state() == state)
      .flatMap(state -> messages.find(asked.in(state)).stream())
      .sorted(Comparator.comparingLong(Message::id).reversed())
      .limit(ONE_CALL + 1)
      .toList();
  }

  private static List<Message> first(List<Message> some) {
    return some.size() > ONE_CALL ? some.subList(0, ONE_CALL) : some;
  }

  private static Done done(int changed, List<Message> some) {
    return new Done(changed, some.size() > ONE_CALL ? Long.toString(some.get(ONE_CALL - 1).id()) : null);
  }

  private static MessageQuery stopped(MessageQuery query) {
    if (query.state() != null && !STOPPED.contains(query.state())) {
      throw ApiRefusal.badRequest(
        "Only messages that are HELD or DEAD wait for a decision; give one of these states or none."
      );
    }
    return query;
  }

  private static String note(String given) {
    return given == null || given.isBlank() ? null : reason(given, "note");
  }

  private static String reason(String given, String name) {
    String reason = given == null ? "" : given.replaceAll("\\p{Cntrl}+", " ").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw ApiRefusal.badRequest(
        "Say why: {\"" + name + "\":\"…\"}, at most " + LONGEST_REASON + " characters."
      );
    }
    return reason;
  }
}
