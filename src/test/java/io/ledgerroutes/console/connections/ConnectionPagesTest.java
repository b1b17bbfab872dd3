package io.ledgerroutes.console.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.access.Visitor;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionPagesTest {

  private static final String PAGE = "/connections/craft-shop";

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

  private static Visitor admin() {
    return new Visitor(house).signedInAs("admin");
  }

  @Test
  void a_secret_stored_by_the_form_comes_back_in_no_page_log_or_audit_row() {
    String secret = "ck_0123456789-never-to-be-seen";
    Visitor operator = admin();
    operator.open(PAGE);

    Answer stored = operator.send(PAGE + "/credentials/consumer-key", Map.of("secret", secret));
    Answer page = operator.open(PAGE);
    Answer trail = house.get("admin", "/api/v1/audit?action=credential-set");

    assertThat(stored.status()).isEqualTo(302);
    assertThat(stored.header("Location")).endsWith(PAGE);
    assertThat(page.response().body()).contains("consumer-key is stored. It is not shown again.");
    assertThat(house.bean(Vault.class).get("connection:craft-shop", "consumer-key")).contains(secret);
    assertThat(trail.toString()).contains("admin", "consumer-key");
    assertThat(stored + page.toString() + trail + operator.open("/") + house.log()).doesNotContain(
      "never-to-be-seen"
    );
  }

  @Test
  void a_secret_that_is_none_is_refused_on_the_page_in_the_words_of_the_api() {
    Visitor operator = admin();
    operator.open(PAGE);

    operator.send(PAGE + "/credentials/webhook-secret", Map.of("secret", "x".repeat(20_000)));
    String tooLong = operator.open(PAGE).response().body();
    operator.send(PAGE + "/credentials/webhook-secret", Map.of("secret", "  "));
    String empty = operator.open(PAGE).response().body();
    operator.send(PAGE + "/credentials/api-key", Map.of("secret", "never-to-be-seen"));
    String unknown = operator.open(PAGE).response().body();

    assertThat(List.of(tooLong, empty)).allMatch(page -> page.contains("UTF-8 text of 1 to 16384 bytes"));
    assertThat(unknown).contains("no credential of that name").doesNotContain("never-to-be-seen");
    assertThat(house.bean(Vault.class).names("connection:craft-shop")).doesNotContain("api-key");
  }

  @Test
  void nothing_is_done_for_a_viewer_without_a_token_or_to_what_is_not_there() {
    Visitor viewer = new Visitor(house).signedInAs("eve");
    Visitor operator = admin();
    String forms = viewer.open(PAGE).response().body();
    operator.open(PAGE);

    for (String act : List.of(
      "/poll",
      "/pause",
      "/resume",
      "/check",
      "/remove",
      "/credentials/consumer-key"
    )) {
      assertThat(viewer.send(PAGE + act, Map.of("secret", "s")).status()).as("viewer " + act).isEqualTo(403);
      assertThat(operator.sendWithToken(null, PAGE + act, Map.of("secret", "s")).status())
        .as("without a token " + act)
        .isEqualTo(403);
      assertThat(operator.send("/connections/nobody" + act, Map.of("secret", "s")).status())
        .as("nobody " + act)
        .isEqualTo(404);
    }
    assertThat(forms).doesNotContain("action=\"" + PAGE, "type=\"password\"", "href=\"/connect/");
    assertThat(operator.open("/connections/..%2f..%2fetc").status()).isIn(400, 404);
  }

  @Test
  void resuming_says_whether_it_runs_and_polling_a_paused_one_why_not() {
    Visitor operator = admin();
    operator.open(PAGE);

    operator.send(PAGE + "/poll", Map.of());
    assertThat(operator.open(PAGE).response().body()).contains("The connection is paused; resume it first.");
    operator.send(PAGE + "/pause", Map.of());
    assertThat(operator.open(PAGE).response().body()).contains("It was paused already; nothing was changed.");
    operator.send(PAGE + "/resume", Map.of());
    assertThat(operator.open(PAGE).response().body()).contains("Resumed.");
    operator.send(PAGE + "/pause", Map.of());
    assertThat(operator.open(PAGE).response().body()).contains("Paused. What comes in is stored and waits.");
    assertThat(operator.open(PAGE).response().body())
      .contains("paused by admin", " since ")
      .doesNotContain("Paused.");
  }

  @Test
  void the_file_s_own_words_are_shown_as_text() throws IOException {
    Path file = data.resolve("connections/strange-shop.yaml");
    Files.writeString(
      file,
      "id: strange-shop\n\"<img src=x onerror=alert(1)>\": 1\nintegration: nothing-known\n"
    );
    Connections connections = house.bean(Connections.class);
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> connections.ids().contains("strange-shop"));
    Visitor viewer = new Visitor(house).signedInAs("eve");

    String overview = viewer.open("/").response().body();
    String page = viewer.open("/connections/strange-shop").response().body();
    Files.delete(file);

    for (String shown : List.of(overview, page)) {
      assertThat(shown)
        .contains("strange-shop.yaml, line 3", "is not known", "To do: use one of")
        .doesNotContain("<img");
    }
  }

  @Test
  void the_overview_names_what_stands_with_what_to_do_and_where() {
    house.message("overview-dead", MessageState.DEAD, "gave up");
    house.message("overview-held", MessageState.HELD, "no rule");
    Visitor operator = admin();

    String page = operator.open("/").response().body();

    assertThat(page)
      .contains("its file has never been good", "broken-shop.yaml, line 2")
      .contains("paused by ", "what comes in is stored and waits")
      .contains("credentials are missing: ", "/connections/craft-shop#credentials")
      .contains("1 dead", "/review/group?connection=craft-shop&amp;state=DEAD")
      .contains("1 held by a rule", "/review/group?connection=craft-shop&amp;state=HELD")
      .doesNotContain("Nothing needs a hand");
    String seen = page.replaceAll("(?s).*/overview/needs\\?seen=([0-9a-f]+).*", "$1");
    assertThat(operator.open("/overview/needs?seen=" + seen).status())
      .as("nothing new is not said again")
      .isEqualTo(204);
    assertThat(operator.open("/overview/needs?seen=other").response().body())
      .startsWith("<section id=\"needs\"")
      .contains("broken-shop");
  }
}
