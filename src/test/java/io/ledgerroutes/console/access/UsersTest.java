package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.vault.Vault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Users over the API and by the pages. */
class UsersTest {

  private static final String NEW_PASSWORD = "four words that nobody says";

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
    house.bean(Users.class).put("olga", Role.OPERATOR, ConsoleHouse.PASSWORD);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Answer put(String by, String name, String json) {
    return house.send("PUT", by, "/api/v1/users/" + name, json, "Content-Type", "application/json");
  }

  private static String body(String role, String password) {
    return "{\"role\":\"" + role + "\",\"password\":\"" + password + "\"}";
  }

  private static AuditEntry newest(String action) {
    return house.bean(AuditTrail.class).find(AuditQuery.newest(1).ofAction(action)).getFirst().entry();
  }

  @Test
  void a_user_is_added_changed_and_removed_and_the_trail_says_by_whom() throws Exception {
    Answer added = put("olga", "uma", body("viewer", NEW_PASSWORD));
    AuditEntry put = newest("user-put");
    int reads = house.sendAs("GET", "uma", NEW_PASSWORD, "/api/v1/messages", null).status();
    int users = house.sendAs("GET", "uma", NEW_PASSWORD, "/api/v1/users", null).status();
    Answer changed = put("olga", "uma", "{\"role\":\"operator\"}");
    JsonNode list = house.get("olga", "/api/v1/users").json();
    Answer removed = house.send("DELETE", "olga", "/api/v1/users/uma", null);
    AuditEntry gone = newest("user-remove");

    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.json().path("role").asText()).isEqualTo("viewer");
    assertThat(List.of(put.actor(), gone.actor())).containsOnly("olga");
    assertThat(put.detail()).containsEntry("user", "uma").containsEntry("role", "VIEWER");
    assertThat(List.of(reads, users)).containsExactly(200, 403);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(list.path("items").findValuesAsText("name")).contains("admin", "eve", "olga", "uma");
    assertThat(removed.status()).isEqualTo(204);
    assertThat(house.sendAs("GET", "uma", NEW_PASSWORD, "/api/v1/messages", null).status()).isEqualTo(401);
    assertThat(house.send("DELETE", "olga", "/api/v1/users/uma", null).status()).isEqualTo(404);
    assertThat(added + changed.toString() + list + put + house.log()).doesNotContain(
      NEW_PASSWORD,
      "{bcrypt}"
    );
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    quoteCharacter = '`',
    textBlock = """
    nils      | {"role":"viewer","password":"short"}                           | at least 12
    nils      | {"role":"viewer","password":"nils and his four words"}         | does not contain the user's name
    nils      | {"role":"viewer","password":"abababababababab"}                | different characters
    nils      | {"role":"boss","password":"four words that nobody says"}       | viewer, who reads, or operator
    nils      | {"role":"viewer"}                                              | both: a role and a password
    nils      | {"password":"four words that nobody says"}                     | both: a role and a password
    Nils      | {"role":"viewer","password":"four words that nobody says"}     | A name has 1 to 64
    -nils     | {"role":"viewer","password":"four words that nobody says"}     | A name has 1 to 64
    nils      | nonsense                                                       | is not the JSON object
    """
  )
  void what_makes_no_user_is_refused_in_words(String name, String json, String words) throws Exception {
    Answer refused = put("olga", name, json);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.detail()).contains(words);
    assertThat(house.bean(Users.class).exists("nils")).isFalse();
  }

  @Test
  void a_password_longer_than_its_hash_reads_is_refused() throws Exception {
    Answer refused = put("olga", "nils", body("viewer", "ä1b2c3".repeat(11)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("72 bytes");
  }

  @Test
  void admin_whose_password_is_a_setting_is_neither_changed_nor_removed_here() throws Exception {
    Answer password = put("olga", "admin", body("operator", NEW_PASSWORD));
    Answer demoted = put("olga", "admin", "{\"role\":\"viewer\"}");
    Answer removed = house.send("DELETE", "olga", "/api/v1/users/admin", null);
    Answer own = ownPassword("admin", ConsoleHouse.PASSWORD, NEW_PASSWORD);

    for (Answer refused : List.of(password, demoted, removed, own)) {
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.detail()).contains("ledger.admin.password");
    }
    assertThat(house.get("admin", "/api/v1/users").status()).isEqualTo(200);
  }

  private static Answer ownPassword(String user, String current, String password) {
    return house.sendAs(
      "PUT",
      user,
      current,
      "/api/v1/me/password",
      "{\"current\":\"" + current + "\",\"password\":\"" + password + "\"}",
      "Content-Type",
      "application/json"
    );
  }

  @Test
  void everybody_changes_the_own_password_and_only_by_the_one_that_was() throws Exception {
    house.bean(Users.class).put("vera", Role.VIEWER, ConsoleHouse.PASSWORD);
    String wrong = "{\"current\":\"no\",\"password\":\"" + NEW_PASSWORD + "\"}";

    Answer refused = house.send(
      "PUT",
      "vera",
      "/api/v1/me/password",
      wrong,
      "Content-Type",
      "application/json"
    );
    Answer weak = ownPassword("vera", ConsoleHouse.PASSWORD, "vera");
    Answer done = ownPassword("vera", ConsoleHouse.PASSWORD, NEW_PASSWORD);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("current password");
    assertThat(weak.status()).isEqualTo(400);
    assertThat(done.status()).as(done.toString()).isEqualTo(204);
    assertThat(newest("user-put").actor()).isEqualTo("vera");
    assertThat(house.get("vera", "/api/v1/me").status()).isEqualTo(401);
    assertThat(
      house.sendAs("GET", "vera", NEW_PASSWORD, "/api/v1/me", null).json().path("role").asText()
    ).isEqualTo("viewer");
  }

  @Test
  void guessing_the_current_password_is_slowed_down_like_every_guess() throws Exception {
    house.bean(Users.class).put("gus", Role.VIEWER, ConsoleHouse.PASSWORD);
    Visitor gus = new Visitor(house).signedInAs("gus");
    gus.open("/me");

    String told = "";
    for (int guess = 0; guess < 6; guess++) {
      gus.send(
        "/me/password",
        Map.of("current", "g" + guess, "password", NEW_PASSWORD, "again", NEW_PASSWORD)
      );
      told = gus.open("/me").response().body();
    }

    assertThat(told).contains("given too often", "try again in");
    assertThat(house.get("gus", "/api/v1/me").status()).isEqualTo(429);
    put("olga", "gus", body("viewer", NEW_PASSWORD));
    assertThat(house.sendAs("GET", "gus", NEW_PASSWORD, "/api/v1/me", null).status())
      .as("an operator's new password is good at once")
      .isEqualTo(200);
  }

  @Test
  void a_new_password_by_the_page_keeps_this_session_and_ends_all_others() {
    house.bean(Users.class).put("ida", Role.VIEWER, ConsoleHouse.PASSWORD);
    Visitor here = new Visitor(house).signedInAs("ida");
    Visitor elsewhere = new Visitor(house).signedInAs("ida");
    assertThat(here.open("/me").response().body()).contains("ida", "viewer");

    Answer two = here.send(
      "/me/password",
      Map.of("current", ConsoleHouse.PASSWORD, "password", NEW_PASSWORD, "again", "another one than that")
    );
    String refused = here.open("/me").response().body();
    here.send(
      "/me/password",
      Map.of("current", ConsoleHouse.PASSWORD, "password", NEW_PASSWORD, "again", NEW_PASSWORD)
    );

    assertThat(two.header("Location")).isEqualTo("/me");
    assertThat(refused).contains("typed in two ways");
    assertThat(here.open("/me").response().body()).contains("Your password is changed");
    assertThat(elsewhere.open("/me").header("Location")).startsWith("/sign-in?why=ended");
  }

  @Test
  void operators_add_change_and_remove_users_by_the_page_and_viewers_do_not_even_see_it() {
    Visitor operator = new Visitor(house).signedInAs("olga");
    operator.open("/users");

    Answer added = operator.send(
      "/users",
      Map.of("name", "paul", "role", "viewer", "password", NEW_PASSWORD)
    );
    String list = operator.open("/users").response().body();
    operator.send("/users/paul", Map.of("role", "operator", "password", ""));
    String changed = operator.open("/users").response().body();
    Answer removed = operator.send("/users/paul/remove", Map.of());
    operator.open("/users");
    operator.send("/users/paul/remove", Map.of());
    String gone = operator.open("/users").response().body();

    assertThat(added.header("Location")).isEqualTo("/users");
    assertThat(list).contains("can sign in now", "Remove paul", "comes from ledger.admin.password");
    assertThat(changed).contains("Changed;");
    assertThat(removed.header("Location")).isEqualTo("/users");
    assertThat(gone).contains("There is no user of that name").doesNotContain("Remove paul");
    Visitor viewer = new Visitor(house).signedInAs("eve");
    assertThat(viewer.open("/users").status()).isEqualTo(403);
    assertThat(viewer.open("/").response().body()).doesNotContain("href=\"/users\"");
    assertThat(operator.open("/").response().body()).contains("href=\"/users\"");
  }

  @Test
  void a_hash_of_an_earlier_release_or_of_less_strength_is_made_anew_at_its_next_use() {
    Vault vault = house.bean(Vault.class);
    house.bean(Users.class).put("otto", Role.VIEWER, ConsoleHouse.PASSWORD);
    Visitor otto = new Visitor(house).signedInAs("otto");
    vault.put("user:otto", "password-hash", new BCryptPasswordEncoder(4).encode(ConsoleHouse.PASSWORD));

    int first = house.get("otto", "/api/v1/me").status();
    String hash = vault.get("user:otto", "password-hash").orElseThrow();
    int second = house.get("otto", "/api/v1/me").status();

    assertThat(List.of(first, second)).containsOnly(200);
    assertThat(hash).startsWith("{bcrypt}$2a$10$");
    assertThat(otto.open("/me").status()).as("nobody is signed out by it").isEqualTo(200);
  }
}
