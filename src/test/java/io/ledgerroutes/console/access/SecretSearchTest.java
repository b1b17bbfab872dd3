package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.Calls;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * The product works, and fails in every way that could have a secret slip out: remotes that repeat what they were
 * sent, a revoked token, a wrong credential, wrong passwords. Then everything it wrote and shows is searched for every
 * secret it knew, in clear, Base64, hex and encoded for an address.
 */
class SecretSearchTest {

  private static final String WRONG = "cs_wrong-credential-0815-4711";
  private static final String GUESS = "guessed-password-4711-0815";

  @TempDir
  private static Path data;

  private static WatchedHouse house;
  private static final Secrets SECRETS = new Secrets();
  private static final Set<String> PERSONAL = new TreeSet<>();

  @BeforeAll
  static void work() throws Exception {
    house = new WatchedHouse(data);
    SECRETS.add("the master key", house.vaultKey());
    SECRETS.add("the password of admin", ConsoleHouse.PASSWORD);
    SECRETS.add("the Xero app's secret", "sandbox-secret");
    SECRETS.add("the Xero webhooks' key", "sandbox-webhook-key");
    SECRETS.add("the consumer's pair", "ck_sandbox:cs_sandbox");
    SECRETS.add("the wrong consumer secret", WRONG);
    SECRETS.add("a guessed password", GUESS);
    house.placeOrders(8, 7);
    note();
    remotesRepeatWhatTheyWereSent();
    aWrongCredential();
    aConsentIsLostAndGivenAgain();
    peopleSignInRightAndWrong();
    house.placeOrders(2, 9);
    note();
    customers();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** What the vault holds now; tokens change while it works. */
  private static void note() {
    house.vault().forEach(SECRETS::add);
  }

  private static void remotesRepeatWhatTheyWereSent() {
    house.gate().refuse("PUT", "/Invoices", 400, 40);
    house.placeOrders(3, 8);
    house.gate().refuse("POST", "/Invoices", 500, 2);
    house.call("POST", "/api/v1/connections/craft-shop/check", "");
    house.gate().refuse("GET", "/wp-json/wc/v3/orders", 500, 3);
    int before = house.gate().echoed();
    house.call("POST", "/api/v1/connections/craft-shop/poll", "");
    await()
      .atMost(Duration.ofSeconds(30))
      .until(() -> house.gate().echoed() > before);
    house.gate().refuse("GET", "/wp-json/wc/v3/orders", 400, 50);
    house.call(
      "POST",
      "/api/v1/connections/craft-shop/dry-run",
      "{\"from\":\"2026-01-01\",\"to\":\"2026-12-31\"}"
    );
    house.gate().passOn();
    assertThat(house.gate().echoed()).isGreaterThan(3);
  }

  private static void aWrongCredential() {
    house.call("PUT", "/api/v1/connections/craft-shop/credentials/consumer-secret", WRONG);
    house.call("POST", "/api/v1/connections/craft-shop/check", "");
    house.gate().refuse("GET", "/wp-json", 403, 5);
    house.call("POST", "/api/v1/connections/craft-shop/check", "");
    house.gate().passOn();
    house.call("PUT", "/api/v1/connections/craft-shop/credentials/consumer-secret", "cs_sandbox");
    house.call("POST", "/api/v1/connections/craft-shop/check", "");
  }

  private static void aConsentIsLostAndGivenAgain() {
    house.gate().refuse("POST", "/connect/token", 400, 10);
    house.sandbox("POST", "/sandbox/faults", "{\"system\":\"xero\",\"kind\":\"token-revoked\",\"times\":3}");
    house.call("POST", "/api/v1/connections/craft-shop/check", "");
    house.visitor().open("/connect/xero/callback?state=made-up&code=made-up");
    house.gate().passOn();
    house.sandbox("DELETE", "/sandbox/faults", "");
    await()
      .atMost(Duration.ofSeconds(60))
      .pollInterval(Duration.ofSeconds(1))
      .untilAsserted(() -> {
        Answer consented = house.consent();
        assertThat(consented.status()).as(consented.toString()).isEqualTo(200);
      });
    note();
  }

  private static void peopleSignInRightAndWrong() {
    Visitor right = house.visitor().signedInAs("admin");
    SECRETS.add("a session's id", right.session());
    right.open("/");
    house.visitor().signIn("admin", GUESS, null);
    house.visitor().signIn(GUESS, GUESS, null);
    house.calls().send("GET", "admin", GUESS, "/api/v1/messages", null);
    house.calls().send("POST", null, null, "/webhooks/woocommerce/craft-shop", "{\"id\":1}");
    house.call("PUT", "/api/v1/users/uma", "{\"role\":\"viewer\",\"password\":\"" + GUESS + "\"}");
    house.call("PUT", "/api/v1/users/uma", "{\"role\":\"viewer\",\"password\":\"" + GUESS + "\"");
    right.send("/users", Map.of("name", "una", "role", "nobody", "password", GUESS));
  }

  private static void customers() throws IOException {
    String pair = Base64.getEncoder().encodeToString(
      "ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8)
    );
    Answer orders = new Calls(house.shop()).send(
      "GET",
      null,
      null,
      "/wp-json/wc/v3/orders?per_page=100",
      null,
      "Authorization",
      "Basic " + pair
    );
    for (JsonNode order : new ObjectMapper().readTree(orders.response().body())) {
      for (String part : List.of("billing", "shipping")) {
        JsonNode person = order.path(part);
        add(person.path("first_name").asText() + " " + person.path("last_name").asText());
        List.of("email", "address_1", "company").forEach(field -> add(person.path(field).asText()));
      }
    }
    assertThat(PERSONAL).hasSizeGreaterThan(8);
  }

  private static void add(String words) {
    if (words.strip().length() > 5) {
      PERSONAL.add(words.strip());
    }
  }

  private static void nothingIn(Map<String, String> texts) {
    assertThat(texts).isNotEmpty();
    Map<String, Map<String, String>> found = new TreeMap<>();
    texts.forEach((where, text) -> {
      Map<String, String> here = SECRETS.in(text);
      if (!here.isEmpty()) {
        found.put(where, here);
      }
    });
    assertThat(found).isEmpty();
  }

  private static Map<String, String> log() {
    Map<String, String> lines = new TreeMap<>();
    house.log().forEach(line -> lines.put("line " + lines.size(), line.text()));
    return lines;
  }

  @Test
  void no_line_of_the_log_holds_a_secret_not_even_at_debug() {
    assertThat(house.log()).anyMatch(line -> line.text().contains("ledgerroutes"));
    nothingIn(log());
  }

  @Test
  void no_line_of_the_log_says_at_info_who_a_customer_is() {
    assertThat(house.log())
      .filteredOn(line -> !line.debug())
      .allSatisfy(line -> assertThat(PERSONAL).noneMatch(words -> line.text().contains(words)));
  }

  @Test
  void no_page_and_no_answer_of_the_api_shows_a_secret() {
    Map<String, String> shown = new TreeMap<>();
    Crawl.of(house).forEach((path, answer) -> {
      assertThat(answer.status()).as(path).isLessThan(500);
      shown.put(path, withoutOwnCookies(answer));
    });

    assertThat(shown).containsKeys("/", "/messages", "/review", "/connections/craft-shop", "/users", "/me");
    assertThat(shown).hasSizeGreaterThan(40);
    nothingIn(shown);
  }

  // The browser that is signed in is told its own session, once, in a cookie.
  private static String withoutOwnCookies(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.response().headers().map());
    headers.remove("set-cookie");
    return answer.status() + " " + headers + " " + answer.response().body();
  }

  @Test
  void no_row_of_the_trail_and_no_text_of_the_store_holds_a_secret() {
    Map<String, String> texts = new TreeMap<>();
    List<Map<String, Object>> columns = house
      .sql()
      .sql(
        "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'PUBLIC' " +
          "AND data_type LIKE 'CHARACTER%'"
      )
      .query()
      .listOfRows();
    for (Map<String, Object> column : columns) {
      String sql = "SELECT \"" + column.get("C") + "\" FROM \"" + column.get("T") + "\"";
      List<String> values = house.sql().sql(sql).query(String.class).list();
      texts.put(
        column.get("T") + "." + column.get("C"),
        String.join("\n", values.stream().map(String::valueOf).toList())
      );
    }

    assertThat(texts).containsKeys("AUDIT.DETAIL", "AUDIT.REASON", "INBOX.REASON");
    assertThat(texts.get("INBOX.REASON"))
      .as("what the remotes repeated was kept, without what is secret")
      .contains("echo");
    nothingIn(texts);
  }

  @Test
  void no_file_in_the_data_directory_holds_a_secret_in_clear() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(house.data())) {
      // The sandbox keeps what its shop and its Xero know, our secrets among them.
      Path strangers = house.data().resolve("data/sandbox");
      for (Path file : all
        .filter(Files::isRegularFile)
        .filter(file -> !file.startsWith(strangers))
        .toList()) {
        files.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }

    assertThat(files.keySet()).anyMatch(name -> name.endsWith(".mv.db"));
    nothingIn(files);
  }

  @Test
  void no_attribute_in_jmx_tells_a_secret() throws JMException {
    Map<String, String> attributes = new TreeMap<>();
    for (MBeanServer server : List.of(ManagementFactory.getPlatformMBeanServer(), house.jmx())) {
      for (ObjectName bean : server.queryNames(null, null)) {
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
          String text = bean + " " + value(server, bean, attribute.getName());
          attributes.merge(bean + "." + attribute.getName(), text, String::concat);
        }
      }
    }
    // What this very JVM was started with is the test's doing.
    attributes.keySet().removeIf(name -> name.startsWith("java.lang:type=Runtime"));

    assertThat(attributes.keySet()).anyMatch(name -> name.startsWith("io.ledgerroutes:"));
    assertThat(attributes.keySet()).anyMatch(name -> name.startsWith("org.apache.camel:"));
    nothingIn(attributes);
  }

  private static String value(MBeanServer server, ObjectName bean, String attribute) {
    try {
      Object value = server.getAttribute(bean, attribute);
      return value instanceof Object[] many ? java.util.Arrays.deepToString(many) : String.valueOf(value);
    } catch (JMException | RuntimeException unreadable) {
      return String.valueOf(unreadable.getMessage());
    }
  }

  @Test
  void the_search_finds_a_secret_that_is_there_in_whatever_form_it_is_written() {
    String secret = house.vault().get("connection:craft-shop/webhook-secret");
    String within = Base64.getEncoder().encodeToString(
      ("user:" + secret + "!").getBytes(StandardCharsets.UTF_8)
    );

    LoggerFactory.getLogger("io.ledgerroutes.planted").debug("Basic {}", within);
    house.bean(AuditTrail.class).record(AuditEntry.of("planted").reason("token=" + house.vaultKey()));

    assertThat(house.log()).anySatisfy(line ->
      assertThat(SECRETS.in(line.text()).keySet()).contains("connection:craft-shop/webhook-secret in Base64")
    );
    assertThat(
      SECRETS.in(house.call("GET", "/api/v1/audit?action=planted", null).response().body())
    ).containsKey("the master key");
    house.sql().sql("DELETE FROM audit WHERE action = 'planted'").update();
    house.forget("planted");
    assertThat(SECRETS.in("nothing of the kind")).isEmpty();
  }
}
