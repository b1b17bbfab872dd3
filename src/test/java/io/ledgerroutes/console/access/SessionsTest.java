package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import jakarta.servlet.http.HttpSessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

class SessionsTest {

  private final TestDatabase store = TestDatabase.h2();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
  private Users users;
  private Sessions sessions;

  @BeforeEach
  void open() {
    users = new Users(
      new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(store.database())),
      new AuditTrail(new AuditStore(store.database())),
      store.database(),
      4
    );
    users.put("root", Role.OPERATOR, "r");
    users.put("eve", Role.VIEWER, "e");
    sessions = new Sessions(users, Duration.ofHours(12), now::get);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private MockHttpSession begun(String user) {
    MockHttpSession session = new MockHttpSession();
    sessions.begin(session, user);
    return session;
  }

  @Test
  void a_session_ends_after_twelve_hours_however_busy_it_is() {
    MockHttpSession session = begun("eve");

    now.set(Instant.parse("2026-11-21T19:59:59Z"));
    assertThat(sessions.counts(session)).isTrue();
    now.set(Instant.parse("2026-11-21T20:00:00Z"));

    assertThat(sessions.counts(session)).isFalse();
  }

  @Test
  void a_session_ends_with_its_user_s_password_role_or_name() {
    MockHttpSession password = begun("eve");
    users.change("eve", Role.VIEWER, "other", "root");
    MockHttpSession role = begun("eve");
    users.change("eve", Role.OPERATOR, null, "root");
    MockHttpSession name = begun("eve");
    users.remove("eve", "root");

    assertThat(sessions.counts(password)).isFalse();
    assertThat(sessions.counts(role)).isFalse();
    assertThat(sessions.counts(name)).isFalse();
  }

  @Test
  void a_session_that_nobody_signed_in_to_never_counts() {
    assertThat(sessions.counts(new MockHttpSession())).isFalse();
  }

  @Test
  void a_user_s_sixth_session_ends_the_first_and_nobody_else_s() {
    MockHttpSession other = begun("root");
    MockHttpSession first = begun("eve");
    MockHttpSession second = begun("eve");
    for (int more = 0; more < 4; more++) {
      begun("eve");
    }

    assertThat(first.isInvalid()).isTrue();
    assertThat(second.isInvalid()).isFalse();
    assertThat(other.isInvalid()).isFalse();
    assertThat(sessions.count()).isEqualTo(6);
  }

  @Test
  void a_session_that_has_ended_is_forgotten() {
    MockHttpSession session = begun("eve");

    sessions.sessionDestroyed(new HttpSessionEvent(session));

    assertThat(sessions.count()).isZero();
  }
}
