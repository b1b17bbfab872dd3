package io.ledgerroutes.xero.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.Window;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.xero.Priority;
import io.ledgerroutes.xero.XeroTenantStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which refreshes and sweeps become messages, and what those do. */
class XeroMirrorScheduleTest {

  private static final String TENANT = "tenant-1";
  private static final Window NEVER = around(12);
  /** All but purchase orders, for which nobody has asked. */
  private static final int KINDS = (int) Arrays.stream(MirrorKind.values())
    .filter(kind -> !kind.onDemand())
    .count();

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void each_mirror_of_a_tenant_is_asked_for_once_through_one_running_connection(
    Supplier<TestDatabase> opened
  ) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.PAUSED, NEVER);
      rig.connection("second-shop", ConnectionState.RUNNING, NEVER);
      rig.connection("third-shop", ConnectionState.RUNNING, NEVER);

      rig.schedule().storeDue();
      rig.schedule().storeDue();

      assertThat(rig.stored).hasSize(KINDS).extracting(NewMessage::connection).containsOnly("second-shop");
      assertThat(rig.keys())
        .contains("contacts", "tax-rates", "organisation")
        .noneMatch(k -> k.contains("sweep"));
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_mirror_is_due_again_after_its_hour_and_not_while_it_waits(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);
      rig.schedule().storeDue();
      rig.refreshed(Duration.ofMinutes(61));
      rig.asked(Duration.ofMinutes(61));

      rig.waiting = Set.of("contacts", "accounts");
      rig.schedule().storeDue();

      assertThat(rig.stored).hasSize(2 * KINDS - 2);
      rig.refreshed(Duration.ofMinutes(59));
      rig.asked(Duration.ofMinutes(61));
      rig.waiting = Set.of();
      rig.schedule().storeDue();
      assertThat(rig.stored).hasSize(2 * KINDS - 2);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_tenant_that_was_never_consented_to_and_one_without_a_running_connection_are_left_alone(
    Supplier<TestDatabase> opened
  ) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RECONNECT, NEVER);
      rig.connection("stranger", "tenant-9", ConnectionState.RUNNING, NEVER);

      rig.schedule().storeDue();

      assertThat(rig.stored).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_the_consent_does_not_open_is_not_mirrored(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      rig.scopes = Set.of("accounting.contacts.read");
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);

      rig.schedule().storeDue();

      assertThat(rig.keys()).containsExactly("contacts");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void what_only_some_integrations_need_is_kept_fresh_once_somebody_has_asked_for_it(
    Supplier<TestDatabase> opened
  ) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);
      rig.schedule().storeDue();
      assertThat(rig.keys()).doesNotContain("purchase-orders", "bills", "supplier-credits");

      rig.loaded(Duration.ofHours(2));
      rig.schedule().storeDue();

      assertThat(rig.keys()).contains("purchase-orders", "bills", "supplier-credits");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void sweeps_wait_for_the_window_go_on_in_it_and_rest_for_a_day(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);
      rig.schedule().storeDue();
      rig.refreshed(Duration.ofMinutes(1));
      rig.loaded(Duration.ofDays(2));
      rig.stored.clear();

      rig.schedule().storeDue();
      assertThat(rig.stored).isEmpty();

      rig.connections.clear();
      rig.connection("craft-shop", ConnectionState.RUNNING, always());
      rig.schedule().storeDue();
      assertThat(rig.keys()).containsExactlyInAnyOrder(
        "contacts-sweep",
        "purchase-orders-sweep",
        "bills-sweep",
        "supplier-credits-sweep"
      );

      rig.stored.clear();
      rig.sweepAsked(Duration.ofMinutes(2));
      rig.states.beginSweep(
        TENANT,
        MirrorKind.CONTACTS,
        new MirrorState.Sweep(Instant.EPOCH, Instant.EPOCH, 3)
      );
      rig.swept(MirrorKind.PURCHASE_ORDERS);
      rig.swept(MirrorKind.BILLS);
      rig.swept(MirrorKind.SUPPLIER_CREDITS);
      rig.schedule().storeDue();
      assertThat(rig.keys()).containsExactly("contacts-sweep");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void without_a_window_sweeps_come_in_the_small_hours_of_the_organisation(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      rig.zone(rig.zoneWhereItIs(3));
      rig.connection("craft-shop", ConnectionState.RUNNING, null);
      rig.schedule().storeDue();
      rig.refreshed(Duration.ofMinutes(1));
      rig.loaded(Duration.ofDays(2));
      rig.stored.clear();

      rig.zone(rig.zoneWhereItIs(12));
      rig.schedule().storeDue();
      assertThat(rig.keys()).isEmpty();

      rig.zone(rig.zoneWhereItIs(3));
      rig.schedule().storeDue();
      assertThat(rig.keys()).containsExactlyInAnyOrder(
        "contacts-sweep",
        "purchase-orders-sweep",
        "bills-sweep",
        "supplier-credits-sweep"
      );
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_due_mirror_is_not_used_up_when_its_row_could_not_be_stored(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);
      rig.broken = true;
      assertThatThrownBy(() -> rig.schedule().storeDue()).hasMessage("no room");
      rig.broken = false;

      rig.schedule().storeDue();

      assertThat(rig.stored).hasSize(KINDS);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void how_many_records_and_how_old_they_are_show_as_figures(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);
      rig.schedule().storeDue();
      rig.refreshed(Duration.ofMinutes(10));
      rig.records(77);

      rig.schedule().storeDue();

      assertThat(
        rig.meters
          .get("ledger.xero.mirror.records")
          .tags("tenant", TENANT, "kind", "contacts")
          .gauge()
          .value()
      ).isEqualTo(77);
      assertThat(
        rig.meters.get("ledger.xero.mirror.age").tags("tenant", TENANT, "kind", "contacts").gauge().value()
      ).isBetween(600.0, 700.0);
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void the_mirrors_of_an_organisation_without_connections_show_no_age_to_alarm_on(
    Supplier<TestDatabase> opened
  ) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);
      rig.schedule().storeDue();
      rig.refreshed(Duration.ofMinutes(10));
      rig.schedule().storeDue();
      assertThat(rig.meters.find("ledger.xero.mirror.age").gauges()).isNotEmpty();

      rig.connections.clear();
      rig.schedule().storeDue();

      assertThat(rig.meters.find("ledger.xero.mirror.age").gauges()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_message_refreshes_once_and_sweeps_come_behind(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      XeroMirror mirror = mock(XeroMirror.class);
      when(mirror.refresh(TENANT, MirrorKind.ACCOUNTS)).thenReturn(4);
      XeroMirrorWork work = new XeroMirrorWork(mirror, rig.states, rig.settings);
      Batch batch = batch("contacts-sweep", "accounts", "comets");

      work.refresh(batch);

      assertThat(reasons(batch)).containsExactly(
        "the mirror of contacts was compared in part; the sweep goes on",
        "the mirror of accounts is fresh; 4 records were new or different",
        "there is no mirror of comets"
      );
      var order = org.mockito.Mockito.inOrder(mirror);
      order.verify(mirror).refresh(TENANT, MirrorKind.ACCOUNTS);
      order.verify(mirror).sweep(any(), any(), org.mockito.ArgumentMatchers.eq(Priority.BACKFILL), anyInt());
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_mirror_that_somebody_has_just_refreshed_is_left_alone(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      rig.connection("craft-shop", ConnectionState.RUNNING, NEVER);
      rig.schedule().storeDue();
      rig.refreshed(Duration.ofMinutes(10));
      XeroMirror mirror = mock(XeroMirror.class);
      Batch batch = batch("contacts");

      new XeroMirrorWork(mirror, rig.states, rig.settings).refresh(batch);

      assertThat(batch.elements().getFirst().outcome()).isInstanceOf(Outcome.Skipped.class);
      verify(mirror, never()).refresh(any(), any());
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_failure_of_xero_leaves_the_rest_of_the_batch_open_for_another_time(Supplier<TestDatabase> opened) {
    try (Rig rig = new Rig(opened.get())) {
      XeroMirror mirror = mock(XeroMirror.class);
      when(mirror.refresh(TENANT, MirrorKind.TAX_RATES)).thenThrow(
        new RemoteFailure(new Failure("xero", FailureKind.TRANSIENT, 503, "down", Optional.empty(), true))
      );
      Batch batch = batch("accounts", "tax-rates", "currencies");

      assertThatThrownBy(() ->
        new XeroMirrorWork(mirror, rig.states, rig.settings).refresh(batch)
      ).isInstanceOf(RemoteFailure.class);

      assertThat(batch.open()).extracting(Element::key).containsExactly("tax-rates", "currencies");
    }
  }

  private static Window always() {
    return around(0);
  }

  /** Two hours around the moment that lies so many hours ahead. */
  private static Window around(int hoursAhead) {
    LocalTime there = LocalTime.now(ZoneOffset.UTC).plusHours(hoursAhead);
    return new Window(there.minusHours(1), there.plusHours(1), ZoneOffset.UTC);
  }

  private static Batch batch(String... keys) {
    Instant now = Instant.now();
    List<Element> elements = new ArrayList<>();
    for (String key : keys) {
      elements.add(
        new Element(
          new Message(1, "craft-shop", "xero-mirror", key, MessageState.IN_FLIGHT, null, 1, 0, now, now, "c"),
          new byte[0]
        )
      );
    }
    return new Batch("craft-shop", "xero-mirror", TENANT, 1, elements);
  }

  private static List<String> reasons(Batch batch) {
    return batch
      .elements()
      .stream()
      .map(element -> element.outcome().reason())
      .toList();
  }

  private static final class Rig implements AutoCloseable {

    final TestDatabase db;
    final MirrorStateStore states;
    final XeroMirrorSettings settings = new XeroMirrorSettings(Duration.ofHours(1), Set.of());
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<NewMessage> stored = new ArrayList<>();
    final List<Connection> connections = new ArrayList<>();
    Set<String> waiting = Set.of();
    Set<String> scopes = Set.of("accounting.contacts", "accounting.invoices", "accounting.settings.read");
    boolean broken;
    private final Connections known = mock(Connections.class);
    private final Inbox inbox = mock(Inbox.class);
    private final MirrorGauges gauges = new MirrorGauges(meters);

    Rig(TestDatabase db) {
      this.db = db;
      this.states = new MirrorStateStore(db.database());
      when(known.all()).thenReturn(connections);
      doAnswer(asked -> {
        if (broken) {
          throw new IllegalStateException("no room");
        }
        return stored.addAll(asked.getArgument(0));
      })
        .when(inbox)
        .storeWithin(anyList());
      when(inbox.waiting(anyString(), anyString(), any())).thenAnswer(asked ->
        asked
          .<Collection<String>>getArgument(2)
          .stream()
          .filter(waiting::contains)
          .collect(Collectors.toSet())
      );
      db
        .database()
        .sql()
        .sql("INSERT INTO xero_tenant VALUES (?, 'main', 'org', 'Org', '!o', 'AU', 'UTC', 'AUD', 0)")
        .params(TENANT)
        .update();
    }

    XeroMirrorSchedule schedule() {
      return new XeroMirrorSchedule(
        known,
        List.of(integration("test", scopes), integration("other", Set.of())),
        new XeroTenantStore(db.database()),
        states,
        settings,
        inbox,
        db.database(),
        gauges
      );
    }

    private static Integration integration(String name, Set<String> scopes) {
      Integration integration = mock(Integration.class);
      when(integration.name()).thenReturn(name);
      when(integration.xeroScopes()).thenReturn(scopes);
      return integration;
    }

    List<String> keys() {
      return stored.stream().map(NewMessage::key).toList();
    }

    void connection(String id, ConnectionState state, Window window) {
      connection(id, TENANT, state, window);
    }

    void connection(String id, String tenant, ConnectionState state, Window window) {
      connections.add(
        new Connection(
          id,
          "test",
          LocalDate.of(2026, 1, 1),
          new XeroTenancy(tenant, "main"),
          new Schedule("0 0 * * * ?", Optional.ofNullable(window)),
          null,
          "-"
        )
      );
      when(known.state(id)).thenReturn(state);
    }

    /** A zone by whose clocks it is about this hour now. */
    String zoneWhereItIs(int hour) {
      int utc = states.now().atZone(ZoneOffset.UTC).getHour();
      int ahead = Math.floorMod(hour - utc, 24);
      int offset = ahead > 14 ? ahead - 24 : ahead;
      return offset == 0 ? "UTC" : "Etc/GMT" + (offset > 0 ? "-" : "+") + Math.abs(offset);
    }

    void zone(String zone) {
      set("UPDATE xero_tenant SET time_zone = '" + zone + "'");
    }

    void refreshed(Duration ago) {
      set("UPDATE xero_mirror_state SET refreshed_at = " + states.now().minus(ago).toEpochMilli());
    }

    void asked(Duration ago) {
      set("UPDATE xero_mirror_state SET asked_at = " + states.now().minus(ago).toEpochMilli());
    }

    void sweepAsked(Duration ago) {
      set("UPDATE xero_mirror_state SET sweep_asked_at = " + states.now().minus(ago).toEpochMilli());
    }

    void loaded(Duration ago) {
      long at = states.now().minus(ago).toEpochMilli();
      set("UPDATE xero_mirror_state SET read_to = " + at + ", looked_to = " + at + ", swept_at = " + at);
    }

    void swept(MirrorKind kind) {
      set(
        "UPDATE xero_mirror_state SET swept_at = " +
          states.now().toEpochMilli() +
          " WHERE kind = '" +
          kind.text() +
          "'"
      );
    }

    void records(int count) {
      set("UPDATE xero_mirror_state SET records = " + count);
    }

    private void set(String sql) {
      db.database().sql().sql(sql).update();
    }

    @Override
    public void close() {
      db.close();
    }
  }
}
