package io.ledgerroutes.console.messages;

import static io.ledgerroutes.console.Question.CONNECTION;
import static io.ledgerroutes.console.Question.CURSOR;
import static io.ledgerroutes.console.Question.FLOW;
import static io.ledgerroutes.console.Question.FROM;
import static io.ledgerroutes.console.Question.KEY;
import static io.ledgerroutes.console.Question.STATE;
import static io.ledgerroutes.console.Question.TO;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.trail.AuditView;
import io.ledgerroutes.console.trail.LinkView;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageQuery;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.posting.LinkStore;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/messages}: what came in and how it stands, and the operator's hand on it. */
@RestController
@RequestMapping("/api/v1/messages")
class MessagesApi {

  private static final int TRAIL = 1_000;
  private static final int MOST_REPLAYED = 1_000;
  private static final int LONGEST_REASON = 500;
  private static final List<MessageState> REPLAYABLE = List.of(MessageState.DEAD, MessageState.HELD);

  private final Inbox inbox;
  private final InboxStore messages;
  private final AuditTrail audit;
  private final LinkStore links;

  MessagesApi(Inbox inbox, InboxStore messages, AuditTrail audit, LinkStore links) {
    this.inbox = inbox;
    this.messages = messages;
    this.audit = audit;
    this.links = links;
  }

  /**
   * Which messages to replay.
   *
   * @param filter any of {@code connection}, {@code flow}, {@code state} ({@code HELD} or {@code DEAD}), {@code key},
   *     {@code from} and {@code to}, as in the list of messages; empty for every HELD and DEAD one
   */
  record Selection(Map<String, String> filter) {}

  /**
   * What a replay of many did.
   *
   * @param replayed how many were sent through again
   * @param more whether some are left: the same call goes on with them
   */
  record Replayed(int replayed, boolean more) {}

  /**
   * Why a message is ended.
   *
   * @param reason of 1 to 500 characters
   */
  record Ending(String reason) {}

  /** Lists messages, newest first. */
  @GetMapping
  Page<MessageView> list(@Asks({ CONNECTION, FLOW, STATE, KEY, FROM, TO, CURSOR }) Asked asked) {
    List<Message> found = messages.find(query(asked, asked.state(), asked.cursor(), Page.ROWS));
    return Page.of(found, Message::id, MessageView::of);
  }

  /** Tells one message with what happened to it. */
  @GetMapping("/{id}")
  MessageStory one(@PathVariable long id) {
    Message message = known(id);
    return new MessageStory(
      MessageView.of(message),
      trail(message),
      links
        .ofSource(List.of(message.connection()), message.flow(), message.key())
        .stream()
        .map(LinkView::of)
        .toList()
    );
  }

  // Writes are done for records and know no message: its own are those of its record while it was worked.
  private List<AuditView> trail(Message message) {
    AuditQuery writes = AuditQuery.newest(TRAIL)
      .ofConnection(message.connection())
      .ofFlow(message.flow())
      .ofKey(message.key())
      .ofAction("write")
      .between(message.receivedAt(), ended(message));
    return Stream.concat(
      audit.find(AuditQuery.newest(TRAIL).ofMessage(message.id())).stream(),
      audit.find(writes).stream()
    )
      .sorted(Comparator.comparingLong(AuditRow::id).reversed())
      .limit(TRAIL)
      .map(AuditView::of)
      .toList();
  }

  private static Instant ended(Message message) {
    boolean finished = message.state() == MessageState.DONE || message.state() == MessageState.SKIPPED;
    return finished ? message.updatedAt().plusMillis(1) : null;
  }

  /** Sends a message that is HELD or DEAD through again; never a second posting. */
  @PostMapping("/{id}/replay")
  @Conflict("The message is neither HELD nor DEAD.")
  MessageView replay(@PathVariable long id, Principal operator) {
    if (!inbox.replay(id, operator.getName())) {
      throw ApiRefusal.conflict(
        "Message " + id + " is " + known(id).state() + "; only one that is HELD or DEAD can be replayed."
      );
    }
    return MessageView.of(known(id));
  }

  /** Sends the HELD and DEAD messages of a filter through again, at most a thousand at once. */
  @PostMapping("/replay")
  Replayed replayAll(@RequestBody Selection selection, Principal operator) {
    if (selection.filter() == null) {
      throw ApiRefusal.badRequest(
        "Say which: {\"filter\":{\"connection\":\"…\",\"state\":\"DEAD\"}}; an empty filter means every HELD and DEAD one."
      );
    }
    Asked asked = Asked.of(selection.filter(), "connection", "flow", "state", "key", "from", "to");
    int replayed = 0;
    for (Message message : replayable(asked)) {
      if (replayed == MOST_REPLAYED) {
        return new Replayed(replayed, true);
      }
      replayed += inbox.replay(message.id(), operator.getName()) ? 1 : 0;
    }
    return new Replayed(replayed, false);
  }

  private List<Message> replayable(Asked asked) {
    MessageState state = asked.state();
    if (state != null && !REPLAYABLE.contains(state)) {
      throw ApiRefusal.badRequest(
        "Only messages that are HELD or DEAD can be replayed; give one of these states or none."
      );
    }
    return REPLAYABLE.stream()
      .filter(one -> state == null || state == one)
      .flatMap(one -> messages.find(query(asked, one, null, MOST_REPLAYED + 1)).stream())
      .toList();
  }

  /** Ends a message for good; the reason goes to the audit trail. */
  @PostMapping("/{id}/discard")
  @Conflict("The message is in flight or finished.")
  MessageView discard(@PathVariable long id, @RequestBody Ending ending, Principal operator) {
    if (!inbox.discard(id, reason(ending), operator.getName())) {
      throw ApiRefusal.conflict(
        "Message " +
          id +
          " is " +
          known(id).state() +
          "; one that is in flight or finished cannot be discarded."
      );
    }
    return MessageView.of(known(id));
  }

  private static String reason(Ending ending) {
    String reason = ending.reason() == null ? "" : ending.reason().replaceAll("\\p{Cntrl}+", " ").strip();
    if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
      throw ApiRefusal.badRequest("Say why: {\"reason\":\"…\"}, at most " + LONGEST_REASON + " characters.");
    }
    return reason;
  }

  private Message known(long id) {
    return messages
      .find(id)
      .orElseThrow(() ->
        ApiRefusal.notFound("There is no message " + id + "; GET /api/v1/messages lists them.")
      );
  }

  private static MessageQuery query(Asked asked, MessageState state, Long before, int limit) {
    return new MessageQuery(
      asked.text("connection"),
      asked.text("flow"),
      state,
      asked.text("key"),
      asked.time("from"),
      asked.time("to"),
      before,
      limit
    );
  }
}
