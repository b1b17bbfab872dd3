package io.ledgerroutes.console.messages;

import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.inbox.MessageQuery;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /review}: what is held or dead by kind of reason, and the decisions on it (rule R4). */
@Controller
@RequestMapping("/review")
class ReviewPages {

  private static final String PATH = "/review";
  private static final List<String> GROUP = List.of("connection", "flow", "state", "reason");

  private final MessageList list;
  private final Review review;

  ReviewPages(MessageList list, Review review) {
    this.list = list;
    this.review = review;
  }

  @ModelAttribute("states")
  MessagesPages.StateWords states() {
    return new MessagesPages.StateWords();
  }

  @GetMapping
  String groups(Model page) {
    page.addAttribute("groups", review.groups(MessageQuery.newest(Page.ROWS)));
    page.addAttribute("all", review.preview(MessageQuery.newest(Page.ROWS)));
    return "review/groups";
  }

  /** One group with its first messages. */
  @GetMapping("/group")
  String group(@RequestParam Map<String, String> parameters, Model page) {
    Map<String, String> group = group(parameters);
    Asked asked = Asked.of(group, MessageList.filters());
    MessageQuery query = MessageList.query(asked);
    page.addAttribute("group", group);
    page.addAttribute("preview", review.preview(query));
    page.addAttribute("found", list.page(query));
    return "review/group";
  }

  /** What a discard would end, before it is done. */
  @GetMapping("/discard")
  String discard(@RequestParam Map<String, String> parameters, Model page) {
    Map<String, String> group = group(parameters);
    page.addAttribute("group", group);
    page.addAttribute("preview", review.preview(MessageList.query(Asked.of(group, MessageList.filters()))));
    return "review/discard";
  }

  @PostMapping("/replay")
  String replay(@RequestParam Map<String, String> parameters, Principal operator, RedirectAttributes onward) {
    Review.Done done = review.replay(query(parameters), parameters.get("note"), operator.getName());
    onward.addFlashAttribute("notice", words(done, "sent through again"));
    return "redirect:" + PATH;
  }

  @PostMapping("/discard")
  String discard(
    @RequestParam Map<String, String> parameters,
    Principal operator,
    RedirectAttributes onward
  ) {
    Review.Done done = review.discard(query(parameters), parameters.get("note"), operator.getName());
    onward.addFlashAttribute("notice", words(done, "discarded"));
    return "redirect:" + PATH;
  }

  private static MessageQuery query(Map<String, String> parameters) {
    Map<String, String> asked = group(parameters);
    String cursor = parameters.getOrDefault("cursor", "");
    if (!cursor.isBlank()) {
      asked.put("cursor", cursor);
    }
    Asked known = Asked.of(asked, MessageList.filters("cursor"));
    return MessageList.query(known).before(known.cursor());
  }

  private static Map<String, String> group(Map<String, String> parameters) {
    Map<String, String> group = new LinkedHashMap<>();
    for (String name : GROUP) {
      String value = parameters.getOrDefault(name, "");
      if (!value.isBlank()) {
        group.put(name, value);
      }
    }
    return group;
  }

  private static String words(Review.Done done, String what) {
    String said = (done.messages() == 1 ? "1 message " : done.messages() + " messages ") + what + ".";
    return done.more() ? said + " There are more: do it once more to go on." : said;
  }
}
