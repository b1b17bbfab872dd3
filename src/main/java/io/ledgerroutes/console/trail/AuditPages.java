package io.ledgerroutes.console.trail;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.Address;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /audit}: the trail, newest first. */
@Controller
class AuditPages {

  private final AuditDesk desk;
  private final Connections connections;

  AuditPages(AuditDesk desk, Connections connections) {
    this.desk = desk;
    this.connections = connections;
  }

  /** An entry as the page shows it; texts that are not there are empty. */
  record Line(
    long id,
    Instant at,
    String actor,
    String action,
    String outcome,
    String connection,
    String flow,
    String key,
    Long message,
    String reason,
    List<String> facts
  ) {
    static Line of(AuditView entry) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("remote status", entry.remoteStatus());
      facts.put("took", entry.durationMillis() == null ? null : entry.durationMillis() + " ms");
      facts.put("correlation id", entry.correlationId());
      facts.putAll(new TreeMap<>(entry.detail()));
      return new Line(
        entry.id(),
        entry.at(),
        entry.actor(),
        entry.action(),
        text(entry.outcome()),
        text(entry.connection()),
        text(entry.flow()),
        text(entry.key()),
        entry.message(),
        text(entry.reason()),
        facts
          .entrySet()
          .stream()
          .filter(fact -> fact.getValue() != null)
          .map(fact -> fact.getKey() + ": " + fact.getValue())
          .toList()
      );
    }

    private static String text(String value) {
      return value == null ? "" : value;
    }
  }

  @GetMapping("/audit")
  String list(@RequestParam MultiValueMap<String, String> parameters, Model page) {
    Asked asked = Asked.ofForm(parameters, AuditDesk.FILTERS_AND_CURSOR);
    Page<AuditView> found = desk.page(asked);
    page.addAttribute("connections", connections.ids());
    page.addAttribute("asked", filters(asked));
    page.addAttribute("entries", found.items().stream().map(Line::of).toList());
    page.addAttribute("csv", address("/audit.csv", asked, null));
    page.addAttribute("next", found.next() == null ? null : address("/audit", asked, found.next()));
    page.addAttribute("later", asked.text("cursor") == null ? null : address("/audit", asked, null));
    return "trail/audit";
  }

  private static Map<String, String> filters(Asked asked) {
    Map<String, String> filters = new LinkedHashMap<>();
    for (String name : AuditDesk.FILTERS) {
      filters.put(name, asked.text(name) == null ? "" : asked.text(name));
    }
    return filters;
  }

  private static String address(String path, Asked asked, String cursor) {
    Map<String, String> parameters = filters(asked);
    parameters.put("cursor", cursor);
    return Address.of(path, parameters);
  }

  /** All entries as a list for spreadsheets. */
  @GetMapping("/audit.csv")
  void csv(@RequestParam MultiValueMap<String, String> parameters, HttpServletResponse answer)
    throws IOException {
    desk.list(Asked.ofForm(parameters, AuditDesk.FILTERS), answer);
  }
}
