package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.start.StartRefused;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class FirstUserTest {

  private final TestDatabase store = TestDatabase.h2();
  private final VaultKeys keys = VaultKeys.of(VaultKeys.generate(), null);

  @AfterEach
  void close() {
    store.close();
  }

  /** A node of its own on the same store. */
  private Users users() {
    return new Users(
      new Vault(keys, new VaultStore(store.database())),
      new AuditTrail(new AuditStore(store.database())),
      store.database(),
      4
    );
  }

  @Test
  void a_password_is_made_at_the_first_start_and_at_no_later_one() {
    Users users = users();

    Optional<String> first = new FirstUser(users, "").ensure();

    assertThat(first).hasValueSatisfying(password -> assertThat(password).hasSize(24));
    assertThat(signsIn(users, first.orElseThrow())).isTrue();
    assertThat(new FirstUser(users(), "").ensure()).isEmpty();
    assertThat(signsIn(users(), first.orElseThrow())).isTrue();
  }

  @Test
  void of_two_nodes_that_start_at_once_one_password_counts() {
    Users one = users();
    Users other = users();

    boolean first = one.putIfAbsent("admin", Role.OPERATOR, "made by one");
    boolean second = other.putIfAbsent("admin", Role.OPERATOR, "made by the other");

    assertThat(first).isTrue();
    assertThat(second).isFalse();
    assertThat(signsIn(other, "made by one")).isTrue();
  }

  @Test
  void a_configured_password_counts_and_a_changed_one_replaces_it() {
    Users users = users();

    assertThat(new FirstUser(users, "chosen").ensure()).isEmpty();
    assertThat(signsIn(users, "chosen")).isTrue();
    new FirstUser(users, "chosen anew").ensure();

    assertThat(signsIn(users, "chosen")).isFalse();
    assertThat(signsIn(users, "chosen anew")).isTrue();
  }

  @Test
  void only_the_hash_is_kept() {
    Users users = users();
    String password = new FirstUser(users, "").ensure().orElseThrow();

    assertThat(users.load("admin").getPassword()).startsWith("{bcrypt}$2a$").doesNotContain(password);
  }

  @Test
  void a_password_longer_than_bcrypt_reads_is_refused_at_start() {
    assertThatThrownBy(() -> new FirstUser(users(), "ä".repeat(37)))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("72 bytes")
      .hasMessageNotContaining("ä");
  }

  @Test
  void the_start_shows_the_made_password_once_and_where_to_look() {
    Users users = users();
    MockEnvironment sandbox = new MockEnvironment().withProperty("ledger.sandbox.port", "8090");
    sandbox.setActiveProfiles("sandbox");

    String first = printed(new StartText(new FirstUser(users, ""), sandbox));
    String second = printed(new StartText(new FirstUser(users, ""), new MockEnvironment()));

    assertThat(first).contains(
      "http://localhost:8080/",
      "curl -u admin http://localhost:8080/api/v1/connections",
      "http://localhost:8090/sandbox/shop/orders",
      "admin with the password "
    );
    assertThat(second).contains("http://localhost:8080/").doesNotContain("andbox", "password");
  }

  private static String printed(StartText text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.print(new PrintStream(out, true, StandardCharsets.UTF_8), "http://localhost:8080");
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean signsIn(Users users, String password) {
    return users.passwords().matches(password, users.load("admin").getPassword());
  }
}
