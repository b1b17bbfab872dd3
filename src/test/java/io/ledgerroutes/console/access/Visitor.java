package io.ledgerroutes.console.access;

import io.ledgerroutes.console.Calls;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody with a browser, as far as the server sees it: cookies, forms with their token, no redirect followed. */
public final class Visitor {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final String SESSION = "ledger-session";

  private final Calls calls;
  private final Map<String, String> cookies = new TreeMap<>();
  private String token = "";

  public Visitor(ConsoleHouse house) {
    this(house.calls());
  }

  public Visitor(Calls calls) {
    this.calls = calls;
  }

  public Visitor signedInAs(String user) {
    signIn(user, ConsoleHouse.PASSWORD, null);
    return this;
  }

  /** Opens the page of sign-in and sends its form. */
  public Answer signIn(String user, String password, String to) {
    open("/sign-in");
    return send(
      "/sign-in",
      to == null
        ? Map.of("username", user, "password", password)
        : Map.of("username", user, "password", password, "to", to)
    );
  }

  public Answer open(String path, String... headers) {
    Answer page = request("GET", path, null, with(List.of("Accept", "text/html"), headers));
    Matcher found = TOKEN.matcher(page.response().body());
    if (found.find()) {
      token = found.group(1);
    }
    return page;
  }

  /** Sends a form with the token of the page that was opened last. */
  public Answer send(String path, Map<String, String> fields, String... headers) {
    return sendWithToken(token, path, fields, headers);
  }

  /** Sends a form with a token of one's own choice, or without one where it is null. */
  public Answer sendWithToken(String token, String path, Map<String, String> fields, String... headers) {
    Map<String, String> all = new TreeMap<>(fields);
    if (token != null) {
      all.put("_csrf", token);
    }
    String form = all
      .entrySet()
      .stream()
      .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
      .collect(Collectors.joining("&"));
    List<String> usual = List.of("Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded");
    return request("POST", path, form, with(usual, headers));
  }

  private Answer request(String method, String path, String body, List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    if (!cookies.isEmpty()) {
      all.add("Cookie");
      all.add(
        cookies
          .entrySet()
          .stream()
          .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
          .collect(Collectors.joining("; "))
      );
    }
    Answer answer = calls.send(method, null, null, path, body, all.toArray(String[]::new));
    answer.response().headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";")[0].split("=", 2);
    if (cookie.contains("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static List<String> with(List<String> usual, String... headers) {
    return Stream.concat(usual.stream(), Stream.of(headers)).toList();
  }

  public String token() {
    return token;
  }

  /** The id of the session, or null. */
  public String session() {
    return cookies.get(SESSION);
  }

  public void useSession(String id) {
    cookies.put(SESSION, id);
  }
}
