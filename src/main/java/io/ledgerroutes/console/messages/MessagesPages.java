package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.access.Role;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageQuery;
import io.ledgerroutes.inbox.MessageState;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /messages}: the list with its search box, and each message's story. */
@Controller
@RequestMapping("/messages")
class MessagesPages {

  private static final String PATH = "/messages";

  private final MessageList list;
  private final Stories stories;
  private final Review review;
  private final Connections connections;
  private final InboxStore inbox;
  private final List<StoryPart> parts;

  MessagesPages(
    MessageList list,
    Stories stories,
    Review review,
    Connections connections,
    InboxStore inbox,
    List<StoryPart> parts
  ) {
    this.list = list;
    this.stories = stories;
    this.review = review;
    this.connections = connections;
    this.inbox = inbox;
    this.parts = parts;
  }

  @ModelAttribute("states")
  StateWords states() {
    return new StateWords();
  }

  @GetMapping
  String list(@RequestParam Map<String, String> parameters, Model page) {
    Map<String, String> given = given(parameters);
    Asked asked = Asked.of(given, MessageList.filters("search", "cursor"));
    MessageQuery query = MessageList.query(asked).before(asked.cursor());
    if (asked.text("search") == null) {
      return shown(page, given, list.page(query), null);
    }
    SearchText words = MessageList.understood(asked.text("search"));
    if (words.email() != null) {
      throw ApiRefusal.badRequest("Type an e-mail into the search box: it does not belong into an address.");
    }
    return shown(page, given, list.page(query, words), words);
  }

  /**
   * The search box. What was typed is sent in the body; a number or an amount goes on to an address, which can be kept
   * and gone back to, an e-mail or a name does not: addresses stand in histories and logs.
   */
  @PostMapping("/search")
  String search(
    @RequestParam(defaultValue = "") String search,
    @RequestParam(required = false) String cursor,
    HttpServletRequest call,
    Model page,
    RedirectAttributes onward
  ) {
    if (search.isBlank()) {
      return "redirect:" + PATH;
    }
    SearchText words = MessageList.understood(search);
    if (words.mayStandInAnAddress()) {
      onward.addAttribute("search", search.strip());
      return "redirect:" + PATH;
    }
    if (words.email() != null && !call.isUserInRole(Role.OPERATOR.name())) {
      throw ApiRefusal.badRequest(
        "Only operators look for people by e-mail; search for the number of the order or the invoice."
      );
    }
    page.addAttribute("typed", search.strip());
    Long before = cursor == null ? null : Asked.of(Map.of("cursor", cursor), "cursor").cursor();
    return shown(page, Map.of(), list.page(MessageQuery.newest(Page.ROWS).before(before), words), words);
  }

  private String shown(Model page, Map<String, String> given, Page<MessageView> found, SearchText words) {
    page.addAttribute("found", found);
    page.addAttribute("words", words);
    page.addAttribute("given", given);
    page.addAttribute("connections", connections.ids());
    page.addAttribute("flows", inbox.flows());
    page.addAttribute("allStates", MessageState.values());
    page.addAttribute("here", address(given, null));
    page.addAttribute("next", found.next() == null ? null : address(given, found.next()));
    Map<String, String> newest = new LinkedHashMap<>(given);
    boolean firstPage = newest.remove("cursor") == null;
    page.addAttribute("newest", firstPage ? null : address(newest, null));
    // What was found for a body has no address to ask again; an older page does not change.
    page.addAttribute("refreshed", firstPage && (words == null || words.mayStandInAnAddress()));
    return "messages/list";
  }

  private static String address(Map<String, String> given, String cursor) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(PATH);
    Map<String, String> parameters = new LinkedHashMap<>(given);
    if (cursor != null) {
      parameters.put("cursor", cursor);
    }
    // As variables, so that whatever they hold is encoded.
    parameters.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.encode().buildAndExpand(parameters).toUriString();
  }

  /** A form sends all its fields; those left empty ask for nothing. */
  private static Map<String, String> given(Map<String, String> parameters) {
    Map<String, String> given = new LinkedHashMap<>();
    parameters.forEach((name, value) -> {
      if (!value.isBlank()) {
        given.put(name, value.strip());
      }
    });
    return given;
  }

  @GetMapping("/{id:[0-9]{1,18}}")
  String story(@PathVariable long id, HttpServletRequest call, Model page) {
    MessageStory story = stories.of(id);
    page.addAttribute("story", story);
    page.addAttribute("message", story.message());
    page.addAttribute("advice", Advice.words(story.message().state()));
    page.addAttribute("stopped", Review.waitsForDecision(story.message().state()));
    page.addAttribute("open", Review.mayBeDiscarded(story.message().state()));
    Message message = stories.known(id);
    boolean names = call.isUserInRole(Role.OPERATOR.name());
    page.addAttribute(
      "parts",
      parts
        .stream()
        .flatMap(part -> part.of(message, names).stream())
        .toList()
    );
    return "messages/story";
  }

  @PostMapping("/{id:[0-9]{1,18}}/replay")
  String replay(@PathVariable long id, Principal operator, RedirectAttributes onward) {
    review.replay(id, operator.getName());
    onward.addFlashAttribute("notice", "It goes through again.");
    return "redirect:" + PATH + "/" + id;
  }

  @PostMapping("/{id:[0-9]{1,18}}/discard")
  String discard(
    @PathVariable long id,
    @RequestParam(defaultValue = "") String reason,
    Principal operator,
    RedirectAttributes onward
  ) {
    review.discard(id, reason, operator.getName());
    onward.addFlashAttribute("notice", "It is discarded; your reason is on the trail.");
    return "redirect:" + PATH + "/" + id;
  }

  /** What templates ask about states and JSON. */
  static final class StateWords {

    public String colour(MessageState state) {
      return Advice.colour(state);
    }

    public String json(JsonNode json) {
      return json == null ? "" : json.toPrettyString();
    }
  }
}
