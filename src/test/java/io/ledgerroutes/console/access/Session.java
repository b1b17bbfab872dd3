package io.ledgerroutes.console.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.browser.LiveHouse;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody who signed in to the live house by its form, without a browser around it. */
final class Session implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final LiveHouse house;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  Session(LiveHouse house, String user) throws IOException, InterruptedException {
    this.house = house;
    if (user != null) {
      Matcher token = TOKEN.matcher(get("/sign-in").body());
      token.find();
      String form = "_csrf=" + encoded(token.group(1)) + "&username=" + user + "&password=";
      send(
        request("/sign-in")
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(HttpRequest.BodyPublishers.ofString(form + encoded(LiveHouse.PASSWORD)))
      );
      get("/actuator/hawtio/");
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(house.url(path)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).header("Accept", "text/html,*/*").GET());
  }

  /** The token that Hawtio finds in its cookie. */
  String token() {
    return cookies
      .getCookieStore()
      .getCookies()
      .stream()
      .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
      .findFirst()
      .map(cookie -> cookie.getValue())
      .orElse("none");
  }

  HttpResponse<String> post(String path, String body, String... headers)
    throws IOException, InterruptedException {
    String[] all = Stream.concat(Stream.of("Content-Type", "text/json"), Stream.of(headers)).toArray(
      String[]::new
    );
    return send(request(path).headers(all).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** As Hawtio asks. */
  JsonNode jolokia(String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(
      "/actuator/hawtio/jolokia/?ignoreErrors=true",
      body,
      "X-XSRF-TOKEN",
      token()
    );
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
