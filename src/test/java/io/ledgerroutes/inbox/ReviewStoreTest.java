package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Cards, groups and search; the same promises on both databases. */
abstract class ReviewStoreTest {

  private static final String SHOP = "craft-shop";
  private static final String ORDERS = "woocommerce-order";
  private static final MessageQuery ALL = MessageQuery.newest(100);

  private final TestDatabase db;
  private final InboxStore messages;
  private final RecordCardStore cards;
  private final ReviewStore review;

  ReviewStoreTest(TestDatabase db) {
    this.db = db;
    JdbcTemplate jdbc = new JdbcTemplate(db.source());
    this.messages = new InboxStore(db.database(), jdbc);
    this.cards = new RecordCardStore(
      db.database(),
      jdbc,
      new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(db.database()))
    );
    this.review = new ReviewStore(db.database());
  }

  @Nested
  static class OnH2 extends ReviewStoreTest {

    OnH2() {
      super(TestDatabase.h2());
    }
  }

  @Nested
  static class OnPostgres extends ReviewStoreTest {

    OnPostgres() {
      super(TestDatabase.postgres());
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private long stored(String connection, String key, MessageState state, String reason) {
    NewMessage message = new NewMessage(connection, ORDERS, key, new byte[0], "c-" + key);
    db.database().durably(() -> messages.insert(List.of(new InboxStore.Sealed(message, new byte[0]))));
    long id = messages.find(ALL.ofConnection(connection).ofKey(key)).getFirst().id();
    db
      .database()
      .sql()
      .sql("UPDATE inbox SET state = 'IN_FLIGHT', claimed_by = 'n', claimed_epoch = 1 WHERE id = ?")
      .params(id)
      .update();
    messages.settle(List.of(new InboxStore.Settled(id, state, reason, null, 0, 0, false)), "n", 1);
    return id;
  }

  private long held(String key, String reason) {
    return stored(SHOP, key, MessageState.HELD, reason);
  }

  private void card(String key, String day, String total, String currency, String email) {
    RecordCard card = new RecordCard(
      "N-" + key,
      day == null ? null : LocalDate.parse(day),
      total == null ? null : new BigDecimal(total),
      currency
    );
    keep(key, Described.NOT.as(card, email));
  }

  private void keep(String key, Described described) {
    db.database().durably(() -> cards.keep(SHOP, ORDERS, Map.of(key, described)));
  }

  @Test
  void a_card_is_kept_and_replaced() {
    long id = held("1", "why");
    card("1", "2026-11-01", "110.00", "AUD", "ann@shop.example");
    card("1", "2026-11-02", "1234.5678", "NZD", null);

    RecordCard known = cards.of(List.of(messages.find(id).orElseThrow())).get(id);

    assertThat(known.number()).isEqualTo("N-1");
    assertThat(known.day()).isEqualTo("2026-11-02");
    assertThat(known.total()).isEqualByComparingTo("1234.5678");
    assertThat(known.currency()).isEqualTo("NZD");
    assertThat(count("SELECT COUNT(*) FROM record_card")).isEqualTo(1);
    assertThat(count("SELECT COUNT(*) FROM record_card WHERE email IS NULL")).isEqualTo(1);
  }

  @Test
  void what_does_not_fit_a_card_is_left_out_and_the_rest_is_kept() {
    long coin = held("1", "why");
    long huge = held("2", "why");
    keep("1", Described.NOT.as(new RecordCard("1\0", null, new BigDecimal("12.00"), "USDT"), null));
    keep("2", Described.NOT.as(new RecordCard("2", null, new BigDecimal("1e16"), "AUD"), null));

    assertThat(cards.of(List.of(messages.find(coin).orElseThrow())).get(coin)).isEqualTo(
      new RecordCard("1 ", null, null, null)
    );
    assertThat(cards.of(List.of(messages.find(huge).orElseThrow())).get(huge).total()).isNull();
  }

  @Test
  void an_e_mail_is_kept_as_what_it_cannot_be_read_from() {
    card("1", null, null, null, " Ann@Shop.Example ");

    String kept = db.database().sql().sql("SELECT email FROM record_card").query(String.class).single();

    assertThat(kept).isEqualTo(cards.pseudonym("ann@shop.example")).doesNotContainIgnoringCase("ann");
  }

  @Test
  void a_record_that_no_step_described_has_no_card() {
    keep("1", Described.NOT);

    assertThat(count("SELECT COUNT(*) FROM record_card")).isZero();
  }

  @Test
  void parts_of_a_record_are_added_and_none_is_forgotten() {
    RecordPart refund = new RecordPart("woocommerce-refund", "55");
    RecordPart payment = new RecordPart("woocommerce-payment", "1");
    keep("1", Described.NOT.with(List.of(refund)));
    keep("1", Described.NOT.with(List.of(payment, refund)));
    keep("1", Described.NOT);

    assertThat(cards.parts(SHOP, ORDERS, "1")).isEqualTo(Set.of(refund, payment));
    assertThat(cards.recordsOf(SHOP, refund)).containsExactly(new RecordKey(SHOP, ORDERS, "1"));
    assertThat(cards.recordsOf("other-shop", refund)).isEmpty();
  }

  @Test
  void groups_are_summed_by_currency_and_tell_the_oldest_and_the_months() {
    held("1", "invoice WC-1 stands; name the method cod");
    held("2", "invoice WC-2 stands; name the method cod");
    held("3", "invoice WC-3 stands; name the method cod");
    held("4", "invoice WC-4 stands; name the method cod");
    stored(SHOP, "5", MessageState.DEAD, "name the method cod");
    stored("other-shop", "6", MessageState.HELD, "name the method cod");
    stored(SHOP, "7", MessageState.DONE, "name the method cod");
    stored(SHOP, "8", MessageState.RETRY, "name the method cod");
    card("1", "2026-09-30", "110.00", "AUD", null);
    card("2", "2026-11-01", "0.05", "AUD", null);
    card("3", "2026-10-15", "7.125", "KWD", null);
    card("7", "2020-01-01", "999.00", "AUD", null);
    db.database().sql().sql("UPDATE inbox SET received_at = 5000 WHERE record_key = '2'").update();

    List<MessageGroup> groups = review.groups(ALL);

    assertThat(groups)
      .extracting(MessageGroup::connection, MessageGroup::state, MessageGroup::count)
      .containsExactly(
        org.assertj.core.groups.Tuple.tuple(SHOP, MessageState.HELD, 4L),
        org.assertj.core.groups.Tuple.tuple(SHOP, MessageState.DEAD, 1L),
        org.assertj.core.groups.Tuple.tuple("other-shop", MessageState.HELD, 1L)
      );
    MessageGroup first = groups.getFirst();
    assertThat(first.reason()).isEqualTo("name the method cod");
    assertThat(first.flow()).isEqualTo(ORDERS);
    assertThat(first.sums()).isEqualTo(
      Map.of("AUD", new BigDecimal("110.05"), "KWD", new BigDecimal("7.125"))
    );
    assertThat(first.oldest()).isEqualTo(Instant.ofEpochMilli(5000));
    assertThat(first.from()).isEqualTo(YearMonth.of(2026, 9));
    assertThat(first.to()).isEqualTo(YearMonth.of(2026, 11));
    assertThat(first.withoutTotal()).isEqualTo(1);
    assertThat(groups.get(1).sums()).isEmpty();
    assertThat(groups.get(1).from()).isNull();
  }

  @Test
  void all_that_fit_are_one_group_and_nothing_is_none() {
    held("1", "one reason");
    long newest = held("2", "another reason");
    card("1", "2026-11-01", "10.00", "AUD", null);
    card("2", "2026-11-01", "5.00", "AUD", null);

    MessageGroup all = review.all(ALL);

    assertThat(all.count()).isEqualTo(2);
    assertThat(all.newest()).isEqualTo(newest);
    assertThat(all.sums()).isEqualTo(Map.of("AUD", new BigDecimal("15.00")));
    assertThat(review.all(ALL.because("another reason")).count()).isEqualTo(1);
    assertThat(review.all(ALL.before(newest)).count()).isEqualTo(1);
    MessageGroup none = review.all(ALL.ofConnection("nobody"));
    assertThat(none.count()).isZero();
    assertThat(none.oldest()).isNull();
  }

  @Test
  void what_an_older_version_settled_gets_its_kind() {
    held("1", "invoice WC-1 stands; name the method cod");
    held("2", "x");
    stored(SHOP, "3", MessageState.DONE, "done");
    db
      .database()
      .sql()
      .sql("UPDATE inbox SET reason_kind = NULL, reason = NULL WHERE record_key = '2'")
      .update();
    db.database().sql().sql("UPDATE inbox SET reason_kind = NULL").update();

    assertThat(review.groups(ALL))
      .extracting(MessageGroup::reason)
      .containsExactlyInAnyOrder("name the method cod", ReasonKind.of(null));
    assertThat(review.nameSome()).isZero();
    assertThat(count("SELECT COUNT(*) FROM inbox WHERE reason_kind IS NULL")).isEqualTo(1);
  }

  @Test
  void a_message_that_waits_no_more_has_no_kind() {
    long replayed = held("1", "why");
    long discarded = held("2", "why");
    long ended = stored("leaving", "3", MessageState.DEAD, "why");
    messages.replay(replayed);
    messages.discardStopped(discarded, "entered by hand");
    messages.endAll("leaving", "gone");

    assertThat(review.groups(ALL)).isEmpty();
    assertThat(count("SELECT COUNT(*) FROM inbox WHERE reason_kind IS NOT NULL")).isZero();
    assertThat(
      Stream.of(replayed, discarded, ended).map(id -> messages.find(id).orElseThrow().state())
    ).containsExactly(MessageState.RETRY, MessageState.SKIPPED, MessageState.SKIPPED);
  }

  @Test
  void a_discard_of_many_leaves_what_does_not_wait_for_a_decision() {
    long retry = stored(SHOP, "1", MessageState.RETRY, "later");

    assertThat(messages.discardStopped(retry, "entered by hand")).isZero();
    assertThat(messages.find(retry).orElseThrow().state()).isEqualTo(MessageState.RETRY);
  }

  @Test
  void a_record_is_found_by_all_that_people_know_of_it() {
    long id = held("1042", "why");
    held("2", "why");
    card("1042", "2026-11-01", "110.50", "AUD", "ann@shop.example");
    card("2", "2026-11-01", "110.51", "AUD", "bob@shop.example");

    assertThat(found(words("N-1042"))).containsExactly(id);
    assertThat(found(words("1042"))).containsExactly(id);
    assertThat(found(words("c-1042"))).containsExactly(id);
    assertThat(
      found(new RecordSearch(List.of(), List.of(id), List.of(), null, null, List.of()))
    ).containsExactly(id);
    assertThat(found(total("110.5", null))).containsExactly(id);
    assertThat(found(total("110.50", "AUD"))).containsExactly(id);
    assertThat(found(total("110.50", "NZD"))).isEmpty();
    assertThat(
      found(
        new RecordSearch(
          List.of(),
          List.of(),
          List.of(),
          null,
          cards.pseudonym("ANN@shop.example"),
          List.of()
        )
      )
    ).containsExactly(id);
    assertThat(
      found(
        new RecordSearch(
          List.of(),
          List.of(),
          List.of(),
          null,
          null,
          List.of(new RecordKey(SHOP, ORDERS, "1042"))
        )
      )
    ).containsExactly(id);
    assertThat(found(words("nothing of the kind"))).isEmpty();
    assertThat(found(new RecordSearch(List.of(), List.of(), List.of(), null, null, List.of()))).isEmpty();
  }

  @Test
  void what_is_found_comes_newest_first_page_by_page_and_is_narrowed_by_filters() {
    long first = held("1", "why");
    long second = stored(SHOP, "2", MessageState.DEAD, "why");
    card("1", null, "5.00", "AUD", null);
    card("2", null, "5.00", "AUD", null);
    MessageQuery query = ALL.lookingFor(total("5", null));

    assertThat(ids(query)).containsExactly(second, first);
    assertThat(ids(query.before(second))).containsExactly(first);
    assertThat(ids(query.atMost(1))).containsExactly(second);
    assertThat(ids(query.in(MessageState.HELD))).containsExactly(first);
  }

  private static RecordSearch words(String... words) {
    return new RecordSearch(List.of(words), List.of(), List.of(), null, null, List.of());
  }

  private static RecordSearch total(String amount, String currency) {
    return new RecordSearch(List.of(), List.of(), List.of(new BigDecimal(amount)), currency, null, List.of());
  }

  private List<Long> found(RecordSearch search) {
    return ids(ALL.lookingFor(search));
  }

  private List<Long> ids(MessageQuery query) {
    return messages.find(query).stream().map(Message::id).toList();
  }

  private int count(String sql) {
    return db.database().sql().sql(sql).query(Integer.class).single();
  }
}
