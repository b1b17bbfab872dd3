package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.CallLog;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Peer;
import io.ledgerroutes.sandbox.stage.Recordings;
import io.ledgerroutes.sandbox.stage.Violations;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stand-in for Xero: login, identity, connections and accounting, one door for all of them. */
public final class Xero implements Peer, AutoCloseable {

  private static final String API = "/api.xro/2.0";

  private final List<XeroTenant> tenants;
  private final Map<String, Books> books = new LinkedHashMap<>();
  private final Grants grants;
  private final Identity identity;
  private final Limits limits;
  private final AccountingApi api;
  private final Ledger ledger;
  private final Accountant accountant;
  private final Webhook webhook;
  private final Recordings recordings;

  /** What a stand-in for Xero is made of; the root is its own address without a slash at the end. */
  public record Setting(XeroApp app, List<XeroTenant> tenants, LimitSettings limits, String root) {}

  public Xero(
    Setting setting,
    Journal journal,
    Clock clock,
    Faults faults,
    Violations violations,
    CallLog calls
  ) {
    this.tenants = setting.tenants();
    this.webhook = new Webhook(journal, clock, faults, setting.root());
    tenants.forEach(tenant -> books.put(tenant.id(), new Books(tenant, journal, clock, webhook)));
    this.grants = new Grants(journal, clock, setting.app(), tenants, violations);
    this.identity = new Identity(setting.app(), grants, faults, violations);
    this.recordings = new Recordings(clock);
    this.limits = new Limits(clock, setting.limits());
    this.ledger = new Ledger(books, limits, calls, violations);
    Map<String, Resource> resources = Resources.over(journal);
    this.accountant = new Accountant(books, resources, journal);
    this.api = new AccountingApi(
      grants,
      books,
      resources,
      limits,
      new Idempotency(journal, clock),
      journal,
      faults,
      violations,
      calls,
      recordings
    );
  }

  @Override
  public Answer answer(Call call) {
    if (call.path().startsWith(API)) {
      return api.answer(call.under(API));
    }
    return call.path().startsWith("/connections")
      ? identity.struck(call, this::connections)
      : identity.answer(call);
  }

  private Answer connections(Call call) {
    String token = call.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
    Optional<Grants.Access> access = grants.opens(token);
    if (access.isEmpty()) {
      return XeroErrors.problem(401, "Unauthorized", "AuthenticationUnsuccessful");
    }
    if (call.method().equals("GET") && call.segments().size() == 1) {
      return Answer.json(200, Json.of(listed(access.get(), call.param("authEventId"))));
    }
    if (call.method().equals("DELETE") && call.segments().size() == 2) {
      return grants.disconnect(access.get(), call.segments().getLast())
        ? Answer.empty(204)
        : XeroErrors.missing();
    }
    return XeroErrors.missing();
  }

  private List<ObjectNode> listed(Grants.Access access, Optional<String> event) {
    List<ObjectNode> listed = new ArrayList<>();
    for (JsonNode connection : access.connections()) {
      XeroTenant tenant = books.get(connection.path("tenantId").asText()).tenant();
      String at = LocalDateTime.ofInstant(
        Instant.ofEpochMilli(connection.path("at").asLong()),
        ZoneOffset.UTC
      ).toString();
      ObjectNode shown = Json.object()
        .put("id", connection.path("id").asText())
        .put("authEventId", connection.path("authEventId").asText())
        .put("tenantId", tenant.id())
        .put("tenantType", "ORGANISATION")
        .put("tenantName", tenant.name())
        .put("createdDateUtc", at)
        .put("updatedDateUtc", at);
      if (event.map(shown.path("authEventId").asText()::equals).orElse(true)) {
        listed.add(shown);
      }
    }
    return listed;
  }

  /**
   * What the books hold and how callers behaved; of one tenant, or of all with their sums. The detail names the kind
   * of records to list as well, e.g. {@code credit-notes}.
   */
  public JsonNode ledger(Optional<String> tenant, Optional<String> detail) {
    ObjectNode report = ledger.report(tenant, detail);
    report.set("identity", Json.of(grants.counts()));
    return report;
  }

  /** Changes the limits of all tenants by the fields that are there; answers what holds now. */
  public LimitSettings changeLimits(JsonNode changes) {
    limits.change(limits.settings().changedBy(changes));
    return limits.settings();
  }

  /** The tenants that the next consents cover; an empty list means all. Unknown ones are refused. */
  public void offer(List<String> tenantIds) {
    tenantIds.forEach(this::known);
    grants.offer(tenantIds);
  }

  /** A person disconnects an organisation from the app. Unknown ones are refused. */
  public void disconnect(String tenant) {
    known(tenant);
    grants.disconnect(tenant);
  }

  private Books known(String tenant) {
    return Optional.ofNullable(books.get(tenant)).orElseThrow(() ->
      new IllegalArgumentException("There is no tenant " + tenant + "; take one of " + books.keySet())
    );
  }

  /** What a person does in an organisation; throws IllegalArgumentException that says what to do. */
  public JsonNode act(String deed, ObjectNode asked) {
    return accountant.act(deed, asked);
  }

  /** Changes fields of an organisation, e.g. PeriodLockDate; {@code adviser} lifts the lock for the app. */
  public void administer(String tenant, ObjectNode changes) {
    known(tenant).administer(changes);
  }

  /** Changes how strict the API is by the fields that are there; answers what holds now. */
  public Habits changeHabits(JsonNode changes) {
    return api.changeHabits(changes);
  }

  /** Forgets every document and count. Consents and tokens stay: a caller need not connect again. */
  public void clear() {
    books.values().forEach(Books::clear);
    webhook.clear();
    recordings.clear();
    limits.clearCounts();
    grants.clearCounts();
  }

  public List<XeroTenant> tenants() {
    return tenants;
  }

  /**
   * The webhook: {@code POST} configures it and answers whether it proved its intent to receive, {@code GET} tells
   * its state, {@code DELETE} switches it off.
   */
  public JsonNode webhook(String method, ObjectNode changes) {
    return switch (method) {
      case "POST" -> webhook.configure(changes);
      case "DELETE" -> {
        webhook.off();
        yield webhook.state();
      }
      default -> webhook.state();
    };
  }

  /** The newest requests of the accounting API whose path contains the word. */
  public JsonNode requests(String word) {
    return recordings.list(word);
  }

  public void forgetRequests() {
    recordings.clear();
  }

  @Override
  public void close() {
    webhook.close();
  }
}
