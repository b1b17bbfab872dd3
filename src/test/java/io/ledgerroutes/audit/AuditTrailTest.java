package io.ledgerroutes.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The same promises on both databases. */
abstract class AuditTrailTest {

  private final TestDatabase store;
  private final AuditTrail audit;

  AuditTrailTest(TestDatabase store) {
    this.store = store;
    this.audit = new AuditTrail(new AuditStore(store.database()));
  }

  @Nested
  static class OnH2 extends AuditTrailTest {

    OnH2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  static class OnPostgres extends AuditTrailTest {

    OnPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static AuditEntry full() {
    return AuditEntry.of("post")
      .connection("craft-shop")
      .flow("woocommerce-order")
      .key("4711")
      .message(12L)
      .actor("admin")
      .outcome("delivered")
      .reason("made")
      .remoteStatus(200)
      .correlation("c-1")
      .took(Duration.ofMillis(250))
      .with("invoice", "INV-1")
      .with("nothing", null);
  }

  @Test
  void an_entry_comes_back_as_it_was_recorded_with_the_databases_time() {
    audit.record(full());

    AuditRow row = audit.find(AuditQuery.newest(10)).getFirst();
    assertThat(row.entry()).isEqualTo(full());
    assertThat(row.at()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
  }

  @Test
  void an_entry_of_the_system_needs_no_more_than_its_action() {
    audit.record(AuditEntry.of("start"));

    assertThat(audit.find(AuditQuery.newest(1)).getFirst().entry()).isEqualTo(AuditEntry.of("start"));
  }

  @Test
  void many_entries_keep_their_order_and_are_paged_newest_first() {
    audit.record(
      IntStream.range(0, 120)
        .mapToObj(i -> AuditEntry.of("post").key("k" + i))
        .toList()
    );

    List<AuditRow> first = audit.find(AuditQuery.newest(50));
    List<AuditRow> second = audit.find(AuditQuery.newest(50).before(first.getLast().id()));
    assertThat(first)
      .extracting(row -> row.entry().key())
      .startsWith("k119", "k118")
      .endsWith("k70");
    assertThat(second)
      .extracting(row -> row.entry().key())
      .startsWith("k69")
      .endsWith("k20");
  }

  @Test
  void all_entries_are_handed_on_once_although_others_are_recorded_meanwhile() {
    audit.record(
      IntStream.range(0, 1_200)
        .mapToObj(i -> AuditEntry.of("post").key("k" + i))
        .toList()
    );
    audit.record(AuditEntry.of("other"));

    List<String> keys = new ArrayList<>();
    audit.each(AuditQuery.newest(1).ofAction("post"), row -> {
      if (keys.size() % 100 == 0) {
        audit.record(AuditEntry.of("post").key("meanwhile " + keys.size()));
      }
      keys.add(row.entry().key());
    });

    assertThat(keys).containsExactlyElementsOf(
      IntStream.range(0, 1_200)
        .mapToObj(i -> "k" + (1_199 - i))
        .toList()
    );
  }

  @Test
  void each_part_of_a_query_narrows() {
    audit.record(full());
    audit.record(AuditEntry.of("other").connection("second").flow("f").key("1").message(13L));
    AuditQuery all = AuditQuery.newest(10);
    Instant soon = Instant.now().plusSeconds(60);

    assertThat(audit.find(all)).hasSize(2);
    assertThat(audit.find(all.ofConnection("craft-shop"))).hasSize(1);
    assertThat(audit.find(all.ofFlow("f"))).hasSize(1);
    assertThat(audit.find(all.ofKey("4711"))).hasSize(1);
    assertThat(audit.find(all.ofMessage(13))).hasSize(1);
    assertThat(audit.find(all.ofAction("other"))).hasSize(1);
    assertThat(audit.find(all.ofActor("admin"))).hasSize(1);
    assertThat(audit.find(all.ofActor(AuditEntry.SYSTEM))).hasSize(1);
    assertThat(audit.find(all.ofOutcome("delivered"))).hasSize(1);
    assertThat(audit.find(all.between(soon.minusSeconds(180), soon))).hasSize(2);
    assertThat(audit.find(all.between(soon, soon.plusSeconds(1)))).isEmpty();
  }

  @Test
  void an_entry_stands_only_if_its_transaction_was_committed() {
    assertThatThrownBy(() ->
      store
        .database()
        .transact(() -> {
          audit.record(full());
          throw new IllegalStateException("roll back");
        })
    ).hasMessage("roll back");

    assertThat(audit.find(AuditQuery.newest(1))).isEmpty();
  }

  @Test
  void text_from_outside_cannot_forge_lines_and_is_clipped() {
    audit.record(
      AuditEntry.of("post")
        .connection("c".repeat(100))
        .key("k".repeat(300))
        .actor("admin\nroot")
        .reason("one\r\n2026 forged \u202e\u2028 line\0" + "x".repeat(3_000))
        .with("id\n", "v\t".repeat(3_000))
    );

    AuditEntry entry = audit.find(AuditQuery.newest(1)).getFirst().entry();
    assertThat(entry.reason()).hasSize(1_000).startsWith("one  2026 forged    line x");
    assertThat(entry.actor()).isEqualTo("admin root");
    assertThat(entry.connection()).hasSize(64);
    assertThat(entry.key()).hasSize(200);
    assertThat(entry.detail()).hasEntrySatisfying("id ", value ->
      assertThat(value).hasSize(200).doesNotContain("\t")
    );
  }

  @Test
  void details_beyond_the_columns_length_are_left_out_whole() {
    AuditEntry entry = AuditEntry.of("post");
    for (int i = 0; i < 100; i++) {
      entry = entry.with("name-" + (100 + i), "\"".repeat(150));
    }

    audit.record(entry);

    assertThat(audit.find(AuditQuery.newest(1)).getFirst().entry().detail())
      .hasSizeBetween(5, 99)
      .containsEntry("name-100", "\"".repeat(150));
  }

  @Test
  void letters_of_every_alphabet_and_surrogate_pairs_survive() {
    audit.record(AuditEntry.of("post").reason("Žluťoučký 漢字 😀" + "😀".repeat(600)));

    assertThat(audit.find(AuditQuery.newest(1)).getFirst().entry().reason())
      .startsWith("Žluťoučký 漢字 😀")
      .endsWith("😀");
  }
}
