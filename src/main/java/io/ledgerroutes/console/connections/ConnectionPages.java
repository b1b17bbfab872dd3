package io.ledgerroutes.console.connections;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.stampli.StampliConnection;
import io.ledgerroutes.xero.XeroGrantView;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** {@code /connections}: the list, one of them, and what an operator does to it by plain forms. */
@Controller
@RequestMapping("/connections")
class ConnectionPages {

  private final ConnectionViews views;
  private final Connections connections;
  private final NamedConnection addressed;
  private final Credentials credentials;
  private final Checks checks;
  private final Switches switches;
  private final XeroGrantView grants;
  private final String directory;

  ConnectionPages(
    ConnectionViews views,
    Connections connections,
    NamedConnection addressed,
    Credentials credentials,
    Checks checks,
    Switches switches,
    XeroGrantView grants,
    @Value("${ledger.connections-dir}") String directory
  ) {
    this.views = views;
    this.connections = connections;
    this.addressed = addressed;
    this.credentials = credentials;
    this.checks = checks;
    this.switches = switches;
    this.grants = grants;
    this.directory = directory;
  }

  @GetMapping
  String list(Model page) {
    page.addAttribute("connections", views.all());
    page.addAttribute("directory", directory);
    return "connections/list";
  }

  @GetMapping("/{id}")
  String one(@PathVariable String id, Model page) {
    ConnectionView view = views.one(id);
    Optional<Connection> good = connections.find(id);
    page.addAttribute("one", view);
    page.addAttribute("longCredentials", good.map(credentials::ofSeveralLines).orElse(Set.of()));
    page.addAttribute("hasFile", connections.hasFile(id));
    page.addAttribute("paused", connections.pausedBy(id).isPresent());
    page.addAttribute("files", good.filter(one -> one.settings() instanceof StampliConnection).isPresent());
    page.addAttribute("consent", good.map(grants::of).orElse(null));
    page.addAttribute("text", connections.text(id).orElse(""));
    page.addAttribute("nextPoll", good.flatMap(one -> one.schedule().nextAfter(Instant.now())).orElse(null));
    return "connections/one";
  }

  @PostMapping("/{id}/check")
  String check(@PathVariable String id, Principal operator, RedirectAttributes to) {
    return did(id, to, () -> {
      Checks.Checked checked = checks.check(id, operator.getName());
      to.addFlashAttribute("checked", checked);
      return checked.ok() ? "Checked: all is well." : "Checked: see below what there is to do.";
    });
  }

  @PostMapping("/{id}/poll")
  String poll(@PathVariable String id, Principal operator, RedirectAttributes to) {
    return did(id, to, () -> {
      switches.poll(id, operator.getName());
      return "A poll is queued; what it finds appears among the messages.";
    });
  }

  @PostMapping("/{id}/pause")
  String pause(@PathVariable String id, Principal operator, RedirectAttributes to) {
    return did(id, to, () ->
      switches.pause(id, operator.getName())
        ? "Paused. What comes in is stored and waits."
        : "It was paused already; nothing was changed."
    );
  }

  @PostMapping("/{id}/resume")
  String resume(@PathVariable String id, Principal operator, RedirectAttributes to) {
    return did(id, to, () -> {
      boolean resumed = switches.resume(id, operator.getName());
      String stands = connections
        .stateReason(id)
        .map(reason -> " It still does not run: " + reason + ".")
        .orElse(" It runs.");
      return (resumed ? "Resumed." : "It was not paused; nothing was changed.") + stands;
    });
  }

  @PostMapping("/{id}/credentials/{name}")
  String credential(
    @PathVariable String id,
    @PathVariable String name,
    @RequestParam(defaultValue = "") String secret,
    Principal operator,
    RedirectAttributes to
  ) {
    return did(id, to, () -> {
      // A browser ends the lines of a field with both signs, whatever was entered.
      String text = secret.replace("\r\n", "\n");
      credentials.put(id, name, text.getBytes(StandardCharsets.UTF_8), operator.getName());
      return name + " is stored. It is not shown again.";
    });
  }

  /** Asks first. */
  @GetMapping("/{id}/remove")
  String removal(@PathVariable String id, Model page) {
    ConnectionView view = views.one(id);
    page.addAttribute("one", view);
    page.addAttribute("hasFile", connections.hasFile(id));
    page.addAttribute("waiting", view.waiting());
    return "connections/remove";
  }

  @PostMapping("/{id}/remove")
  String remove(@PathVariable String id, Principal operator, RedirectAttributes to) {
    addressed.requireKnown(id);
    try {
      to.addFlashAttribute("notice", words(switches.remove(id, operator.getName())));
      return "redirect:/connections";
    } catch (ApiRefusal refused) {
      to.addFlashAttribute("problem", refused.getMessage());
      return "redirect:/connections/" + id;
    }
  }

  private static String words(ConnectionRemoval.Removed removed) {
    StringBuilder words = new StringBuilder("Removed ").append(removed.id()).append(" for good. ");
    words.append(removed.ended()).append(" waiting messages were ended. ");
    words.append(
      removed.disconnected()
        ? "The organisation was disconnected at Xero. "
        : "The organisation stays connected. "
    );
    words.append(removed.revoked() ? "The consent was ended." : "The consent was left as it is.");
    removed.elsewhere().forEach(done -> words.append(' ').append(done).append('.'));
    return words.toString();
  }

  /** Does it and says so on the connection's page, or says there why not. */
  private String did(String id, RedirectAttributes to, Supplier<String> act) {
    addressed.requireKnown(id);
    try {
      to.addFlashAttribute("notice", act.get());
    } catch (ApiRefusal refused) {
      to.addFlashAttribute("problem", refused.getMessage());
    }
    return "redirect:/connections/" + id;
  }
}
