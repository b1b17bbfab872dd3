package io.ledgerroutes.xero.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import io.ledgerroutes.xero.LedgerContact;
import io.ledgerroutes.xero.XeroJson;
import io.ledgerroutes.xero.XeroRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the mirror's tables keep, on both databases. */
class MirrorStoresTest {

  private static final String TENANT = "tenant-1";
  private static final MirrorKind CONTACTS = MirrorKind.CONTACTS;
  private static final Instant THEN = Instant.parse("2026-11-21T01:00:00Z");
  private static final Instant LATER = THEN.plusSeconds(60);

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_record_is_found_by_each_of_its_keys_and_only_in_its_tenant(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      store.put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "Jane@Example.com", "shop:1")));
      store.put(TENANT, CONTACTS, List.of(contact("b", THEN, "John Roe", "", "")));

      assertThat(ids(store.byKey(TENANT, CONTACTS, "email", List.of("jane@example.com")))).containsExactly(
        "a"
      );
      assertThat(ids(store.byKey(TENANT, CONTACTS, "number", List.of("shop:1", "shop:2")))).containsExactly(
        "a"
      );
      assertThat(ids(store.byKey(TENANT, CONTACTS, "name", List.of("jane roe", "john roe")))).containsExactly(
        "a",
        "b"
      );
      assertThat(ids(store.byIds(TENANT, CONTACTS, List.of("b", "c")))).containsExactly("b");
      assertThat(store.byKey("tenant-2", CONTACTS, "email", List.of("jane@example.com"))).isEmpty();
      assertThat(store.byKey(TENANT, CONTACTS, "email", List.of(""))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void nothing_personal_stands_in_the_tables_in_clear(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      store(db).put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "jane@example.com", "shop:1")));

      List<String> cells = new ArrayList<>();
      for (String table : List.of("xero_mirror", "xero_mirror_key")) {
        new JdbcTemplate(db.source())
          .queryForList("SELECT * FROM " + table)
          .forEach(row ->
            row
              .values()
              .forEach(cell ->
                cells.add(
                  cell instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : String.valueOf(cell)
                )
              )
          );
      }
      assertThat(cells)
        .isNotEmpty()
        .noneMatch(cell -> cell.toLowerCase().matches("(?s).*(jane|roe|shop:1).*"));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_later_version_counts_and_an_older_one_does_not(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      int first = store.put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "old@example.com", "")));
      int again = store.put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "old@example.com", "")));
      int later = store.put(
        TENANT,
        CONTACTS,
        List.of(contact("a", LATER, "Jane Roe", "new@example.com", ""))
      );
      int older = store.put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "old@example.com", "")));

      assertThat(List.of(first, again, later, older)).containsExactly(1, 0, 1, 0);
      assertThat(emails(store)).containsExactly("new@example.com");
      assertThat(store.byKey(TENANT, CONTACTS, "email", List.of("old@example.com"))).isEmpty();
      assertThat(ids(store.byKey(TENANT, CONTACTS, "email", List.of("new@example.com")))).containsExactly(
        "a"
      );
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_changed_is_read_by_our_clock_and_what_was_only_seen_again_is_not(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      MirrorChanges changes = new MirrorChanges(store, db.database());
      store.put(
        TENANT,
        CONTACTS,
        List.of(contact("a", THEN, "Jane Roe", "", ""), contact("b", THEN, "John Roe", "", ""))
      );
      db.database().sql().sql("UPDATE xero_mirror SET changed_at = changed_at - 60000").update();
      Instant between = changes.now().minusSeconds(30);

      store.put(
        TENANT,
        CONTACTS,
        List.of(contact("a", THEN, "Jane Roe", "", ""), contact("b", THEN, "John Roe", "j@example.com", ""))
      );

      assertThat(changed(changes, Instant.EPOCH, between)).containsExactly("a");
      assertThat(changed(changes, between, changes.now().plusSeconds(1))).containsExactly("b");
      assertThat(changed(changes, Instant.EPOCH, changes.now().plusSeconds(1))).containsExactly("a", "b");
      assertThat(changes.contents(TENANT, CONTACTS, List.of("a", "b", "c"))).containsOnlyKeys("a", "b");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_changed_last_comes_first(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      for (String id : List.of("a", "b", "c")) {
        store.put(TENANT, CONTACTS, List.of(contact(id, THEN, "Jane " + id, "", "")));
      }
      new JdbcTemplate(db.source()).update(
        "UPDATE xero_mirror SET changed_at = changed_at - 1000 WHERE record_id = 'c'"
      );

      assertThat(ids(store.latest(TENANT, CONTACTS, 2))).containsExactly("b", "a");
      assertThat(ids(store.latest(TENANT, CONTACTS, 9))).containsExactly("b", "a", "c");
      assertThat(store.latest("tenant-2", CONTACTS, 9)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void many_changes_of_one_moment_are_read_page_by_page(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      MirrorChanges changes = new MirrorChanges(store, db.database());
      List<XeroRecord> many = IntStream.range(0, 2_300)
        .mapToObj(number -> contact("c" + number, THEN, "Name " + number, "", ""))
        .toList();
      store.put(TENANT, CONTACTS, many);

      List<String> read = changed(changes, Instant.EPOCH, changes.now().plusSeconds(1));

      assertThat(read).hasSize(2_300).doesNotHaveDuplicates();
    }
  }

  private static List<String> changed(MirrorChanges changes, Instant from, Instant to) {
    List<String> ids = new ArrayList<>();
    changes.read(TENANT, CONTACTS, from, to, page -> page.forEach(record -> ids.add(record.id())));
    return ids;
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_change_that_moved_no_version_counts_too(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      store.put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "old@example.com", "")));

      int changed = store.put(
        TENANT,
        CONTACTS,
        List.of(contact("a", THEN, "Jane Roe", "new@example.com", ""))
      );

      assertThat(changed).isEqualTo(1);
      assertThat(emails(store)).containsExactly("new@example.com");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_is_replaced_as_a_whole_loses_what_is_gone(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      MirrorKind kind = MirrorKind.CURRENCIES;
      store.replace(TENANT, kind, List.of(currency("AUD"), currency("USD")));

      int changed = store.replace(TENANT, kind, List.of(currency("AUD"), currency("NZD")));

      assertThat(changed).isEqualTo(2);
      assertThat(ids(store.all(TENANT, kind))).containsExactly("AUD", "NZD");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void nothing_stays_of_an_organisation_that_nobody_uses_and_all_of_the_others(
    Supplier<TestDatabase> opened
  ) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      store.put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "jane@example.com", "shop:1")));
      store.put("tenant-2", CONTACTS, List.of(contact("b", THEN, "Jane Roe", "jane@example.com", "shop:1")));

      store.removeAll(TENANT);

      assertThat(store.count(TENANT, CONTACTS)).isZero();
      assertThat(store.byKey(TENANT, CONTACTS, "email", List.of("jane@example.com"))).isEmpty();
      assertThat(
        ids(store.byKey("tenant-2", CONTACTS, "email", List.of("jane@example.com")))
      ).containsExactly("b");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_person_can_be_taken_out_by_the_e_mail(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      XeroMirrorStore store = store(db);
      store.put(TENANT, CONTACTS, List.of(contact("a", THEN, "Jane Roe", "jane@example.com", "shop:1")));

      store.remove(
        TENANT,
        CONTACTS,
        ids(store.byKey(TENANT, CONTACTS, "email", List.of("jane@example.com")))
      );

      assertThat(store.count(TENANT, CONTACTS)).isZero();
      assertThat(
        db.database().sql().sql("SELECT COUNT(*) FROM xero_mirror_key").query(Integer.class).single()
      ).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void two_nodes_that_read_the_same_page_store_each_record_once(Supplier<TestDatabase> opened)
    throws Exception {
    try (TestDatabase db = opened.get(); ExecutorService nodes = Executors.newFixedThreadPool(4)) {
      XeroMirrorStore store = store(db);
      List<XeroRecord> page = IntStream.range(0, 300)
        .mapToObj(number -> contact("c" + number, THEN, "Name " + number, number + "@example.com", ""))
        .toList();
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Integer>> puts = IntStream.range(0, 4)
        .mapToObj(node ->
          nodes.submit(() -> {
            start.await();
            return store.put(TENANT, CONTACTS, page);
          })
        )
        .toList();
      start.countDown();
      for (Future<Integer> put : puts) {
        put.get();
      }

      assertThat(store.count(TENANT, CONTACTS)).isEqualTo(300);
      assertThat(ids(store.byKey(TENANT, CONTACTS, "email", List.of("7@example.com")))).containsExactly("c7");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void contents_are_sealed_for_what_the_change_of_the_master_key_expects(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      Vault vault = vault(db);
      new XeroMirrorStore(db.database(), new JdbcTemplate(db.source()), vault).put(
        TENANT,
        CONTACTS,
        List.of(contact("a", THEN, "Jane Roe", "", ""))
      );
      SealedColumn column = XeroMirrorStore.sealedMirror();

      String opened1 = db
        .database()
        .sql()
        .sql(column.rows())
        .param("after", 0)
        .param("upTo", db.database().sql().sql(column.last()).query(Long.class).single())
        .query((row, number) ->
          new String(vault.open(row.getBytes("sealed"), row.getString("associated")), StandardCharsets.UTF_8)
        )
        .single();

      assertThat(opened1).contains("Jane Roe");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_state_moves_on_only_from_where_its_reader_began(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      MirrorStateStore states = new MirrorStateStore(db.database());
      states.open(TENANT, CONTACTS);
      sweep(states, THEN);

      states.read(TENANT, CONTACTS, Optional.of(THEN), Optional.of(LATER), THEN, 7);
      states.read(TENANT, CONTACTS, Optional.of(THEN), Optional.of(LATER.plusSeconds(9)), THEN, 8);

      MirrorState state = states.open(TENANT, CONTACTS);
      assertThat(state.readTo()).contains(LATER);
      assertThat(state.lookedTo()).contains(LATER);
      assertThat(state.records()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_look_goes_on_alone_and_never_back(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      MirrorStateStore states = new MirrorStateStore(db.database());
      states.open(TENANT, CONTACTS);
      sweep(states, THEN);

      states.looked(TENANT, CONTACTS, LATER);
      states.looked(TENANT, CONTACTS, THEN);

      assertThat(states.open(TENANT, CONTACTS).lookedTo()).contains(LATER);
      assertThat(states.open(TENANT, CONTACTS).readTo()).contains(THEN);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void each_due_time_is_asked_for_once_over_all_nodes(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      MirrorStateStore states = new MirrorStateStore(db.database());
      MirrorState seenByBoth = states.open(TENANT, CONTACTS);

      assertThat(states.ask(seenByBoth, LATER)).isTrue();
      assertThat(states.ask(seenByBoth, LATER)).isFalse();
      assertThat(states.askSweep(seenByBoth, LATER)).isTrue();
    }
  }

  private static void sweep(MirrorStateStore states, Instant from) {
    states.beginSweep(TENANT, CONTACTS, new MirrorState.Sweep(from, from, 0));
    states.endSweep(TENANT, CONTACTS, from, 0);
  }

  private static XeroMirrorStore store(TestDatabase db) {
    return new XeroMirrorStore(db.database(), new JdbcTemplate(db.source()), vault(db));
  }

  private static Vault vault(TestDatabase db) {
    return new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
  }

  private static XeroRecord contact(String id, Instant version, String name, String email, String number) {
    ObjectNode json = XeroJson.object()
      .put("ContactID", id)
      .put("Name", name)
      .put("EmailAddress", email)
      .put("ContactNumber", number)
      .put("ContactStatus", "ACTIVE")
      .put("UpdatedDateUTC", "/Date(" + version.toEpochMilli() + "+0000)/");
    return XeroRecord.of(CONTACTS.list(), json);
  }

  private static XeroRecord currency(String code) {
    return XeroRecord.of(MirrorKind.CURRENCIES.list(), XeroJson.object().put("Code", code));
  }

  private static List<String> emails(XeroMirrorStore store) {
    return store
      .all(TENANT, CONTACTS)
      .stream()
      .map(record -> LedgerContact.of(record.json()).email())
      .toList();
  }

  private static List<String> ids(List<XeroRecord> records) {
    return records.stream().map(XeroRecord::id).toList();
  }
}
