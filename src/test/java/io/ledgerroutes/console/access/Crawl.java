package io.ledgerroutes.console.access;

import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.access.Addresses.Address;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Everything that an operator can be shown: each address that reads, for each record there is, and all that pages lead to. */
public final class Crawl {

  private static final int MOST = 1_500;
  private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"(/[^\"]*)");
  private static final Set<String> ELSEWHERE = Set.of("/console/", "/webjars/", "/connect/");

  private final WatchedHouse house;
  private final Visitor operator;
  private final Map<String, Answer> seen = new LinkedHashMap<>();
  private final Deque<String> open = new ArrayDeque<>();

  private Crawl(WatchedHouse house) {
    this.house = house;
    this.operator = house.visitor().signedInAs(WatchedHouse.OPERATOR);
  }

  /** The answers by address. */
  public static Map<String, Answer> of(WatchedHouse house) {
    Crawl crawl = new Crawl(house);
    List<String> messages = crawl.ids("SELECT id FROM inbox ORDER BY id DESC");
    List<String> runs = crawl.ids("SELECT id FROM run ORDER BY id DESC");
    for (Address address : Addresses.of(house.context())) {
      if (address.method().equals("GET")) {
        crawl.each(address, address.path().contains("messages/{id") ? messages : runs);
      }
    }
    while (!crawl.open.isEmpty() && crawl.seen.size() < MOST) {
      crawl.look(crawl.open.poll());
    }
    return crawl.seen;
  }

  private List<String> ids(String sql) {
    return house.sql().sql(sql).query(String.class).list();
  }

  private void each(Address address, List<String> ids) {
    boolean many = address.path().contains("messages/{id") || address.path().contains("{run");
    for (String id : many ? ids : List.of("none")) {
      open.add(
        address
          .filled(variable ->
            switch (variable) {
              case "run" -> id;
              case "tab" -> "summary";
              case "id", "connection" -> address.path().contains("messages/{id")
                ? id
                : WatchedHouse.CONNECTION;
              default -> WatchedHouse.OPERATOR;
            }
          )
          .replace("**", "readiness")
      );
    }
  }

  private void look(String path) {
    if (seen.containsKey(path)) {
      return;
    }
    Answer answer = path.startsWith("/api/") || path.startsWith("/actuator")
      ? house.call("GET", path, null)
      : operator.open(path);
    seen.put(path, answer);
    Matcher link = LINK.matcher(answer.response().body());
    while (link.find()) {
      String to = HtmlUtils.htmlUnescape(link.group(1)).replaceFirst("#.*", "").replace("'", "%27");
      if (ELSEWHERE.stream().noneMatch(to::startsWith)) {
        open.add(to);
      }
    }
  }
}
