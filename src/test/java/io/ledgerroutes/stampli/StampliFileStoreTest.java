package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.Entries.BILL;
import static io.ledgerroutes.stampli.Entries.bill;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.SealedColumnStore;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Files, their bytes and their records; the same promises on both databases. */
abstract class StampliFileStoreTest {

  private static final String CONNECTION = "ledger-ap";
  private static final Instant SYNCED = Instant.parse("2026-11-21T09:30:05.678Z");

  private final TestDatabase db;
  private final StampliFileStore store;
  private final FiledRecordStore records;
  private final Vault vault;

  StampliFileStoreTest(TestDatabase db) {
    this.db = db;
    this.vault = new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()));
    this.records = new FiledRecordStore(db.database(), new JdbcTemplate(db.source()));
    this.store = new StampliFileStore(db.database(), records, vault);
  }

  @Nested
  static class OnH2 extends StampliFileStoreTest {

    OnH2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  static class OnPostgres extends StampliFileStoreTest {

    OnPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private StagedFile staged(byte[] content, FileEntry... entries) {
    return staged(CONNECTION, content, entries);
  }

  private StagedFile staged(String connection, byte[] content, FileEntry... entries) {
    NewFile file = new NewFile(
      connection,
      FileKind.INVOICES,
      "csv",
      SYNCED,
      content,
      Bytes.sha256(content),
      List.of(entries)
    );
    return db.database().durably(() -> store.add(file));
  }

  private StagedFile staged(FileEntry... entries) {
    return staged("a,b\r\n".getBytes(StandardCharsets.UTF_8), entries);
  }

  private boolean advance(StagedFile file, State from, State to) {
    return db.database().durably(() -> store.advance(now(file), from, to, "in@host:22/in"));
  }

  private StagedFile now(StagedFile file) {
    return store.file(file.connection(), file.name()).orElseThrow();
  }

  @Test
  void a_file_is_named_by_its_connection_kind_time_and_a_number_that_grows() {
    assertThat(staged(bill("1", "a")).name()).isEqualTo("stampli_ledger-ap_invoices_20261121T093005Z_1.csv");
    assertThat(staged(bill("2", "a")).name()).isEqualTo("stampli_ledger-ap_invoices_20261121T093005Z_2.csv");
    assertThat(staged("other-ap", new byte[] { 1 }, bill("1", "a")).name()).isEqualTo(
      "stampli_other-ap_invoices_20261121T093005Z_1.csv"
    );
  }

  @Test
  void a_file_is_unattended_while_it_is_on_its_way_and_no_message_of_it_is_open() {
    StagedFile never = staged(bill("1", "a"));
    StagedFile ended = staged(bill("2", "a"));
    StagedFile held = staged(bill("3", "a"));
    StagedFile over = staged(bill("4", "a"));
    staged("other-ap", new byte[] { 1 }, bill("1", "a"));
    advance(ended, State.STAGED, State.UPLOADED);
    advance(over, State.STAGED, State.DISCARDED);
    message(ended, "SKIPPED");
    message(held, "SKIPPED");
    message(held, "HELD");
    message(over, "SKIPPED");

    assertThat(store.unattended(CONNECTION))
      .extracting(StagedFile::name)
      .containsExactly(never.name(), ended.name());
  }

  private void message(StagedFile file, String state) {
    db
      .database()
      .sql()
      .sql(
        """
        INSERT INTO inbox (connection, flow, record_key, state, due_at, received_at, updated_at, correlation_id)
        VALUES (?, ?, ?, ?, 0, 0, 0, 'c')
        """
      )
      .params(file.connection(), StagedFiles.FLOW, file.name(), state)
      .update();
  }

  @Test
  void the_bytes_come_back_as_they_were_also_those_of_megabytes_that_cannot_be_packed() {
    byte[] large = new byte[3_000_000];
    new Random(7).nextBytes(large);

    StagedFile file = staged(large, bill("1", "a"));

    assertThat(store.content(file)).hasValue(large);
    assertThat(file.bytes()).isEqualTo(large.length);
    assertThat(count("SELECT COUNT(*) FROM stampli_file_part")).isEqualTo(6);
    assertThat(
      db
        .database()
        .sql()
        .sql("SELECT MAX(OCTET_LENGTH(content)) FROM stampli_file_part")
        .query(Integer.class)
        .single()
    ).isLessThan(1024 * 1024);
  }

  @Test
  void bytes_that_were_changed_in_the_store_are_not_given_out() {
    StagedFile one = staged("one".getBytes(StandardCharsets.UTF_8), bill("1", "a"));
    db.database().sql().sql("UPDATE stampli_file SET sha256 = 'other'").update();

    assertThatThrownBy(() -> store.content(now(one)))
      .isInstanceOf(AlteredFile.class)
      .hasMessageContaining(one.name());
  }

  @Test
  void a_version_stands_in_one_file_until_that_is_given_up() {
    StagedFile first = staged(bill("1", "a"), bill("2", "a"));

    assertThatThrownBy(() -> staged(bill("3", "a"), bill("2", "a"))).isInstanceOf(
      DuplicateKeyException.class
    );
    assertThat(store.files(FileQuery.newest(10))).hasSize(1);
    assertThat(advance(first, State.STAGED, State.DISCARDED)).isTrue();
    StagedFile second = staged(bill("3", "a"), bill("2", "a"));

    assertThat(records.latest(CONNECTION, BILL, List.of("1", "2", "3", "4")))
      .containsOnlyKeys("2", "3")
      .extractingByKey("2")
      .satisfies(record -> assertThat(record.file()).isEqualTo(second.name()));
    assertThat(records.in(first, 0, 10)).extracting(FiledRecord::recordId).containsExactly("1", "2");
  }

  @Test
  void the_newest_version_of_a_record_is_told_with_its_shares_and_all_of_them_are_kept() {
    staged(
      bill(
        "1",
        "a",
        1,
        List.of(new Share("po-1", new BigDecimal("60")), new Share("po-2", new BigDecimal("40.5")))
      )
    );
    StagedFile second = staged(
      bill("2", "a"),
      bill(
        "1",
        "b",
        2,
        List.of(new Share("po-1", new BigDecimal("-20.125")), new Share("po-1", new BigDecimal("5")))
      )
    );

    FiledRecord latest = records.latest(CONNECTION, BILL, List.of("1")).get("1");

    assertThat(latest).isEqualTo(
      new FiledRecord(
        BILL,
        "1",
        "b",
        second.name(),
        State.STAGED,
        "V-1",
        "N-1",
        "AUD",
        new BigDecimal("200.00"),
        new BigDecimal("220.00"),
        new BigDecimal("220.00"),
        List.of(new Share("po-1", new BigDecimal("-15.125")))
      )
    );
    Map<String, List<FiledRecord>> versions = records.versions(CONNECTION, BILL, List.of("1", "2", "9"));
    assertThat(versions).containsOnlyKeys("1", "2");
    assertThat(versions.get("1")).extracting(FiledRecord::version).containsExactly("a", "b");
    assertThat(versions.get("2")).extracting(FiledRecord::version).containsExactly("a");
    assertThat(versions.get("1").getFirst().orders()).containsExactly(
      new Share("po-1", new BigDecimal("60.00")),
      new Share("po-2", new BigDecimal("40.50"))
    );
  }

  @Test
  void records_are_found_by_number_and_by_vendor_of_their_connection_alone() {
    staged(bill("1", "a"), bill("2", "a"));
    staged("other-ap", new byte[] { 1 }, bill("1", "a"));

    assertThat(records.numbered(CONNECTION, List.of("N-1", "N-9")))
      .extracting(FiledRecord::vendor, FiledRecord::recordId)
      .containsExactly(Tuple.tuple("V-1", "1"));
    assertThat(records.numbered(CONNECTION, List.of())).isEmpty();
  }

  @Test
  void a_number_is_found_in_any_case_and_with_blanks_around_it() {
    staged(numbered("1", "Inv-7"));
    staged(numbered("2", " INV-7"), numbered("3", "inv-70"), numbered("4", "ÉTÉ-7"));

    for (String asked : List.of("INV-7", "inv-7", "Inv-7 ")) {
      assertThat(records.numbered(CONNECTION, List.of(asked)))
        .as(asked)
        .extracting(FiledRecord::recordId, FiledRecord::number)
        .containsExactly(Tuple.tuple("2", " INV-7"), Tuple.tuple("1", "Inv-7"));
    }
    assertThat(records.numbered(CONNECTION, List.of("été-7"))).hasSize(1);
  }

  private static FileEntry numbered(String id, String number) {
    FileEntry any = bill(id, "a");
    return new FileEntry(
      BILL,
      id,
      "a",
      any.kind(),
      false,
      any.vendor(),
      number,
      any.currency(),
      any.net(),
      any.tax(),
      any.total(),
      any.due(),
      List.of(),
      any.rows()
    );
  }

  @Test
  void a_number_that_a_database_could_not_hold_is_still_found() {
    FileEntry odd = bill("odd\0", "a");
    staged(
      new FileEntry(
        BILL,
        "1",
        "a",
        odd.kind(),
        true,
        "V\0",
        odd.number(),
        "AUD",
        odd.net(),
        odd.tax(),
        odd.total(),
        odd.due(),
        List.of(),
        odd.rows()
      )
    );

    assertThat(records.numbered(CONNECTION, List.of("N-odd\0")))
      .extracting(FiledRecord::recordId)
      .containsExactly("1");
  }

  @Test
  void files_are_listed_newest_first_page_by_page_and_by_what_is_asked() {
    StagedFile first = staged(bill("1", "a"));
    StagedFile second = staged(bill("2", "a"));
    StagedFile other = staged("other-ap", new byte[] { 1 }, bill("1", "a"));
    advance(first, State.STAGED, State.UPLOADED);
    FileQuery ours = FileQuery.newest(10).ofConnection(CONNECTION);

    assertThat(names(FileQuery.newest(10))).containsExactly(other.name(), second.name(), first.name());
    assertThat(names(ours)).containsExactly(second.name(), first.name());
    assertThat(names(ours.before(second.id()))).containsExactly(first.name());
    assertThat(names(ours.in(State.UPLOADED))).containsExactly(first.name());
    assertThat(names(ours.ofKind(FileKind.VENDORS))).isEmpty();
    assertThat(names(new FileQuery(CONNECTION, FileKind.INVOICES, null, null, 1))).containsExactly(
      second.name()
    );
    assertThat(store.counts(CONNECTION)).isEqualTo(Map.of(State.STAGED, 1L, State.UPLOADED, 1L));
    assertThat(store.waiting())
      .extracting(StampliFileStore.Waiting::connection, StampliFileStore.Waiting::files)
      .containsExactly(Tuple.tuple(CONNECTION, 2L), Tuple.tuple("other-ap", 1L));
  }

  private List<String> names(FileQuery query) {
    return store.files(query).stream().map(StagedFile::name).toList();
  }

  @Test
  void a_step_is_taken_once_and_only_from_the_one_before() {
    StagedFile file = staged(bill("1", "a"));
    db.database().durably(() -> store.stopped(file, "the server\nis away"));
    assertThat(now(file).reason()).hasValue("the server is away");

    assertThat(advance(file, State.UPLOADED, State.RENAMING)).isFalse();
    assertThat(advance(file, State.STAGED, State.UPLOADED)).isTrue();
    assertThat(advance(file, State.STAGED, State.UPLOADED)).isFalse();
    assertThat(now(file).server()).hasValue("in@host:22/in");
    assertThat(now(file).reason()).isEmpty();
    assertThat(advance(file, State.UPLOADED, State.RENAMING)).isTrue();
    assertThat(now(file).deliveredAt()).isEmpty();
    assertThat(advance(file, State.RENAMING, State.DELIVERED)).isTrue();

    assertThat(now(file).state()).isEqualTo(State.DELIVERED);
    assertThat(now(file).deliveredAt()).isPresent();
    assertThat(records.latest(CONNECTION, BILL, List.of("1")).get("1").delivered()).isTrue();
    assertThat(store.waiting()).isEmpty();
  }

  @Test
  void only_what_was_delivered_or_given_up_loses_its_bytes() {
    StagedFile waiting = staged(bill("1", "a"));
    StagedFile done = staged(bill("2", "a"));
    advance(done, State.STAGED, State.DELIVERED);

    assertThat(store.drop(waiting)).isFalse();
    assertThat(store.drop(now(done))).isTrue();
    assertThat(store.drop(now(done))).isFalse();

    assertThat(store.content(done)).isEmpty();
    assertThat(now(done).kept()).isFalse();
    assertThat(store.content(waiting)).isPresent();
    assertThat(store.kept(0, 10)).extracting(StagedFile::name).containsExactly(waiting.name());
    assertThat(records.latest(CONNECTION, BILL, List.of("2"))).containsOnlyKeys("2");
  }

  @Test
  void every_sealed_part_can_be_opened_and_replaced_by_a_walk_over_all_of_them() {
    byte[] large = new byte[1_200_000];
    new Random(8).nextBytes(large);
    staged("other-ap", "small".getBytes(StandardCharsets.UTF_8), bill("1", "a"));
    StagedFile file = staged(large, bill("1", "a"));
    Set<Integer> sizes = new TreeSet<>();

    SealedColumnStore.Walk walk = new SealedColumnStore(db.database()).change(
      StampliFileStore.sealedStampliFiles(),
      vault,
      content -> {
        sizes.add(content.length);
        return Optional.of(content);
      }
    );

    assertThat(walk).isEqualTo(new SealedColumnStore.Walk(4, 0));
    assertThat(sizes).hasSize(3).contains(512 * 1024);
    assertThat(store.content(file)).hasValueSatisfying(content -> assertThat(content).isEqualTo(large));
  }

  private int count(String sql) {
    return db.database().sql().sql(sql).query(Integer.class).single();
  }
}
