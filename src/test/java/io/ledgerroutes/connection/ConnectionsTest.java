package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.start.StartRefused;
import io.ledgerroutes.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises on both databases. */
abstract class ConnectionsTest {

  private static final String GOOD = ConnectionReaderTest.GOOD;
  private static final String TENANT = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final String SHOP = "craft-shop";

  private final TestDatabase store;
  private final AuditTrail audit;

  @TempDir
  Path directory;

  ConnectionsTest(TestDatabase store) {
    this.store = store;
    this.audit = new AuditTrail(new AuditStore(store.database()));
  }

  @Nested
  static class OnH2 extends ConnectionsTest {

    OnH2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  static class OnPostgres extends ConnectionsTest {

    OnPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A node that has just started. */
  private Connections node() throws IOException {
    ConnectionStore rows = new ConnectionStore(store.database());
    return new Connections(
      new ConnectionReader(List.of(new ShopIntegration()), false),
      new ConnectionDirectory(directory),
      rows,
      new NodeDirectories(rows),
      audit,
      store.database()
    );
  }

  private void put(String id, String text) throws IOException {
    Files.writeString(directory.resolve(id + ".yaml"), text);
  }

  private static void look(Connections connections) throws IOException {
    connections.look();
    connections.look();
  }

  private List<String> actions() {
    return audit
      .find(AuditQuery.newest(100))
      .stream()
      .map(row -> row.entry().action())
      .toList();
  }

  @Test
  void a_good_file_runs_and_is_found_by_its_tenant() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();

    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
    assertThat(connections.stateReason(SHOP)).isEmpty();
    assertThat(connections.known(SHOP)).isTrue();
    assertThat(connections.all()).extracting(Connection::id).containsExactly(SHOP);
    assertThat(connections.ofTenant(TENANT)).extracting(Connection::id).containsExactly(SHOP);
    assertThat(connections.ofTenant("other")).isEmpty();
    assertThat(actions()).containsExactly("connection-new");
  }

  private void linkARecord() {
    store
      .database()
      .sql()
      .sql(
        """
        INSERT INTO link (tenant, scope, source_type, source_id, target_type, target_id, source_projection,
                          created_at, updated_at)
        VALUES ('t', ?, 'shop-order', '1', 'xero-invoice', 'i', 'h', 0, 0)
        """
      )
      .params(SHOP)
      .update();
  }

  @Test
  void the_tenant_may_change_until_a_record_is_linked() throws IOException {
    String moved = GOOD.replace(TENANT, "11111111-d9cb-469f-a165-70867728950e");
    put(SHOP, GOOD);
    Connections connections = node();
    linkARecord();

    put(SHOP, moved);
    look(connections);

    assertThat(connections.find(SHOP).orElseThrow().xero().tenant()).isEqualTo(TENANT);
    ConnectionProblem problem = connections.problems().getFirst();
    assertThat(problem.path()).isEqualTo("xero.tenant");
    assertThat(GOOD.lines().toList().get(problem.line() - 1)).contains(TENANT);
    assertThat(problem.what()).contains("linked to documents");
    assertThat(problem.remedy()).contains("put back " + TENANT);
    assertThat(node().problems()).containsExactly(problem);

    store.database().sql().sql("DELETE FROM link").update();
    assertThat(node().find(SHOP).orElseThrow().xero().tenant()).startsWith("11111111");
  }

  @Test
  void a_second_grant_for_an_organisation_is_refused_and_its_connections_go_on() throws IOException {
    String rival = GOOD.replace("id: craft-shop ", "id: a-rival ").replace("grant: main", "grant: other");
    put(SHOP, GOOD);
    Connections connections = node();

    put("a-rival", rival);
    look(connections);

    assertThat(connections.ofTenant(TENANT)).extracting(Connection::id).containsExactly(SHOP);
    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
    assertThat(connections.state("a-rival")).isEqualTo(ConnectionState.INVALID);
    ConnectionProblem problem = connections.problems().getFirst();
    assertThat(problem.inOneLine())
      .startsWith("a-rival.yaml:")
      .contains("xero.grant", "set xero.grant to main");
    assertThat(node().problems()).containsExactly(problem);
  }

  @Test
  void the_connections_of_an_organisation_change_their_grant_together() throws IOException {
    String second = GOOD.replace("id: craft-shop ", "id: second ");
    put(SHOP, GOOD);
    put("second", second);
    Connections connections = node();

    put(SHOP, GOOD.replace("grant: main", "grant: other"));
    look(connections);
    assertThat(connections.find(SHOP).orElseThrow().xero().grant()).isEqualTo("main");
    put("second", second.replace("grant: main", "grant: other"));
    look(connections);

    assertThat(connections.problems()).isEmpty();
    assertThat(connections.ofTenant(TENANT)).allSatisfy(one ->
      assertThat(one.xero().grant()).isEqualTo("other")
    );
  }

  @Test
  void a_rename_is_refused_once_a_record_is_linked_and_the_old_id_goes_on_receiving() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();
    linkARecord();

    Files.delete(directory.resolve(SHOP + ".yaml"));
    put("art-shop", GOOD.replace("id: " + SHOP, "id: art-shop"));
    look(connections);

    assertThat(connections.known("art-shop")).isFalse();
    assertThat(connections.known(SHOP)).isTrue();
    ConnectionProblem problem = connections.problems().getFirst();
    assertThat(problem.inOneLine()).startsWith("art-shop.yaml:1 id: renames the connection craft-shop");
    assertThat(problem.remedy()).contains("craft-shop again");
  }

  @Test
  void a_rename_without_links_and_a_second_shop_of_the_tenant_are_taken_over() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();

    Files.delete(directory.resolve(SHOP + ".yaml"));
    put("art-shop", GOOD.replace("id: " + SHOP, "id: art-shop"));
    look(connections);
    assertThat(connections.known("art-shop")).isTrue();

    linkARecord();
    put(
      "tea-shop",
      GOOD.replace("id: " + SHOP, "id: tea-shop").replaceFirst("store: .*", "store: https://tea.example")
    );
    look(connections);
    assertThat(connections.known("tea-shop")).isTrue();
    assertThat(connections.problems()).isEmpty();
  }

  @Test
  void an_id_that_nobody_has_is_not_known() throws IOException {
    Connections connections = node();

    assertThat(connections.known("nobody")).isFalse();
    assertThatThrownBy(() -> connections.state("nobody")).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> connections.pause("nobody", "admin")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void a_changed_file_is_taken_over_when_two_looks_saw_the_same() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();

    put(SHOP, GOOD.replace("2026-11-21", "2026-12-01"));
    connections.look();
    assertThat(connections.find(SHOP).orElseThrow().startDate()).isEqualTo(LocalDate.of(2026, 11, 21));
    connections.look();

    assertThat(connections.find(SHOP).orElseThrow().startDate()).isEqualTo(LocalDate.of(2026, 12, 1));
    assertThat(actions()).containsExactly("connection-changed", "connection-new");
  }

  @Test
  void a_bad_file_is_refused_and_the_last_good_version_runs_on_also_after_a_restart() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();

    put(SHOP, GOOD.replace("2026-11-21", "soon"));
    look(connections);

    for (Connections node : List.of(connections, node())) {
      assertThat(node.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
      assertThat(node.find(SHOP).orElseThrow().startDate()).isEqualTo(LocalDate.of(2026, 11, 21));
      assertThat(node.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo("start-date"));
    }
    put(SHOP, GOOD);
    look(connections);
    assertThat(connections.problems()).isEmpty();
  }

  @Test
  void a_file_that_was_never_good_is_invalid_and_receives_nothing() throws IOException {
    put(SHOP, "id: craft-shop\n");
    Connections connections = node();

    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.INVALID);
    assertThat(connections.stateReason(SHOP)).isPresent();
    assertThat(connections.known(SHOP)).isFalse();
    assertThat(connections.ids()).containsExactly(SHOP);
  }

  @Test
  void two_files_with_one_id_cannot_both_count() throws IOException {
    put(SHOP, GOOD);
    put("copy", GOOD);
    Connections connections = node();

    assertThat(connections.all()).hasSize(1);
    assertThat(connections.problems())
      .singleElement()
      .satisfies(problem -> {
        assertThat(problem.file()).isEqualTo("copy.yaml");
        assertThat(problem.what()).contains("differs from the file's name");
      });
  }

  @Test
  void a_removed_file_leaves_the_connection_receiving_and_paused_until_it_is_forgotten() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();
    assertThatThrownBy(() -> connections.forget(SHOP, "admin", () -> {})).hasMessageContaining(
      "Remove the file"
    );

    Files.delete(directory.resolve(SHOP + ".yaml"));
    look(connections);

    for (Connections node : List.of(connections, node())) {
      assertThat(node.known(SHOP)).isTrue();
      assertThat(node.find(SHOP)).isPresent();
      assertThat(node.state(SHOP)).isEqualTo(ConnectionState.PAUSED);
      assertThat(node.stateReason(SHOP)).contains("its file was removed");
    }
    connections.forget(SHOP, "admin", () -> {});
    assertThat(connections.known(SHOP)).isFalse();
    assertThat(node().known(SHOP)).isFalse();
  }

  @Test
  void a_pause_is_seen_by_other_nodes_and_survives_a_restart_and_a_changed_file() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();
    Connections other = node();

    assertThat(connections.stateSince(SHOP)).isEmpty();
    assertThat(connections.pause(SHOP, "ann")).isTrue();
    Instant since = connections.stateSince(SHOP).orElseThrow();
    assertThat(connections.pause(SHOP, "bob")).isFalse();
    assertThat(connections.stateReason(SHOP)).contains("paused by ann");
    assertThat(connections.stateSince(SHOP)).contains(since);
    assertThat(since).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    other.look();
    assertThat(other.state(SHOP)).isEqualTo(ConnectionState.PAUSED);
    put(SHOP, GOOD.replace("2026-11-21", "2026-12-01"));
    look(connections);
    assertThat(node().state(SHOP)).isEqualTo(ConnectionState.PAUSED);

    other.resume(SHOP, "bob");
    connections.look();
    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
    assertThat(actions()).containsExactly(
      "connection-resume",
      "connection-changed",
      "connection-pause",
      "connection-new"
    );
  }

  @Test
  void a_broken_grant_makes_its_connections_reconnect_on_every_node_until_it_is_mended() throws IOException {
    put(SHOP, GOOD);
    put(
      "second",
      GOOD.replace("id: craft-shop ", "id: second ")
        .replace("grant: main", "grant: other")
        .replace(TENANT, "11111111-d9cb-469f-a165-70867728950e")
    );
    Connections connections = node();
    Connections other = node();

    connections.grantBroken("main", "Xero answered invalid_grant");
    connections.grantBroken("main", "again");
    other.look();

    for (Connections node : List.of(connections, other, node())) {
      assertThat(node.state(SHOP)).isEqualTo(ConnectionState.RECONNECT);
      assertThat(node.stateReason(SHOP)).contains("Xero answered invalid_grant");
      assertThat(node.known(SHOP)).isTrue();
      assertThat(node.state("second")).isEqualTo(ConnectionState.RUNNING);
    }
    other.grantMended("main");
    connections.look();
    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
    assertThat(actions()).startsWith("grant-mended", "grant-broken");
  }

  @Test
  void a_shut_organisation_makes_only_its_own_connections_reconnect() throws IOException {
    String other = "11111111-d9cb-469f-a165-70867728950e";
    put(SHOP, GOOD);
    put("second", GOOD.replace("id: craft-shop ", "id: second ").replace(TENANT, other));
    Connections connections = node();
    Connections elsewhere = node();

    connections.tenantBroken(TENANT, "the organisation was disconnected at Xero");
    elsewhere.look();

    for (Connections node : List.of(connections, elsewhere, node())) {
      assertThat(node.state(SHOP)).isEqualTo(ConnectionState.RECONNECT);
      assertThat(node.stateReason(SHOP)).contains("the organisation was disconnected at Xero");
      assertThat(node.state("second")).isEqualTo(ConnectionState.RUNNING);
    }
    elsewhere.tenantMended(TENANT);
    connections.look();
    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
    assertThat(actions()).startsWith("tenant-mended", "tenant-broken");
  }

  @Test
  void what_one_node_forgot_is_forgotten_by_the_others_and_what_goes_with_it_goes_in_the_same_commit()
    throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();
    Connections elsewhere = node();
    Files.delete(directory.resolve(SHOP + ".yaml"));
    look(connections);
    look(elsewhere);

    assertThatThrownBy(() ->
      connections.forget(SHOP, "ann", () -> {
        throw new IllegalStateException("the vault is shut");
      })
    ).hasMessage("the vault is shut");
    elsewhere.look();
    assertThat(connections.known(SHOP)).isTrue();
    assertThat(elsewhere.known(SHOP)).isTrue();

    connections.forget(SHOP, "ann", () -> {});
    elsewhere.look();
    assertThat(elsewhere.known(SHOP)).isFalse();
  }

  @Test
  void listeners_hear_of_what_changed_appeared_and_left_and_one_that_fails_harms_nobody() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();
    List<String> heard = new ArrayList<>();
    connections.onChange(id -> {
      throw new IllegalStateException("a bad listener");
    });
    connections.onChange(heard::add);

    look(connections);
    assertThat(heard).isEmpty();
    put("second", GOOD.replace("id: craft-shop ", "id: second "));
    look(connections);
    assertThat(heard).containsExactly("second");
    connections.pause(SHOP, "ann");
    assertThat(heard).containsExactly("second", SHOP);
    Files.delete(directory.resolve("second.yaml"));
    look(connections);
    connections.forget("second", "ann", () -> {});
    assertThat(heard).containsExactly("second", SHOP, "second", "second");
  }

  @Test
  void a_directory_that_is_gone_for_a_while_changes_nothing() throws IOException {
    put(SHOP, GOOD);
    Connections connections = node();
    Path aside = directory.resolveSibling(directory.getFileName() + "-aside");
    Files.move(directory, aside);

    assertThatThrownBy(connections::look).isInstanceOf(IOException.class);
    assertThatThrownBy(connections::look).isInstanceOf(IOException.class);
    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
    Files.move(aside, directory);
    look(connections);
    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.RUNNING);
  }

  @Test
  void a_missing_directory_is_refused_at_start() {
    assertThatThrownBy(() -> new ConnectionDirectory(directory.resolve("nowhere")))
      .isInstanceOf(StartRefused.class)
      .hasMessageContaining("does not exist");
  }

  @Test
  void hidden_files_and_other_endings_are_passed_over_and_a_huge_one_is_refused() throws IOException {
    put(".hidden", GOOD);
    Files.writeString(directory.resolve("notes.txt"), "x");
    put(SHOP, GOOD + "#".repeat(70_000));
    Connections connections = node();

    assertThat(connections.ids()).containsExactly(SHOP);
    assertThat(connections.state(SHOP)).isEqualTo(ConnectionState.INVALID);
  }

  @Test
  void the_watch_takes_a_new_file_over_by_itself() throws IOException {
    Connections connections = node();
    ConnectionWatch watch = new ConnectionWatch(connections);
    watch.start();
    try {
      put(SHOP, GOOD);
      await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> connections.known(SHOP));
    } finally {
      watch.stop();
    }
    assertThat(watch.isRunning()).isFalse();
  }

  @Test
  void each_node_says_what_it_has_read() throws IOException {
    put(SHOP, GOOD);
    node();
    NodeDirectories nodes = new NodeDirectories(new ConnectionStore(store.database()));
    String before = nodes.published("connections").values().iterator().next();

    Connections connections = node();
    put(SHOP, GOOD.replace("2026-11-21", "2026-12-01"));
    look(connections);

    assertThat(nodes.published("connections")).hasSize(1);
    assertThat(nodes.published("connections").values()).doesNotContain(before);
  }
}
