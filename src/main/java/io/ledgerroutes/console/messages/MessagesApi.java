package io.ledgerroutes.console.messages;

import static io.ledgerroutes.console.Question.CONNECTION;
import static io.ledgerroutes.console.Question.CURSOR;
import static io.ledgerroutes.console.Question.FLOW;
import static io.ledgerroutes.console.Question.FROM;
import static io.ledgerroutes.console.Question.KEY;
import static io.ledgerroutes.console.Question.REASON;
import static io.ledgerroutes.console.Question.SEARCH;
import static io.ledgerroutes.console.Question.STATE;
import static io.ledgerroutes.console.Question.TO;

import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.inbox.MessageQuery;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  private final MessageList list;
  private final Stories stories;
  private final Review review;

  MessagesApi(MessageList list, Stories stories, Review review) {
    this.list = list;
    this.stories = stories;
    this.review = review;
  }

  /**
   * Which held and dead messages are decided on.
   *
   * @param filter any of the parameters of the list but {@code search} and {@code cursor}; an empty one means every held and dead message
   * @param note for the trail
   * @param cursor of the preview, or of the call before
   * @param preview only says what would be touched
   */
  record Selection(
    Map<String, String> filter,
    @Nullable String note,
    @Nullable String cursor,
    boolean preview
  ) {}

  /**
   * What a replay of many did.
   *
   * @param replayed how many were sent through again
   * @param more whether some are left: the same call with {@code next} as cursor goes on with them
   * @param next the cursor to go on with; null where none is left
   */
  record Replayed(int replayed, boolean more, @Nullable String next) {}

  /**
   * What a discard of many did.
   *
   * @param discarded how many were ended
   * @param more whether some are left: the same call with {@code next} as cursor goes on with them
   * @param next the cursor to go on with; null where none is left
   */
  record Discarded(int discarded, boolean more, @Nullable String next) {}

  /**
   * Why a message is ended.
   *
   * @param reason of 1 to 500 characters
   */
  record Ending(String reason) {}

  /**
   * What to look for.
   *
   * @param search the number of an order or an invoice, an e-mail, an amount, a key or a correlation id
   * @param cursor the {@code next} of the page before
   */
  record Looking(String search, @Nullable String cursor) {}

  /**
   * What was found.
   *
   * @param items messages, newest first
   * @param next the cursor of the next page; null on the last
   * @param understood as what the words were looked for
   */
  record Found(List<MessageView> items, @Nullable String next, List<String> understood) {}

  /** Lists messages, newest first. */
  @GetMapping
  Page<MessageView> list(
    @Asks({ CONNECTION, FLOW, STATE, KEY, REASON, FROM, TO, SEARCH, CURSOR }) Asked asked
  ) {
    MessageQuery query = MessageList.query(asked).before(asked.cursor());
    if (asked.text("search") == null) {
      return list.page(query);
    }
    SearchText words = MessageList.understood(asked.text("search"));
    if (words.email() != null) {
      throw ApiRefusal.badRequest(
        "An e-mail does not belong into an address, which is logged on its way: POST /api/v1/messages/search {\"search\":\"…\"}."
      );
    }
    return list.page(query, words);
  }

  /** Looks for messages by what people know of their records; nothing of it is logged. */
  @PostMapping("/search")
  Found search(@RequestBody Looking looking) {
    SearchText words = MessageList.understood(looking.search());
    Page<MessageView> page = list.page(
      MessageQuery.newest(Page.ROWS).before(cursor(looking.cursor())),
      words
    );
    return new Found(page.items(), page.next(), words.readings());
  }

  /** Adds held and dead messages up by the kind of their reason. */
  @GetMapping("/groups")
  Page<GroupView> groups(@Asks({ CONNECTION, FLOW, STATE, KEY, REASON, FROM, TO }) Asked asked) {
    return new Page<>(review.groups(MessageList.query(asked)), null);
  }

  /** Tells one message with what happened to it. */
  @GetMapping("/{id}")
  MessageStory one(@PathVariable long id) {
    return stories.of(id);
  }

  /** Sends a message that is HELD or DEAD through again; never a second posting. */
  @PostMapping("/{id}/replay")
  @Conflict("The message is neither HELD nor DEAD.")
  MessageView replay(@PathVariable long id, Principal operator) {
    review.replay(id, operator.getName());
    return stories.view(id);
  }

  /** Ends a message for good; the reason goes to the audit trail. */
  @PostMapping("/{id}/discard")
  @Conflict("The message is in flight or finished.")
  MessageView discard(@PathVariable long id, @RequestBody Ending ending, Principal operator) {
    review.discard(id, ending.reason(), operator.getName());
    return stories.view(id);
  }

  /** Sends held and dead messages through again, a thousand at once, or says which that would be. */
  @PostMapping("/replay")
  @ApiResponse(
    responseCode = "200",
    description = "What was done, or what would be",
    content = @Content(schema = @Schema(oneOf = { Replayed.class, Review.Preview.class }))
  )
  Object replayAll(@RequestBody Selection selection, Principal operator) {
    MessageQuery query = query(selection);
    if (selection.preview()) {
      return review.preview(query);
    }
    Review.Done done = review.replay(query, selection.note(), operator.getName());
    return new Replayed(done.messages(), done.more(), done.next());
  }

  /** Ends held and dead messages for good, a thousand at once, or says which that would be. */
  @PostMapping("/discard")
  @ApiResponse(
    responseCode = "200",
    description = "What was done, or what would be",
    content = @Content(schema = @Schema(oneOf = { Discarded.class, Review.Preview.class }))
  )
  Object discardAll(@RequestBody Selection selection, Principal operator) {
    MessageQuery query = query(selection);
    if (selection.preview()) {
      return review.preview(query);
    }
    Review.Done done = review.discard(query, selection.note(), operator.getName());
    return new Discarded(done.messages(), done.more(), done.next());
  }

  private static MessageQuery query(Selection selection) {
    if (selection.filter() == null) {
      throw ApiRefusal.badRequest(
        "Say which: {\"filter\":{\"connection\":\"…\",\"state\":\"DEAD\"}}; an empty filter means every HELD and DEAD one."
      );
    }
    return MessageList.query(Asked.of(selection.filter(), MessageList.filters())).before(
      cursor(selection.cursor())
    );
  }

  private static Long cursor(String given) {
    return given == null ? null : Asked.of(Map.of("cursor", given), "cursor").cursor();
  }
}
