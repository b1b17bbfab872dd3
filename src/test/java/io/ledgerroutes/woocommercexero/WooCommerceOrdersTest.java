package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxFull;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.inbox.SeenStore;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.polling.PolledRecords;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.woocommerce.SandboxShop;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommerce.ShopProducts;
import io.ledgerroutes.xero.InvoiceDraft;
import io.ledgerroutes.xero.Person;
import io.ledgerroutes.xero.XeroInvoices;
import io.ledgerroutes.xero.XeroTenantStore;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The integration's steps against the sandbox's shop over real HTTP. */
class WooCommerceOrdersTest {

  private static final String SHOP = "craft-shop";
  private static final String TENANT = "tenant";
  private static final Instant NOW = Instant.now();

  private final SandboxShop sandbox = new SandboxShop();
  private final TestDatabase db = TestDatabase.h2();
  private final Inbox inbox = mock(Inbox.class);
  private final List<NewMessage> stored = new ArrayList<>();
  private final PollCursorStore cursors = new PollCursorStore(db.database());
  private final AtomicInteger ids = new AtomicInteger();
  private OrderContext context;
  private PostedOrders posted;
  private WooCommerceOrders orders;

  @BeforeEach
  void prepare() {
    db
      .database()
      .sql()
      .sql("INSERT INTO tenant_lease (tenant, owner, epoch, held_until) VALUES ('tenant', 'node', 1, 0)")
      .update();
    doAnswer(asked -> stored.addAll(asked.getArgument(0)))
      .when(inbox)
      .store(any());
    WooCommerceXeroSettings settings = Sample.settings(sandbox.address().address().toString(), "");
    Connection connection = new Connection(
      SHOP,
      WooCommerceXero.NAME,
      LocalDate.of(2026, 1, 1),
      new XeroTenancy(TENANT, "main"),
      new Schedule("0 * * * * ?", Optional.empty()),
      settings,
      "hash-1"
    );
    Connections connections = mock(Connections.class);
    when(connections.find(SHOP)).thenReturn(Optional.of(connection));
    XeroTenantStore organisations = mock(XeroTenantStore.class);
    when(organisations.find(anyString())).thenReturn(Optional.empty());
    XeroReference reference = mock(XeroReference.class);
    when(reference.organisation(TENANT, Duration.ofHours(1))).thenReturn(Sample.ledger().organisation());
    context = new OrderContext(connections, organisations, reference, mock(BackfillPeriods.class));
    posted = new PostedOrders(new LinkStore(db.database(), mock(InboxStore.class), mock(Vault.class)));
    orders = new WooCommerceOrders(
      context,
      sandbox.client(),
      new ShopProducts(sandbox.client()),
      posted,
      cursors,
      new PollSettings(Duration.ofMinutes(15), Duration.ZERO),
      new PolledRecords(new SeenStore(db.database()), inbox)
    );
  }

  @AfterEach
  void close() {
    sandbox.close();
    db.close();
  }

  @Test
  void a_poll_stores_every_order_before_its_cursor_moves() {
    List<String> placed = place(250, NOW, "plain");

    Batch poll = poll();

    assertThat(stored).extracting(NewMessage::key).containsAll(placed);
    assertThat(poll.elements().getFirst().outcome()).isEqualTo(
      new Outcome.Delivered("250 changed orders read, 250 of them new")
    );
    assertThat(cursor()).isAfter(NOW.minusSeconds(60));
  }

  @Test
  void the_cursor_stays_when_a_row_finds_no_place_in_the_inbox() {
    place(250, NOW);
    Instant before = cursor();
    doAnswer(asked -> {
      if (stored.addAll(asked.getArgument(0)) && stored.size() > 100) {
        throw new InboxFull();
      }
      return null;
    })
      .when(inbox)
      .store(any());

    assertThatThrownBy(this::poll).isInstanceOf(InboxFull.class);

    assertThat(cursor()).isEqualTo(before);
  }

  @Test
  void an_order_decided_at_its_present_version_and_settings_is_not_new() {
    List<String> placed = place(3, NOW);
    remember(placed.get(0), version(placed.get(0)), "hash-1");
    remember(placed.get(1), version(placed.get(1)), "hash-0");
    remember(placed.get(2), "2020-01-01T00:00:00Z/processing", "hash-1");

    poll();

    assertThat(stored).extracting(NewMessage::key).containsExactlyInAnyOrder(placed.get(1), placed.get(2));
  }

  @Test
  void orders_come_as_they_are_now_and_those_that_are_no_sale_are_settled_with_the_reason() {
    List<String> placed = place(4, NOW, "plain");
    String old = place(1, Instant.parse("2025-12-31T12:00:00Z"), "plain").getFirst();
    sandbox.staff("PUT", "/orders/" + placed.get(1), "{\"status\":\"cancelled\"}");
    sandbox.staff("DELETE", "/orders/" + placed.get(2), "");
    sandbox.staff("DELETE", "/orders/" + placed.get(3) + "?force=true", "");
    Batch batch = batch("woocommerce-order", placed.get(0), placed.get(1), placed.get(2), placed.get(3), old);

    orders.fetch(batch);
    new EarlierWrites(context, posted, mock(XeroInvoices.class), mock(Posting.class)).recall(batch);

    assertThat(batch.open()).extracting(Element::key).containsExactly(placed.get(0));
    assertThat(batch.open().getFirst().known(ShopOrder.class).order().status()).isEqualTo("processing");
    assertThat(
      batch
        .elements()
        .stream()
        .skip(1)
        .map(element -> element.outcome().reason())
    ).containsExactly(
      "its status cancelled is none of those brought over",
      "its status trash is none of those brought over",
      "order " + placed.get(3) + " is gone from the shop",
      "before start: it was placed before 2026-01-01"
    );
  }

  @Test
  void an_order_that_the_shop_fails_on_is_blamed_alone_and_the_others_come() {
    List<String> placed = place(50, NOW, "plain");
    String poison = placed.get(30);
    fault("error-before", -1, poison);
    Batch batch = batch("woocommerce-order", placed.toArray(String[]::new));

    orders.fetch(batch);

    assertThat(batch.open())
      .hasSize(49)
      .allSatisfy(element -> element.known(ShopOrder.class));
    assertThat(retry(batch.elements().get(30)).blame()).isEqualTo(Blame.RECORD);
    assertThat(retry(batch.elements().get(30)).reason()).startsWith(
      "the shop answers, but fails on this order: "
    );
  }

  @Test
  void an_order_that_the_shop_fails_on_when_asked_alone_is_blamed() {
    String poison = place(1, NOW, "plain").getFirst();
    fault("error-before", -1, poison);
    Batch batch = batch("woocommerce-order", poison);

    orders.fetch(batch);

    assertThat(retry(batch.elements().getFirst()).blame()).isEqualTo(Blame.RECORD);
  }

  @Test
  void an_answer_that_never_comes_for_a_batch_makes_each_order_a_suspect_to_be_tried_alone() {
    List<String> placed = place(3, NOW, "plain");
    fault("reset", 1, "include");
    Batch batch = batch("woocommerce-order", placed.toArray(String[]::new));

    orders.fetch(batch);

    assertThat(batch.elements()).allSatisfy(element -> {
      assertThat(retry(element).blame()).isEqualTo(Blame.BATCH);
      assertThat(retry(element).after()).isEqualTo(Duration.ZERO);
    });
  }

  @Test
  void a_shop_that_is_down_or_throttles_is_no_order_s_fault() {
    List<String> placed = place(3, NOW, "plain");
    for (String kind : List.of("error-before", "html", "reset", "too-many-requests")) {
      fault(kind, -1, "per_page");
      Batch batch = batch("woocommerce-order", placed.toArray(String[]::new));

      assertThatThrownBy(() -> orders.fetch(batch))
        .as(kind)
        .isInstanceOf(RemoteFailure.class);

      assertThat(batch.open()).as(kind).hasSize(3);
      sandbox.control("DELETE", "/faults", "");
    }
  }

  private void fault(String kind, int times, String match) {
    sandbox.control(
      "POST",
      "/faults",
      "{\"system\":\"shop\",\"path\":\"/orders\",\"kind\":\"%s\",\"times\":%d,\"match\":\"%s\"}".formatted(
        kind,
        times,
        match
      )
    );
  }

  private static Outcome.Retry retry(Element element) {
    assertThat(element.outcome()).isInstanceOf(Outcome.Retry.class);
    return (Outcome.Retry) element.outcome();
  }

  @Test
  void two_hundred_varied_orders_become_documents_or_are_settled_with_a_reason() {
    List<String> placed = place(200, NOW);
    Batch batch = batch("woocommerce-order", placed.toArray(String[]::new));

    orders.fetch(batch);
    new EarlierWrites(context, posted, mock(XeroInvoices.class), mock(Posting.class)).recall(batch);
    new OrdersToDocuments(context, posted, mock(DeletedRefunds.class)).translate(batch);

    batch
      .open()
      .forEach(element -> {
        assertThat(element.known(Person.class).name()).isNotBlank();
        assertThat(element.known(InvoiceDraft.class).number()).isEqualTo("WC-" + element.key());
      });
    Map<String, Long> outcomes = batch
      .elements()
      .stream()
      .collect(
        Collectors.groupingBy(
          element -> element.open() ? "invoice" : element.outcome().getClass().getSimpleName(),
          Collectors.counting()
        )
      );
    assertThat(outcomes).doesNotContainKey("Dead");
    assertThat(outcomes.get("invoice")).isGreaterThan(100);
  }

  private Batch poll() {
    Batch batch = batch(WooCommerceXero.POLL, "poll");
    orders.poll(batch);
    return batch;
  }

  private Batch batch(String flow, String... keys) {
    List<Element> elements = new ArrayList<>();
    for (String key : keys) {
      Message message = new Message(
        ids.incrementAndGet(),
        SHOP,
        flow,
        key,
        MessageState.IN_FLIGHT,
        null,
        1,
        0,
        NOW,
        NOW,
        "c"
      );
      elements.add(new Element(message, new byte[0]));
    }
    return new Batch(SHOP, flow, TENANT, 1, elements);
  }

  private Instant cursor() {
    return cursors.readTo(SHOP, WooCommerceXero.POLL, Instant.parse("2025-12-31T13:00:00Z"));
  }

  private String version(String id) {
    JsonNode order = sandbox.staff("GET", "/orders/" + id, "");
    return order.path("date_modified_gmt").asText() + "Z/" + order.path("status").asText();
  }

  private void remember(String id, String version, String settingsHash) {
    db
      .database()
      .sql()
      .sql(
        """
        INSERT INTO seen (connection, record_type, record_id, version, decision, settings_hash, updated_at)
        VALUES (?, 'woocommerce-order', ?, ?, 'DONE', ?, 0)
        """
      )
      .params(SHOP, id, version, settingsHash)
      .update();
  }

  private List<String> place(int count, Instant at) {
    return place(count, at, "varied");
  }

  private List<String> place(int count, Instant at, String kind) {
    JsonNode report = sandbox.control(
      "POST",
      "/shop/orders",
      "{\"count\":" +
        count +
        ",\"seed\":11,\"webhooks\":false,\"kind\":\"" +
        kind +
        "\",\"at\":\"" +
        at +
        "\"}"
    );
    List<String> placed = new ArrayList<>();
    report.path("orders").forEach(order -> placed.add(order.path("id").asText()));
    return placed;
  }
}
