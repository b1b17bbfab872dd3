package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.inbox.MessageQuery;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
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
   * @param filter as the parameters of the list; an empty one means every held and dead message
   * @param note for the trail
   * @param cursor of the preview, or of the call before
   * @param preview only says what would be touched
   */
  record Selection(Map<String, String> filter, String note, String cursor, boolean preview) {}

  /**
   * What a replay of many did.
   *
   * @param more whether some are left: the same call with {@code next} as cursor goes on with them
   */
  record Replayed(int replayed, boolean more, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  /** What a discard of many did; as {@link Replayed}. */
  record Discarded(int discarded, boolean more, @JsonInclude(JsonInclude.Include.NON_NULL) String next) {}

  /** Why a message is ended. */
  record Ending(String reason) {}

  /** What to look for. */
  record Looking(String search, String cursor) {}

  /**
   * What was found.
   *
   * @param understood as what the words were looked for
   */
  record Found(List<MessageView> items, String next, List<String> understood) {}

  @GetMapping
  Page<MessageView> list(@RequestParam MultiValueMap<String, String> parameters) {
    Asked asked = Asked.of(parameters, MessageList.filters("search", "cursor"));
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

  @PostMapping("/search")
  Found search(@RequestBody Looking looking) {
    SearchText words = MessageList.understood(looking.search());
    Page<MessageView> page = list.page(
      MessageQuery.newest(Page.ROWS).before(cursor(looking.cursor())),
      words
    );
    return new Found(page.items(), page.next(), words.readings());
  }

  @GetMapping("/groups")
  Page<GroupView> groups(@RequestParam MultiValueMap<String, String> parameters) {
    return new Page<>(review.groups(MessageList.query(Asked.of(parameters, MessageList.filters()))), null);
  }

  @GetMapping("/{id}")
  MessageStory one(@PathVariable long id) {
    return stories.of(id);
  }

  @PostMapping("/{id}/replay")
  MessageView replay(@PathVariable long id, Principal operator) {
    review.replay(id, operator.getName());
    return stories.view(id);
  }

  @PostMapping("/{id}/discard")
  MessageView discard(@PathVariable long id, @RequestBody Ending ending, Principal operator) {
    review.discard(id, ending.reason(), operator.getName());
    return stories.view(id);
  }

  @PostMapping("/replay")
  Object replay(@RequestBody Selection selection, Principal operator) {
    MessageQuery query = query(selection);
    if (selection.preview()) {
      return review.preview(query);
    }
    Review.Done done = review.replay(query, selection.note(), operator.getName());
    return new Replayed(done.messages(), done.more(), done.next());
  }

  @PostMapping("/discard")
  Object discard(@RequestBody Selection selection, Principal operator) {
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
