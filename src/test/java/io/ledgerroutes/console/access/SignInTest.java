package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of sign-in and what comes of it, as a browser meets them. */
class SignInTest {

  private static final Map<String, String> NOTHING = Map.of();

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Visitor visitor() {
    return new Visitor(house);
  }

  private static List<AuditRow> trail(String action) {
    return house.bean(AuditTrail.class).find(AuditQuery.newest(50).ofAction(action));
  }

  @Test
  void who_opens_a_page_is_asked_who_he_is_and_comes_back_to_it() {
    Visitor visitor = visitor();

    Answer sent = visitor.open("/messages?state=DEAD&key=a%20b");
    Answer form = visitor.open(sent.header("Location"));
    Answer signedIn = visitor.signIn("eve", ConsoleHouse.PASSWORD, "/messages?state=DEAD&key=a%20b");

    assertThat(sent.status()).isEqualTo(302);
    assertThat(sent.header("Location")).isEqualTo("/sign-in?to=%2Fmessages%3Fstate%3DDEAD%26key%3Da%2520b");
    assertThat(sent.header("WWW-Authenticate")).isNull();
    assertThat(form.status()).isEqualTo(200);
    assertThat(form.response().body()).contains("value=\"/messages?state=DEAD&amp;key=a%20b\"");
    assertThat(signedIn.status()).isEqualTo(302);
    assertThat(signedIn.header("Location")).isEqualTo("/messages?state=DEAD&key=a%20b");
    assertThat(visitor.open("/").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "https://elsewhere.example/",
      "//elsewhere.example/",
      "/\\elsewhere.example/",
      "\\\\elsewhere.example",
      "/%0d%0aSet-Cookie:x=1",
      "/\r\nSet-Cookie: x=1",
      "/\t/elsewhere.example",
      "javascript:alert(1)",
      "/a//elsewhere.example",
      "/../../elsewhere",
      "/sign-in?to=/audit",
      "/logout",
      "/api/v1/messages",
      "/console/console.css",
      " /audit",
      "/audit#x",
      "elsewhere.example",
    }
  )
  void nobody_is_sent_anywhere_but_to_a_page_of_the_console(String to) {
    Visitor visitor = visitor();

    assertThat(visitor.signIn("eve", ConsoleHouse.PASSWORD, to).header("Location")).isEqualTo("/");
    assertThat(ReturnAddress.of(to)).isEmpty();
  }

  @Test
  void who_wanted_to_give_a_consent_comes_back_to_the_connection_since_no_form_may_lead_to_xero() {
    Answer sent = visitor().open("/connect/xero/craft-shop");
    Answer signedIn = visitor().signIn("admin", ConsoleHouse.PASSWORD, "/connect/xero/craft-shop");
    Answer back = visitor().open("/connect/xero/callback?state=s&code=c");

    assertThat(sent.header("Location")).isEqualTo("/sign-in?to=%2Fconnections%2Fcraft-shop");
    assertThat(signedIn.header("Location")).isEqualTo("/connections/craft-shop");
    assertThat(back.header("Location")).contains("to=%2Fconnect%2Fxero%2Fcallback");
  }

  @Test
  void a_part_of_a_page_has_the_whole_page_sign_in_and_come_back() {
    String page = "http://localhost:" + house.port() + "/messages?state=HELD";

    Answer own = visitor().open("/messages/part", "HX-Request", "true", "HX-Current-URL", page);
    Answer foreign = visitor().open(
      "/messages/part",
      "HX-Request",
      "true",
      "HX-Current-URL",
      "http://elsewhere.example/messages"
    );

    assertThat(own.status()).isEqualTo(401);
    assertThat(own.header("HX-Redirect")).isEqualTo("/sign-in?to=%2Fmessages%3Fstate%3DHELD");
    assertThat(own.header("WWW-Authenticate")).isNull();
    assertThat(own.response().body()).isEmpty();
    assertThat(foreign.header("HX-Redirect")).isEqualTo("/sign-in");
  }

  @Test
  void a_program_without_a_user_hears_401_in_json_and_a_script_of_a_browser_is_not_asked_by_it()
    throws Exception {
    Answer program = house.get(null, "/messages");
    Answer script = house.send("GET", null, "/messages", null, "Sec-Fetch-Mode", "cors");

    assertThat(program.status()).isEqualTo(401);
    assertThat(program.header("WWW-Authenticate")).startsWith("Basic ");
    assertThat(program.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(script.status()).isEqualTo(401);
    assertThat(script.header("WWW-Authenticate")).isNull();
    assertThat(script.detail()).contains("/sign-in");
  }

  @Test
  void nobody_has_a_session_before_he_is_signed_in_and_then_one_with_a_guarded_cookie() {
    Visitor visitor = visitor();

    visitor.open("/");
    visitor.open("/sign-in");
    String before = visitor.session();
    Answer signedIn = visitor.signIn("eve", ConsoleHouse.PASSWORD, null);

    assertThat(before).isNull();
    assertThat(visitor.session()).isNotNull();
    assertThat(signedIn.response().headers().allValues("Set-Cookie")).anySatisfy(cookie ->
      assertThat(cookie).startsWith("ledger-session=").contains("HttpOnly", "SameSite=Lax", "Path=/")
    );
  }

  @Test
  void a_session_that_somebody_else_chose_is_never_taken_over() {
    Visitor visitor = visitor();
    visitor.useSession("0123456789ABCDEF0123456789ABCDEF");
    visitor.signIn("eve", ConsoleHouse.PASSWORD, null);
    String first = visitor.session();
    visitor.signIn("admin", ConsoleHouse.PASSWORD, null);

    assertThat(first).isNotEqualTo("0123456789ABCDEF0123456789ABCDEF");
    assertThat(visitor.session()).isNotEqualTo(first);
    Visitor thief = visitor();
    thief.useSession(first);
    assertThat(thief.open("/").status()).isEqualTo(302);
  }

  @Test
  void a_wrong_name_or_password_is_told_in_the_same_words() {
    Visitor visitor = visitor();

    Answer wrong = visitor.signIn("eve", "not it", "/audit");
    Answer unknown = visitor.signIn("no-such-user", "not it", "/audit");

    assertThat(wrong.status()).isEqualTo(302);
    assertThat(wrong.header("Location")).isEqualTo("/sign-in?why=wrong&to=%2Faudit");
    assertThat(unknown.header("Location")).isEqualTo(wrong.header("Location"));
    assertThat(visitor.open("/sign-in?why=wrong&to=%2Faudit").response().body())
      .contains("do not belong together")
      .contains("value=\"/audit\"");
    assertThat(visitor.session()).isNull();
  }

  @Test
  void failures_count_for_form_and_api_alike_and_the_trail_names_users_only() {
    Visitor visitor = visitor();
    for (int guess = 0; guess < 3; guess++) {
      visitor.signIn("p4ssw0rd-typed-as-name", "guess", null);
    }
    for (int guess = 0; guess < 2; guess++) {
      house.sendAs("GET", "p4ssw0rd-typed-as-name", "guess", "/api/v1/messages", null);
    }

    Answer form = visitor.signIn("p4ssw0rd-typed-as-name", "guess", null);
    Answer call = house.sendAs("GET", "p4ssw0rd-typed-as-name", "guess", "/api/v1/messages", null);
    visitor.signIn("eve", "guess", null);

    assertThat(form.header("Location")).isEqualTo("/sign-in?why=wait");
    assertThat(visitor.open("/sign-in?why=wait").response().body()).contains("try again in a minute");
    assertThat(call.status()).isEqualTo(429);
    List<AuditRow> refused = trail("sign-in-refused");
    assertThat(refused).hasSizeGreaterThanOrEqualTo(6);
    assertThat(refused.getFirst().entry().detail()).containsEntry("user", "eve");
    assertThat(refused.toString()).doesNotContain("p4ssw0rd", "guess");
    assertThat(house.log()).doesNotContain("p4ssw0rd", "guess");
  }

  @Test
  void signing_out_ends_the_session_and_both_are_on_the_trail() {
    Visitor visitor = visitor().signedInAs("eve");
    String session = visitor.session();
    visitor.open("/");

    Answer out = visitor.send("/logout", NOTHING);

    assertThat(out.header("Location")).isEqualTo("/sign-in?why=out");
    assertThat(visitor.open("/sign-in?why=out").response().body()).contains("You are signed out.");
    visitor.useSession(session);
    Answer after = visitor.open("/audit");
    assertThat(after.header("Location")).isEqualTo("/sign-in?why=ended&to=%2Faudit");
    Set<String> actors = new TreeSet<>();
    trail("sign-out").forEach(row -> actors.add(row.entry().actor()));
    assertThat(actors).contains("eve");
    assertThat(trail("sign-in").getFirst().entry().actor()).isEqualTo("eve");
  }

  @Test
  void a_form_without_its_token_or_with_an_old_one_is_told_what_to_do() {
    Visitor visitor = visitor().signedInAs("admin");
    visitor.open("/");

    for (String token : new String[] { null, "", "made-up", "A".repeat(96) }) {
      Answer refused = visitor.sendWithToken(token, "/logout", NOTHING);
      assertThat(refused.status()).as("token %s", token).isEqualTo(403);
      assertThat(refused.header("Content-Type")).startsWith("text/html");
      assertThat(refused.response().body())
        .contains("too old", "nothing was changed")
        .doesNotContain("Exception", "\tat ");
    }
    assertThat(visitor.open("/").status()).isEqualTo(200);
  }

  @Test
  void a_sign_in_without_a_token_is_asked_to_try_again_on_a_fresh_page() {
    Visitor visitor = visitor();

    Answer refused = visitor.sendWithToken(
      null,
      "/sign-in",
      Map.of("username", "eve", "password", ConsoleHouse.PASSWORD, "to", "/audit")
    );

    assertThat(refused.header("Location")).isEqualTo("/sign-in?why=stale&to=%2Faudit");
    assertThat(visitor.session()).isNull();
    assertThat(visitor.open("/sign-in?why=stale").response().body()).contains("cookies");
  }

  @Test
  void a_form_sent_after_the_session_ended_says_that_it_was_not_done() {
    Visitor visitor = visitor();
    visitor.open("/sign-in");

    Answer refused = visitor.send(
      "/connections/craft-shop/pause",
      NOTHING,
      "Referer",
      "http://localhost:" + house.port() + "/connections/craft-shop"
    );

    assertThat(refused.header("Location")).isEqualTo("/sign-in?why=undone&to=%2Fconnections%2Fcraft-shop");
    assertThat(visitor.open(refused.header("Location")).response().body()).contains("was not done");
  }

  @Test
  void what_a_viewer_may_not_see_is_refused_as_a_page_to_a_browser_and_in_json_to_a_program()
    throws Exception {
    Visitor viewer = visitor().signedInAs("eve");

    Answer page = viewer.open("/connect/xero/craft-shop");
    Answer part = viewer.open("/connect/xero/craft-shop", "HX-Request", "true", "Accept", "*/*");
    Answer program = house.get("eve", "/connect/xero/craft-shop");

    assertThat(List.of(page.status(), part.status(), program.status())).containsOnly(403);
    for (Answer shown : List.of(page, part)) {
      assertThat(shown.header("Content-Type")).startsWith("text/html");
      assertThat(shown.response().body()).contains("sign in as an operator").contains("id=\"content\"");
    }
    assertThat(program.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(program.detail()).contains("sign in as an operator");
  }

  @Test
  void a_user_has_at_most_five_sessions_and_the_oldest_gives_way() {
    Visitor first = visitor().signedInAs("eve");
    assertThat(first.open("/").status()).isEqualTo(200);
    for (int more = 0; more < Sessions.MOST_OF_USER; more++) {
      visitor().signedInAs("eve");
    }

    assertThat(first.open("/").header("Location")).isEqualTo("/sign-in?why=ended");
    assertThat(house.bean(Sessions.class).count()).isLessThanOrEqualTo(2 * Sessions.MOST_OF_USER);
  }

  @Test
  void a_user_who_was_changed_loses_his_sessions() {
    Users users = house.bean(Users.class);
    users.put("temp", Role.OPERATOR, ConsoleHouse.PASSWORD);
    Visitor temp = visitor().signedInAs("temp");
    assertThat(temp.open("/").status()).isEqualTo(200);

    users.put("temp", Role.VIEWER, ConsoleHouse.PASSWORD);

    assertThat(temp.open("/").header("Location")).isEqualTo("/sign-in?why=ended");
  }

  @Test
  void a_user_who_was_changed_is_out_of_hawtio_too() {
    Users users = house.bean(Users.class);
    users.put("temp", Role.OPERATOR, ConsoleHouse.PASSWORD);
    Visitor temp = visitor().signedInAs("temp");
    int before = temp.open("/actuator/hawtio").status();

    users.put("temp", Role.VIEWER, ConsoleHouse.PASSWORD);

    assertThat(before).isLessThan(400);
    assertThat(temp.open("/actuator/hawtio").header("Location")).startsWith("/sign-in?why=ended");
  }

  @Test
  void a_host_that_the_request_makes_up_appears_in_no_answer() throws Exception {
    for (String path : List.of("/", "/sign-in", "/nothing", "/api/v1/messages")) {
      WireAnswer answer = WireAnswer.of(
        house.port(),
        "GET " +
          path +
          " HTTP/1.1\r\nHost: elsewhere.example\r\nAccept: text/html\r\n" +
          "X-Forwarded-Host: elsewhere.example\r\nConnection: close\r\n\r\n"
      );
      assertThat(answer.text()).as(path).doesNotContain("elsewhere.example");
    }
  }
}
