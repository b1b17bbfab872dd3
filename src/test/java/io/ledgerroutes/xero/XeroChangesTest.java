package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.SeenStore;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.polling.PolledRecords;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import io.ledgerroutes.store.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A flow that reads contacts by cursor, against a sandbox whose clock the test moves. The node's own clock would be
 * ten minutes wrong either way if anything asked it; the overlap is shorter than that, so that it hides nothing.
 */
class XeroChangesTest {

  private static final PollSettings SETTINGS = new PollSettings(Duration.ofMinutes(3), Duration.ofMinutes(2));
  private static final String FLOW = "xero-contact";

  private final TestClock clock = new TestClock();
  private final XeroTestBed bed = new XeroTestBed(
    TestDatabase.h2(),
    SandboxSettings.defaults().withClock(clock).withLimits(Crowd.NO_LIMITS)
  );
  private final PollCursorStore cursors = new PollCursorStore(bed.store.database());
  private final Inbox inbox = mock(Inbox.class);
  private final PolledRecords polled = new PolledRecords(new SeenStore(bed.store.database()), inbox);
  /** Every message ever stored, with how often. */
  private final Map<String, Integer> stored = new HashMap<>();
  private XeroPages pages;
  private XeroChanges changes;
  private Crowd crowd;

  @BeforeEach
  void connect() {
    bed.store
      .database()
      .sql()
      .sql("INSERT INTO tenant_lease (tenant, owner, epoch, held_until) VALUES (?, 'node', 1, 0)")
      .params(TENANT)
      .update();
    doAnswer(asked -> {
      List<NewMessage> messages = asked.getArgument(0);
      messages.forEach(message -> stored.merge(message.key(), 1, Integer::sum));
      return null;
    })
      .when(inbox)
      .store(anyList());
    pages = new XeroPages(bed.connectedNode().calls);
    changes = new XeroChanges(pages, cursors, SETTINGS);
    crowd = new Crowd(bed.sandbox.url(), TENANT);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void three_thousand_changed_in_one_second_are_read_once_however_often_one_polls() {
    List<String> made = crowd.make("crowd", 3_000);
    clock.advance(Duration.ofMinutes(1));

    for (int poll = 0; poll < 6; poll++) {
      poll();
      decide();
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(stored.keySet()).containsExactlyInAnyOrderElementsOf(made);
    assertThat(stored.values()).containsOnly(1);
  }

  @Test
  void what_changes_while_pages_are_read_comes_in_its_last_version() {
    List<String> made = crowd.make("crowd", 3_000);
    Map<String, String> versions = new HashMap<>();
    int[] page = { 0 };
    Consumer<List<XeroRecord>> sink = records -> {
      records.forEach(element -> versions.put(element.id(), element.json().path("EmailAddress").asText()));
      clock.advance(Duration.ofSeconds(1));
      crowd.touch(made.subList(page[0] * 9, page[0] * 9 + 9), "touched");
      page[0]++;
    };
    Instant cursor = Instant.EPOCH;

    for (int poll = 0; poll < 3; poll++) {
      cursor = changes.since(
        TENANT,
        XeroList.CONTACTS,
        cursor,
        poll == 0
          ? sink
          : records ->
              records.forEach(element ->
                versions.put(element.id(), element.json().path("EmailAddress").asText())
              )
      );
      clock.advance(Duration.ofMinutes(5));
    }

    assertThat(page[0]).isGreaterThan(2);
    assertThat(versions).isEqualTo(crowd.emails());
  }

  @ParameterizedTest
  @ValueSource(ints = { -10, 0, 10 })
  void the_nodes_clock_may_be_ten_minutes_wrong(int minutes) {
    Set<String> found = pollThroughTheNight(new ByXerosClock(), minutes);

    assertThat(found).containsExactlyInAnyOrderElementsOf(crowd.emails().keySet());
  }

  @Test
  void a_cursor_from_the_nodes_clock_would_lose_records() {
    Set<String> found = pollThroughTheNight(new ByOwnClock(), 10);

    assertThat(crowd.emails().keySet()).containsAll(found);
    assertThat(found).hasSizeLessThan(crowd.emails().size());
  }

  @Test
  void a_cursor_stays_where_it_was_when_the_taker_could_not_store() {
    crowd.make("lost", 3);
    clock.advance(Duration.ofHours(1));

    assertThatThrownBy(() ->
      changes.poll(batch(), XeroList.CONTACTS, Instant.EPOCH, records -> {
        throw new IllegalStateException("no room");
      })
    ).hasMessage("no room");

    assertThat(cursors.readTo("craft-shop", FLOW, Instant.MAX)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_cursor_stays_where_it_was_when_a_later_page_fails() {
    crowd.make("half", 1_500);
    clock.advance(Duration.ofHours(1));
    bed.fault(
      "{\"system\":\"xero\",\"kind\":\"html\",\"path\":\"/Contacts\",\"match\":\"page=2\",\"times\":1}"
    );

    assertThatThrownBy(this::poll).isInstanceOf(io.ledgerroutes.remote.RemoteFailure.class);
    assertThat(cursors.readTo("craft-shop", FLOW, Instant.MAX)).isEqualTo(Instant.EPOCH);
    decide();
    poll();

    assertThat(stored).hasSize(1_500);
    assertThat(stored.values()).containsOnly(1);
  }

  @Test
  void a_poll_whose_lease_has_passed_on_is_tried_again_and_moves_nothing() {
    clock.advance(Duration.ofHours(1));
    Batch batch = batch(9);

    changes.poll(batch, XeroList.CONTACTS, Instant.EPOCH, List::size);

    assertThat(batch.elements().getFirst().outcome()).isInstanceOf(Outcome.Retry.class);
    assertThat(cursors.readTo("craft-shop", FLOW, Instant.MAX)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_cursor_follows_xeros_clock_behind_what_may_still_be_written_and_never_goes_back() {
    Instant now = clock.instant();

    Instant moved = changes.since(TENANT, XeroList.CONTACTS, Instant.EPOCH, records -> {});
    Instant stayed = changes.since(TENANT, XeroList.CONTACTS, now.plusSeconds(3_600), records -> {});

    assertThat(moved).isEqualTo(now.minus(SETTLING));
    assertThat(stayed).isEqualTo(now.plusSeconds(3_600));
  }

  private static final Duration SETTLING = SETTINGS.settling();

  /** Every two minutes for an hour something is made and something polled. */
  private Set<String> pollThroughTheNight(Cursor cursor, int minutesWrong) {
    Clock own = Clock.offset(clock, Duration.ofMinutes(minutesWrong));
    Set<String> found = new HashSet<>();
    for (int round = 0; round < 12; round++) {
      crowd.make("round" + round, 3);
      clock.advance(Duration.ofSeconds(70));
      if (round % 3 == 2) {
        cursor.read(own, records -> records.forEach(element -> found.add(element.id())));
      }
      crowd.make("behind" + round, 2);
      clock.advance(Duration.ofSeconds(50));
    }
    clock.advance(Duration.ofMinutes(1));
    cursor.read(own, records -> records.forEach(element -> found.add(element.id())));
    return found;
  }

  private interface Cursor {
    void read(Clock own, Consumer<List<XeroRecord>> sink);
  }

  private final class ByXerosClock implements Cursor {

    private Instant cursor = clock.instant().minusSeconds(60);

    @Override
    public void read(Clock own, Consumer<List<XeroRecord>> sink) {
      cursor = changes.since(TENANT, XeroList.CONTACTS, cursor, sink);
    }
  }

  /** The same with the guard off: the cursor is taken from the node's clock. */
  private final class ByOwnClock implements Cursor {

    private Instant cursor = clock.instant().minusSeconds(60);

    @Override
    public void read(Clock own, Consumer<List<XeroRecord>> sink) {
      pages.read(TENANT, XeroList.CONTACTS.since(SETTINGS.from(cursor)), sink);
      cursor = own.instant().minus(SETTINGS.settling());
    }
  }

  private void poll() {
    changes.poll(batch(), XeroList.CONTACTS, Instant.EPOCH, records ->
      polled.store("craft-shop", FLOW, "settings", versions(records))
    );
  }

  private static Map<String, String> versions(List<XeroRecord> records) {
    return records
      .stream()
      .collect(
        Collectors.toMap(
          XeroRecord::id,
          element -> element.updated().toString(),
          (one, other) -> other,
          LinkedHashMap::new
        )
      );
  }

  /** What the work route would do: decides on every message at the version that stands in the ledger now. */
  private void decide() {
    List<XeroRecord> now = new ArrayList<>();
    pages.read(TENANT, XeroList.CONTACTS, now::addAll);
    bed.store
      .database()
      .transact(() -> {
        for (XeroRecord element : now) {
          if (stored.containsKey(element.id())) {
            seen(element);
          }
        }
        return null;
      });
  }

  private void seen(XeroRecord element) {
    bed.store.database().sql().sql("DELETE FROM seen WHERE record_id = ?").params(element.id()).update();
    bed.store
      .database()
      .sql()
      .sql("INSERT INTO seen VALUES ('craft-shop', ?, ?, ?, 'DONE', 'settings', 0)")
      .params(FLOW, element.id(), element.updated().toString())
      .update();
  }

  private static Batch batch() {
    return batch(1);
  }

  private static Batch batch(long epoch) {
    Instant now = Instant.now();
    Element element = new Element(
      new Message(1, "craft-shop", FLOW, "poll", MessageState.IN_FLIGHT, null, 1, 0, now, now, "c1"),
      new byte[0]
    );
    return new Batch("craft-shop", FLOW, TENANT, epoch, List.of(element));
  }
}
