package io.ledgerroutes.console.connections;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionProblem;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.connections.OverviewStore.Overview;
import io.ledgerroutes.polling.PollSchedule;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.woocommerce.WebhookKeeper;
import io.ledgerroutes.xero.BudgetFigures;
import io.ledgerroutes.xero.XeroBudget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connections}: how each stands, its credentials, and its switches. */
@RestController
@RequestMapping("/api/v1/connections")
class ConnectionsApi {

  private static final int LONGEST_SECRET = 16_384;

  private final Connections connections;
  private final NamedConnection addressed;
  private final Map<String, Integration> integrations;
  private final OverviewStore overviews;
  private final XeroBudget budget;
  private final PollSchedule polls;
  private final Vault vault;
  private final AuditTrail audit;
  private final Database database;
  private final ConnectionRemoval removal;
  private final Backlog backlog;
  private final Breakers breakers;
  private final WebhookKeeper webhooks;

  ConnectionsApi(
    Connections connections,
    NamedConnection addressed,
    List<Integration> integrations,
    OverviewStore overviews,
    XeroBudget budget,
    PollSchedule polls,
    Vault vault,
    AuditTrail audit,
    Database database,
    ConnectionRemoval removal,
    Backlog backlog,
    Breakers breakers,
    WebhookKeeper webhooks
  ) {
    this.connections = connections;
    this.addressed = addressed;
    this.integrations = integrations.stream().collect(Collectors.toMap(Integration::name, one -> one));
    this.overviews = overviews;
    this.budget = budget;
    this.polls = polls;
    this.vault = vault;
    this.audit = audit;
    this.database = database;
    this.removal = removal;
    this.backlog = backlog;
    this.breakers = breakers;
    this.webhooks = webhooks;
  }

  /** Lists all connections and how they stand. */
  @GetMapping
  Page<ConnectionView> list() {
    Set<String> ids = connections.ids();
    Map<String, Overview> found = overviews.of(ids);
    return new Page<>(
      ids
        .stream()
        .map(id -> view(id, found))
        .toList(),
      null
    );
  }

  /** Tells how one connection stands. */
  @GetMapping("/{id}")
  ConnectionView one(@PathVariable String id) {
    addressed.requireKnown(id);
    Set<String> neighbours = new TreeSet<>(Set.of(id));
    connections.find(id).ifPresent(good -> neighbours.addAll(ofTenant(good)));
    return view(id, overviews.of(neighbours));
  }

  private List<String> ofTenant(Connection good) {
    return connections.ofTenant(good.xero().tenant()).stream().map(Connection::id).toList();
  }

  /** Stores a credential; nobody is shown it again. */
  @PutMapping(path = "/{id}/credentials/{name}", consumes = MediaType.TEXT_PLAIN_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Conflict("The connection's file has never been good.")
  void putCredential(@PathVariable String id, @PathVariable String name, InputStream body, Principal operator)
    throws IOException {
    Set<String> names = credentialNames(addressed.good(id));
    if (!names.contains(name)) {
      throw ApiRefusal.badRequest(
        "This connection has no credential of that name; it has " + String.join(", ", names) + "."
      );
    }
    String secret = secret(body);
    database.durably(() -> {
      vault.put(owner(id), name, secret);
      audit.record(
        AuditEntry.of("credential-set").connection(id).actor(operator.getName()).with("name", name)
      );
    });
    polls.careNow(id);
  }

  /** Reads the other system now, beside the schedule. */
  @PostMapping("/{id}/poll")
  @Conflict("The connection is paused, or its consent is no longer honoured.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void poll(@PathVariable String id, Principal operator) {
    addressed.good(id);
    ConnectionState state = connections.state(id);
    if (state != ConnectionState.RUNNING) {
      throw ApiRefusal.conflict(
        state == ConnectionState.RECONNECT
          ? "The connection's consent is no longer honoured; open /connect/xero/" + id + " first."
          : "The connection is paused; resume it first."
      );
    }
    polls.pollNow(id);
    database.durably(() ->
      audit.record(AuditEntry.of("connection-poll").connection(id).actor(operator.getName()))
    );
  }

  /** Stops delivery; a paused connection goes on receiving. */
  @PostMapping("/{id}/pause")
  @Conflict("The connection's file has never been good.")
  ConnectionView pause(@PathVariable String id, Principal operator) {
    addressed.good(id);
    connections.pause(id, operator.getName());
    return one(id);
  }

  /** Delivers again. */
  @PostMapping("/{id}/resume")
  @Conflict("The connection's file has never been good.")
  ConnectionView resume(@PathVariable String id, Principal operator) {
    addressed.good(id);
    connections.resume(id, operator.getName());
    return one(id);
  }

  /** Removes a connection for good, once its file is gone. */
  @DeleteMapping("/{id}")
  @Conflict("The connection's file is still there, messages are at work, or Xero cannot be asked.")
  ConnectionRemoval.Removed remove(@PathVariable String id, Principal operator) {
    addressed.requireKnown(id);
    return removal.remove(id, operator.getName());
  }

  private ConnectionView view(String id, Map<String, Overview> overviews) {
    Optional<Connection> good = connections.find(id);
    Overview overview = overviews.get(id);
    return new ConnectionView(
      id,
      good.map(Connection::integration).orElse(null),
      connections.state(id),
      connections.stateReason(id).orElse(null),
      good.map(ConnectionsApi::settings).orElse(null),
      good.map(this::credentials).orElse(Map.of()),
      overview.messages(),
      overview.lastPollAt(),
      overview.lastWebhookAt(),
      good.map(one -> budget(one, overviews)).orElse(null),
      breakers.figures(good.map(one -> Set.of(id, one.xero().tenant())).orElse(Set.of())),
      webhooks.seen(id),
      problems(id)
    );
  }

  private ConnectionView.Budget budget(Connection good, Map<String, Overview> overviews) {
    Instant now = Instant.now();
    BudgetFigures figures = budget.figures(good.xero().tenant());
    Map<String, Overview> ofTenant = new TreeMap<>(overviews);
    ofTenant.keySet().retainAll(ofTenant(good));
    // What stands still has no end that could be told.
    ofTenant.keySet().removeIf(id -> connections.state(id) != ConnectionState.RUNNING);
    return ConnectionView.Budget.of(figures, backlog.estimate(ofTenant, figures, now), now);
  }

  private static ConnectionView.Settings settings(Connection good) {
    return new ConnectionView.Settings(good.startDate(), good.xero(), good.schedule(), good.settings());
  }

  private Map<String, Boolean> credentials(Connection good) {
    Set<String> stored = vault.names(owner(good.id()));
    Map<String, Boolean> credentials = new TreeMap<>();
    credentialNames(good).forEach(name -> credentials.put(name, stored.contains(name)));
    return credentials;
  }

  private Set<String> credentialNames(Connection good) {
    return new TreeSet<>(integrations.get(good.integration()).credentials());
  }

  private List<ConnectionProblem> problems(String id) {
    return connections
      .problems()
      .stream()
      .filter(problem -> problem.file().equals(id + ".yaml"))
      .toList();
  }

  private static String owner(String id) {
    return "connection:" + id;
  }

  /** The body as text without the line end that editors and shells add. */
  private static String secret(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LONGEST_SECRET + 1);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      if (!text.isEmpty() && bytes.length <= LONGEST_SECRET) {
        return text;
      }
    } catch (CharacterCodingException notText) {
      // Refused below, like what is empty or too long.
    }
    throw ApiRefusal.badRequest(
      "Send the secret itself as the body: UTF-8 text of 1 to " + LONGEST_SECRET + " bytes."
    );
  }
}
