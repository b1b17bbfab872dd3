package io.ledgerroutes.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.ledgerroutes.start.StartRefused;
import io.ledgerroutes.store.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The same promises on both databases. */
@ExtendWith(OutputCaptureExtension.class)
abstract class VaultTest {

  private static final String KEY = VaultKeys.generate();
  private static final String OTHER = VaultKeys.generate();
  private static final String OWNER = "connection:craft-shop";

  private final TestDatabase store;
  private final Vault vault;

  VaultTest(TestDatabase store) {
    this.store = store;
    this.vault = open(KEY, null);
    // What the operator is told about the rotation is part of the promise, however quiet the test run is.
    ((Logger) LoggerFactory.getLogger(KeyRotation.class)).setLevel(Level.INFO);
  }

  @Nested
  static class OnH2 extends VaultTest {

    OnH2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  static class OnPostgres extends VaultTest {

    OnPostgres() {
      super(TestDatabase.postgres());
    }
  }

  private Vault open(String key, String previous) {
    return new Vault(VaultKeys.of(key, previous), new VaultStore(store.database()));
  }

  private void rotate(Vault rotating, SealedRows... others) {
    new KeyRotation(
      VaultKeys.of(OTHER, KEY),
      rotating,
      List.of(others),
      List.of(),
      new SealedColumnStore(store.database())
    ).run();
  }

  private byte[] stored(String name) {
    return new VaultStore(store.database()).get(OWNER, name).orElseThrow().sealed();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_secret_comes_back_as_it_was_put_and_is_not_stored_in_clear() {
    vault.put(OWNER, "consumer-secret", "gräulich geheim");

    assertThat(vault.get(OWNER, "consumer-secret")).contains("gräulich geheim");
    assertThat(new String(stored("consumer-secret"), StandardCharsets.UTF_8)).doesNotContain("geheim");
  }

  @Test
  void a_secret_replaced_or_removed_is_so_at_once_on_this_node() {
    vault.put(OWNER, "api-key", "one");
    assertThat(vault.get(OWNER, "api-key")).contains("one");

    vault.put(OWNER, "api-key", "two");
    assertThat(vault.get(OWNER, "api-key")).contains("two");
    assertThat(vault.names(OWNER)).containsExactly("api-key");

    vault.remove(OWNER, "api-key");
    assertThat(vault.get(OWNER, "api-key")).isEmpty();
    assertThat(vault.names(OWNER)).isEmpty();
  }

  @Test
  void another_nodes_change_is_seen_within_seconds() {
    Vault otherNode = open(KEY, null);
    vault.put(OWNER, "api-key", "one");
    assertThat(otherNode.get(OWNER, "api-key")).contains("one");

    vault.put(OWNER, "api-key", "two");

    await()
      .atMost(Vault.FRESH.plusSeconds(2))
      .until(() -> otherNode.get(OWNER, "api-key").orElseThrow().equals("two"));
  }

  @Test
  void reading_again_and_again_asks_the_store_once() {
    vault.put(OWNER, "webhook-secret", "one");
    vault.get(OWNER, "webhook-secret");
    store.source().close();

    assertThat(vault.get(OWNER, "webhook-secret")).contains("one");
  }

  @Test
  void a_transaction_reads_what_it_wrote_and_a_rollback_leaves_nothing_behind() {
    vault.put("grant:main", "refresh-token", "old");

    assertThatThrownBy(() ->
      store
        .database()
        .transact(() -> {
          vault.put("grant:main", "refresh-token", "new");
          assertThat(vault.get("grant:main", "refresh-token")).contains("new");
          throw new IllegalStateException("roll back");
        })
    ).hasMessage("roll back");

    assertThat(vault.get("grant:main", "refresh-token")).contains("old");
  }

  @Test
  void a_sealed_secret_moved_to_another_row_does_not_open() {
    vault.put(OWNER, "api-key", "one");
    store
      .database()
      .sql()
      .sql("UPDATE vault_secret SET owner = 'connection:other' WHERE owner = :owner")
      .param("owner", OWNER)
      .update();

    assertThatThrownBy(() -> vault.get("connection:other", "api-key"))
      .isInstanceOf(VaultException.class)
      .hasMessageContaining("enter it again");
  }

  @Test
  void what_was_sealed_does_not_open_when_a_bit_is_changed_or_for_another_name() {
    byte[] sealed = vault.seal("payload".getBytes(StandardCharsets.UTF_8), "message 1");
    assertThat(vault.open(sealed, "message 1")).asString().isEqualTo("payload");

    assertThatThrownBy(() -> vault.open(sealed, "message 2")).isInstanceOf(VaultException.class);
    for (int i = 0; i < sealed.length; i++) {
      byte[] tampered = sealed.clone();
      tampered[i] ^= 1;
      assertThatThrownBy(() -> vault.open(tampered, "message 1")).isInstanceOf(VaultException.class);
    }
    assertThatThrownBy(() -> vault.open(new byte[3], "message 1")).hasMessageContaining(
      "not sealed by a vault"
    );
  }

  @Test
  void the_wrong_key_is_refused_when_the_vault_is_opened_and_the_message_holds_no_key() {
    assertThatThrownBy(() -> open(OTHER, null))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("is not the key")
      .message()
      .doesNotContain(OTHER)
      .doesNotContain(KEY);
  }

  @Test
  void what_is_sealed_under_a_key_gone_says_which_key_it_needs() {
    byte[] sealed = vault.seal(new byte[] { 1 }, "message 1");

    assertThatThrownBy(() -> new Cipher(VaultKeys.of(OTHER, null)).open(sealed, "message 1"))
      .hasMessageContaining(VaultKeys.of(KEY, null).current().shownId())
      .hasMessageContaining("ledger.vault.previous-key");
  }

  @Test
  void while_rotating_both_keys_open_and_afterwards_the_old_one_is_not_needed(CapturedOutput output) {
    IntStream.range(0, 120).forEach(i -> vault.put(OWNER, "secret-" + i, "value " + i));
    String pseudonym = vault.pseudonym("Ann@example.com");
    Vault rotating = open(OTHER, KEY);
    assertThat(rotating.get(OWNER, "secret-7")).contains("value 7");

    rotate(rotating);

    assertThat(output).contains("ledger.vault.previous-key may go").doesNotContain(KEY);
    Vault afterwards = open(OTHER, null);
    assertThat(IntStream.range(0, 120)).allSatisfy(i ->
      assertThat(afterwards.get(OWNER, "secret-" + i)).contains("value " + i)
    );
    assertThat(afterwards.pseudonym("Ann@example.com")).isEqualTo(pseudonym);
    assertThatThrownBy(() -> open(KEY, null)).isInstanceOf(StartRefused.class);
  }

  @Test
  void a_rotation_never_writes_over_a_token_that_was_replaced_meanwhile() {
    vault.put("grant:main", "refresh-token", "old");
    VaultStore rows = new VaultStore(store.database());
    SealedSecret read = rows.get("grant:main", "refresh-token").orElseThrow();
    vault.put("grant:main", "refresh-token", "rotated");

    assertThat(
      rows.reseal(read, vault.seal("old".getBytes(StandardCharsets.UTF_8), read.associated()), 1)
    ).isFalse();
    assertThat(open(KEY, null).get("grant:main", "refresh-token")).contains("rotated");
  }

  @Test
  void rows_of_other_rooms_are_sealed_again_before_the_old_key_may_go(CapturedOutput output) {
    List<Integer> left = new java.util.ArrayList<>(List.of(50, 50, 7));
    SealedRows payloads = new SealedRows() {
      @Override
      public String what() {
        return "payloads";
      }

      @Override
      public int reseal(Vault key, int limit) {
        return left.isEmpty() ? 0 : left.removeFirst();
      }
    };

    rotate(open(OTHER, KEY), payloads);

    assertThat(output).contains("107 payloads sealed again");
    assertThat(left).isEmpty();
  }

  @Test
  void a_cell_that_is_emptied_while_it_is_sealed_again_stays_empty() {
    var sql = store.database().sql();
    sql.sql("CREATE TABLE purged (id BIGINT, sealed BYTEA)").update();
    sql
      .sql("INSERT INTO purged VALUES (1, ?)")
      .params((Object) vault.seal(new byte[] { 1 }, "purged/1"))
      .update();
    Vault slow = new Vault(VaultKeys.of(OTHER, KEY), new VaultStore(store.database())) {
      @Override
      public byte[] open(byte[] sealed, String associated) {
        sql.sql("UPDATE purged SET sealed = NULL").update();
        return super.open(sealed, associated);
      }
    };
    SealedColumn column = new SealedColumn(
      "purged rows",
      "SELECT MAX(id) FROM purged",
      "SELECT id, 0 AS position, 'purged/' || id AS associated, sealed FROM purged WHERE id > :after AND id <= :upTo AND sealed IS NOT NULL",
      "UPDATE purged SET sealed = :now WHERE id = :id AND sealed = :before"
    );

    assertThat(new SealedColumnStore(store.database()).reseal(column, slow)).isEqualTo(1);

    assertThat(sql.sql("SELECT COUNT(sealed) FROM purged").query(Integer.class).single()).isZero();
  }

  @Test
  void a_secret_that_no_key_opens_keeps_the_old_key_needed(CapturedOutput output) {
    vault.put(OWNER, "api-key", "one");
    store
      .database()
      .sql()
      .sql("UPDATE vault_secret SET owner = 'elsewhere' WHERE owner = :o")
      .param("o", OWNER)
      .update();

    rotate(open(OTHER, KEY));

    assertThat(output)
      .contains("keep ledger.vault.previous-key")
      .contains("elsewhere/api-key")
      .doesNotContain("may go");
  }

  @Test
  void a_pseudonym_is_the_same_on_every_node_and_after_a_restart_and_differs_between_texts() {
    assertThat(vault.pseudonym("ann@example.com"))
      .matches("[0-9a-f]{32}")
      .isEqualTo(open(KEY, null).pseudonym("ann@example.com"))
      .isNotEqualTo(vault.pseudonym("bob@example.com"));
  }

  @Test
  void owners_and_names_are_of_one_form() {
    assertThatThrownBy(() -> vault.put("connection:a/b", "api-key", "x")).isInstanceOf(
      IllegalArgumentException.class
    );
    assertThatThrownBy(() -> vault.put(OWNER, "api key", "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_hot_secret_is_read_many_times_a_second() {
    vault.put(OWNER, "webhook-secret", "one");
    long start = System.nanoTime();
    IntStream.range(0, 100_000).forEach(i -> vault.get(OWNER, "webhook-secret"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
