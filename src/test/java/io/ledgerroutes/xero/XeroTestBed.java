package io.ledgerroutes.xero;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.NodeName;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.posting.IntentStore;
import io.ledgerroutes.posting.Lease;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.PostingProperties;
import io.ledgerroutes.posting.PostingStores;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.posting.RecoveryStore;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.remote.PlainHttpClient;
import io.ledgerroutes.remote.TestBreakers;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.xero.XeroTenant;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.vault.VaultKeys;
import io.ledgerroutes.vault.VaultStore;
import io.ledgerroutes.xero.mirror.ContactMirror;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import io.ledgerroutes.xero.mirror.MirrorStateStore;
import io.ledgerroutes.xero.mirror.XeroMirror;
import io.ledgerroutes.xero.mirror.XeroMirrorStore;
import io.ledgerroutes.xero.mirror.XeroReference;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The room of Xero against the sandbox over real HTTP, on a database of its own; {@link #node()} adds equal nodes.
 * Connections and leases stand still: {@code craft-shop} and {@code second-shop} share the first tenant,
 * {@code other-shop} has the second one, all by the grant {@code main}.
 */
public final class XeroTestBed implements AutoCloseable {

  static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  public static final String TENANT = XeroTenant.DEFAULTS.get(0).id();
  static final String OTHER_TENANT = XeroTenant.DEFAULTS.get(1).id();
  static final String GRANT = "main";

  public final Sandbox sandbox;
  public final TestDatabase store;
  public final Vault vault;
  public final Connections connections = mock(Connections.class);
  final TenantLeases leases = mock(TenantLeases.class);
  final ContractedRemote remote;
  final XeroProperties properties;
  final PollSettings polls = new PollSettings(Duration.ofMinutes(15), Duration.ofMinutes(2));
  private final Map<String, Connection> known = new TreeMap<>();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final HttpClient http = HttpClient.newHttpClient();

  /** How far the bed's time is ahead: at the sandbox, for the budget and for intents. */
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  public XeroTestBed() {
    this(TestDatabase.h2(), SandboxSettings.defaults());
  }

  XeroTestBed(TestDatabase store, SandboxSettings settings) {
    this(store, settings, CALL_TIMEOUT);
  }

  /** With another longest time for a call. */
  XeroTestBed(TestDatabase store, SandboxSettings settings, Duration callTimeout) {
    this.store = store;
    this.sandbox = new Sandbox(settings.withClock(new AheadOf(settings.clock()))).start();
    this.vault = new Vault(VaultKeys.of(VaultKeys.generate(), null), new VaultStore(store.database()));
    URI url = URI.create(sandbox.url());
    this.properties = new XeroProperties(
      url,
      url,
      url,
      "sandbox-client",
      "sandbox-secret",
      "",
      List.of(
        "offline_access",
        "accounting.invoices",
        "accounting.payments",
        "accounting.banktransactions",
        "accounting.contacts",
        "accounting.settings.read"
      ),
      callTimeout
    );
    when(connections.all()).thenAnswer(call -> List.copyOf(known.values()));
    when(connections.find(anyString())).thenAnswer(call ->
      Optional.ofNullable(known.get(call.<String>getArgument(0)))
    );
    when(connections.ofTenant(anyString())).thenAnswer(call ->
      known
        .values()
        .stream()
        .filter(connection -> connection.xero().tenant().equals(call.getArgument(0)))
        .toList()
    );
    connect("craft-shop", TENANT, GRANT);
    connect("second-shop", TENANT, GRANT);
    connect("other-shop", OTHER_TENANT, GRANT);
    lease(1, Duration.ofHours(1));
    camel.getRegistry().bind("plainHttpClient", new PlainHttpClient());
    camel.start();
    this.remote = new ContractedRemote(camel.createProducerTemplate());
  }

  /** Time goes by without waiting for it. */
  public void passes(Duration time) {
    ahead.updateAndGet(before -> before.plus(time));
    store
      .database()
      .sql()
      .sql("UPDATE intent SET created_at = created_at - ?")
      .params(time.toMillis())
      .update();
  }

  private final class AheadOf extends Clock {

    private final Clock clock;

    private AheadOf(Clock clock) {
      this.clock = clock;
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new AheadOf(clock.withZone(zone));
    }

    @Override
    public Instant instant() {
      return clock.instant().plus(ahead.get());
    }
  }

  /** A connection of the integration {@code test}, from now on. */
  public Connection connect(String id, String tenant, String grant) {
    Connection connection = new Connection(
      id,
      "test",
      LocalDate.of(2026, 1, 1),
      new XeroTenancy(tenant, grant),
      new Schedule("0 0 * * * ?", Optional.empty()),
      null,
      "-"
    );
    known.put(id, connection);
    return connection;
  }

  /** This connection, from now on. */
  public void connect(Connection connection) {
    known.put(connection.id(), connection);
  }

  /** The connection is forgotten. */
  Connection disconnect(String id) {
    return known.remove(id);
  }

  /** As its properties, with other scopes. */
  XeroProperties asking(String... scopes) {
    return new XeroProperties(
      properties.apiUrl(),
      properties.identityUrl(),
      properties.loginUrl(),
      properties.clientId(),
      properties.clientSecret(),
      "",
      List.of(scopes),
      CALL_TIMEOUT
    );
  }

  /** Every tenant is leased under this epoch for so long. */
  public void lease(long epoch, Duration left) {
    when(leases.current(anyString())).thenAnswer(call ->
      Optional.of(new Lease(call.getArgument(0), epoch, System.nanoTime() + left.toNanos()))
    );
    when(leases.require(anyString(), any())).thenAnswer(call ->
      new Lease(call.getArgument(0), epoch, System.nanoTime() + left.toNanos())
    );
  }

  /** One process with its own memory over the common store. */
  public final class Node {

    final XeroIdentity identity = new XeroIdentity(properties, remote);
    final XeroGrantStore grantStore = new XeroGrantStore(store.database(), vault);
    final XeroGrants grants = new XeroGrants(
      grantStore,
      identity,
      connections,
      new NodeName(),
      CALL_TIMEOUT,
      CALL_TIMEOUT.multipliedBy(3)
    );
    public final XeroTenantStore tenants = new XeroTenantStore(store.database());
    final CallBlockStore blocks = new CallBlockStore(store.database());
    public final XeroBudget budget = new XeroBudget(
      blocks,
      new TenantDayStore(store.database()),
      leases,
      new SimpleMeterRegistry(),
      TestBreakers.jmx(),
      () -> System.nanoTime() + ahead.get().toNanos(),
      PATIENCE
    );
    final Breakers breakers = TestBreakers.fresh();
    final XeroTenancyCheck tenancy = new XeroTenancyCheck(identity, tenants);
    final XeroCalls calls = new XeroCalls(
      properties,
      remote,
      breakers,
      grants,
      tenancy,
      budget,
      leases,
      connections
    );
    final XeroProbe probe = new XeroProbe(calls);
    public final XeroPages pages = new XeroPages(calls);
    public final XeroInvoices invoices = new XeroInvoices(calls, pages, probe);
    public final XeroCreditNotes creditNotes = new XeroCreditNotes(calls, pages, probe);
    public final XeroPayments payments = new XeroPayments(calls, pages, probe);
    final XeroAllocations allocations = new XeroAllocations(calls, pages, probe);
    final XeroBankTransactions bankTransactions = new XeroBankTransactions(calls, pages, probe);
    final XeroOverpayments overpayments = new XeroOverpayments(calls, pages, probe);
    final XeroBankTransfers transfers = new XeroBankTransfers(calls, probe);
    public final XeroNotes notes = new XeroNotes(calls, probe);
    final XeroChanges changes = new XeroChanges(pages, new PollCursorStore(store.database()), polls);
    final XeroMirrorStore mirrored = new XeroMirrorStore(
      store.database(),
      new JdbcTemplate(store.source()),
      vault
    );
    public final XeroMirror mirror = new XeroMirror(
      pages,
      changes,
      mirrored,
      new MirrorStateStore(store.database()),
      tenants,
      polls
    );
    public final XeroReference reference = new XeroReference(mirror, mirrored, tenants);
    public final MirrorChanges mirrorChanges = new MirrorChanges(mirrored, store.database());
    public final XeroPeriod period = new XeroPeriod(pages);
    final ContactMirror known = new ContactMirror(mirror, mirrored);
    final XeroContacts contacts = new XeroContacts(calls, known, probe);
    final AuditTrail audit = mock(AuditTrail.class);
    final XeroContactDetails details = new XeroContactDetails(calls, pages, known, probe, audit);
    public final LinkStore links = new LinkStore(store.database(), mock(InboxStore.class), vault);
    public final Posting posting = new Posting(
      new PostingStores(
        links,
        new IntentStore(store.database(), vault),
        leases,
        mock(AuditTrail.class),
        store.database()
      ),
      new Recovery(
        new PostingProperties(Duration.ofSeconds(60), null),
        new RecoveryStore(store.database()),
        connections,
        List.of()
      )
    );
    final XeroContactBook book = new XeroContactBook(links, posting, contacts, details, known, vault);
    public final XeroSteps steps = new XeroSteps(book, invoices, posting, store.database());
    public final XeroMoneySteps money = new XeroMoneySteps(posting, payments, creditNotes, allocations);
    final XeroLeave leave = new XeroLeave(connections, grants, identity, tenancy);
    final XeroConsent consent = consentBy(properties);

    /** A consent under other properties. */
    XeroConsent consentBy(XeroProperties used) {
      return new XeroConsent(
        used,
        new XeroScopes(used, connections, List.of(new TestIntegration("test"))),
        new XeroConsentStore(store.database(), vault),
        identity,
        grants,
        tenants,
        calls,
        connections,
        audit,
        store.database(),
        URI.create("http://localhost:8080")
      );
    }
  }

  public Node node() {
    return new Node();
  }

  /** A node whose connections of both tenants are connected. */
  public Node connectedNode() {
    Node node = node();
    consent(node, "craft-shop");
    consent(node, "other-shop");
    return node;
  }

  public Organisation consent(Node node, String connection) {
    return consent(node.consent, connection).organisation();
  }

  Consented consent(XeroConsent consent, String connection) {
    Map<String, String> back = login(consent.begin(connection, "admin"));
    return consent.complete(back.get("state"), back.get("code"), "admin");
  }

  /** Follows the login as a browser would and returns what Xero sends back. */
  Map<String, String> login(URI address) {
    HttpResponse<String> answer = http(HttpRequest.newBuilder(address).GET().build());
    String query = URI.create(answer.headers().firstValue("Location").orElseThrow()).getRawQuery();
    return Arrays.stream(query.split("&"))
      .map(field -> field.split("=", 2))
      .collect(Collectors.toMap(field -> field[0], field -> field[1]));
  }

  /** Arms a fault of the sandbox. */
  public void fault(String json) {
    control("/sandbox/faults", json);
  }

  /** How many faults have not struck. */
  int waitingFaults() {
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/faults")).GET().build();
    return XeroJson.own(http(request).body().getBytes(StandardCharsets.UTF_8)).path("waiting").asInt();
  }

  /** Takes back the faults that have not struck. */
  public void disarm() {
    http(HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/faults")).DELETE().build());
  }

  /** What a person does in the first organisation, said as a call of the API. */
  public JsonNode byHand(String method, String path, JsonNode body) {
    return byHand(TENANT, method, path, body);
  }

  public JsonNode byHand(String tenant, String method, String path, JsonNode body) {
    ObjectNode deed = XeroJson.object().put("tenant", tenant).put("method", method).put("path", path);
    return control("/sandbox/ledger/write", XeroJson.text(deed.set("body", body)));
  }

  public JsonNode control(String path, String json) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.url() + path));
    HttpResponse<String> answer = http(request.POST(HttpRequest.BodyPublishers.ofString(json)).build());
    if (answer.statusCode() >= 300) {
      throw new IllegalArgumentException(answer.body());
    }
    return XeroJson.parse(answer.body().getBytes(StandardCharsets.UTF_8)).orElseGet(XeroJson::object);
  }

  /** What the sandbox has seen and holds. */
  public JsonNode ledger() {
    HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/ledger")).GET().build();
    return XeroJson.own(http(request).body().getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> http(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    camel.stop();
    sandbox.close();
    store.close();
    http.close();
    // Every test of this room is a test of the contract too.
    if (!remote.broken().isEmpty()) {
      throw new AssertionError("Xero does not know such requests: " + remote.broken());
    }
  }
}
