package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.posting.LeaseLost;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.FailureTable;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteCaller;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.remote.RemoteRequest;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The one way to Xero's accounting API: a permit of the tenant's budget, the tenant's own token, the lease for a
 * write, and an answer that is JSON or a failure with a kind. A refused token is renewed once and the same bytes
 * are sent again. Neither bodies nor queries nor tokens are logged.
 */
@Component
class XeroCalls {

  private static final Logger LOG = LoggerFactory.getLogger(XeroCalls.class);
  private static final String REMOTE = "xero";
  private static final String BASE = "/api.xro/2.0";

  private final XeroProperties xero;
  private final RemoteCaller remote;
  private final Breakers breakers;
  private final XeroGrants grants;
  private final XeroTenancyCheck tenancy;
  private final XeroBudget budget;
  private final TenantLeases leases;
  private final Connections connections;

  XeroCalls(
    XeroProperties xero,
    RemoteCaller remote,
    Breakers breakers,
    XeroGrants grants,
    XeroTenancyCheck tenancy,
    XeroBudget budget,
    TenantLeases leases,
    Connections connections
  ) {
    this.xero = xero;
    this.remote = remote;
    this.breakers = breakers;
    this.grants = grants;
    this.tenancy = tenancy;
    this.budget = budget;
    this.leases = leases;
    this.connections = connections;
  }

  /**
   * Makes the call for the tenant.
   *
   * @return the JSON answered with a 2xx
   * @throws RemoteFailure for everything else
   * @throws LeaseLost if a write could outlive this node's lease; nothing was sent
   */
  JsonNode call(String tenant, XeroCall call) {
    return ask(tenant, call).json();
  }

  /** As {@link #call}, with the time by Xero's clock. */
  XeroAnswer ask(String tenant, XeroCall call) {
    return readable(answered(tenant, call), call);
  }

  /** As {@link #ask}, for a call that names one record: empty where Xero has none of that id (facts, Xero 3). */
  Optional<XeroAnswer> find(String tenant, XeroCall call) {
    RemoteAnswer answer = answered(tenant, call);
    boolean nothing = answer.status() == 404 && answer.text().isBlank();
    return nothing ? Optional.empty() : Optional.of(readable(answer, call));
  }

  private RemoteAnswer answered(String tenant, XeroCall call) {
    String grant = grantOf(tenant);
    String token = checkedToken(tenant, grant);
    RemoteAnswer answer = sent(tenant, token, call);
    Optional<String> other = otherToken(grant, token, answer.status());
    if (other.isPresent()) {
      answer = sent(tenant, other.get(), call);
    }
    XeroShut.why(call, answer).ifPresent(reason -> grants.shut(tenant, grant, other.orElse(token), reason));
    return answer;
  }

  private static XeroAnswer readable(RemoteAnswer answer, XeroCall call) {
    // HTTP's other way to say that nothing changed since.
    boolean unchanged = answer.status() == 304 && call.modifiedSince() != null;
    return new XeroAnswer(unchanged ? MissingNode.getInstance() : json(answer), answer.header("date"));
  }

  /** Exactly the refused token is replaced: another thread, or a new consent, may have done so already. */
  private Optional<String> otherToken(String grant, String token, int status) {
    return switch (status) {
      case 401 -> Optional.of(grants.insteadOf(grant, token));
      case 403 -> grants.newerThan(grant, token);
      default -> Optional.empty();
    };
  }

  /** The organisation by a token that is not taken over yet. */
  JsonNode organisation(String tenant, String token) {
    return json(sent(tenant, token, XeroCall.read("/Organisation")));
  }

  private String checkedToken(String tenant, String grant) {
    String token = grants.accessToken(grant);
    try {
      required(tenant, grant, token);
      return token;
    } catch (RemoteFailure failed) {
      if (failed.failure().status() != 401) {
        throw failed;
      }
      String other = grants.insteadOf(grant, token);
      required(tenant, grant, other);
      return other;
    }
  }

  private void required(String tenant, String grant, String token) {
    try {
      tenancy.require(tenant, grant, token);
    } catch (RemoteFailure failed) {
      boolean shut = failed.failure().kind() == FailureKind.CREDENTIALS && failed.failure().status() == 0;
      if (shut) {
        grants.shut(tenant, grant, token, failed.failure().words());
      }
      throw failed;
    }
  }

  private String grantOf(String tenant) {
    Set<String> named = connections
      .ofTenant(tenant)
      .stream()
      .map(connection -> connection.xero().grant())
      .collect(Collectors.toCollection(TreeSet::new));
    if (named.size() != 1) {
      String words = named.isEmpty()
        ? "no connection names this organisation"
        : "the connections of this organisation name different grants " + named + ": give them the same one";
      throw new RemoteFailure(
        new Failure(REMOTE, FailureKind.CREDENTIALS, 0, words, Optional.empty(), false)
      );
    }
    return named.iterator().next();
  }

  private RemoteAnswer sent(String tenant, String token, XeroCall call) {
    RemoteRequest request = request(tenant, token, call);
    return breakers
      .of(REMOTE, tenant, () -> probe(tenant))
      .call(request, () -> permitted(tenant, call, request));
  }

  /** One cheap call, while this node works the tenant; else the breaker is none of its business any more. */
  private void probe(String tenant) {
    if (leases.current(tenant).isPresent()) {
      call(tenant, XeroCall.read("/Organisation"));
    } else {
      breakers.forget(REMOTE, tenant);
    }
  }

  private RemoteAnswer permitted(String tenant, XeroCall call, RemoteRequest request) {
    XeroBudget.Permit permit = budget.take(tenant, call.priority());
    // The wait for the permit may have used up what was left of the lease.
    if (call.writes() && !leaseOutlasts(tenant, call)) {
      permit.giveBack();
      throw new LeaseLost(tenant);
    }
    long begun = System.nanoTime();
    Optional<RemoteAnswer> answer = Optional.empty();
    try {
      answer = Optional.of(remote.call(request, tenant));
      return answer.get();
    } finally {
      permit.end(answer);
      log(tenant, call, answer, begun);
    }
  }

  /** The longest a call may take. */
  Duration timeout() {
    return xero.callTimeout();
  }

  private boolean leaseOutlasts(String tenant, XeroCall call) {
    return leases
      .current(tenant)
      .filter(lease -> lease.outlasts(timeout()))
      .isPresent();
  }

  private RemoteRequest request(String tenant, String token, XeroCall call) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("Accept", "application/json");
    headers.put("Xero-tenant-id", tenant);
    if (call.body() != null) {
      headers.put("Content-Type", "application/json");
    }
    if (call.modifiedSince() != null) {
      headers.put("If-Modified-Since", XeroDates.modifiedSince(call.modifiedSince()));
    }
    if (call.idempotencyKey() != null) {
      headers.put("Idempotency-Key", call.idempotencyKey());
    }
    URI address = URI.create(xero.apiUrl() + BASE + call.path());
    return new RemoteRequest(REMOTE, call.method(), address, headers, call.body(), timeout());
  }

  private static JsonNode json(RemoteAnswer answer) {
    boolean usable = answer.successful() && answer.contentType().endsWith("json");
    return (usable ? XeroJson.parse(answer.body()) : Optional.<JsonNode>empty()).filter(
      JsonNode::isObject
    ).orElseThrow(() -> new RemoteFailure(failure(answer)));
  }

  private static Failure failure(RemoteAnswer answer) {
    Failure failure = FailureTable.of(REMOTE, answer);
    if (failure.kind() != FailureKind.THROTTLED) {
      return failure;
    }
    XeroLimit limit = XeroLimit.of(answer);
    return new Failure(
      failure.remote(),
      failure.kind(),
      failure.status(),
      limit.words(),
      Optional.of(XeroBudget.parked(limit.pause(answer))),
      failure.mayHaveHappened()
    );
  }

  private static void log(String tenant, XeroCall call, Optional<RemoteAnswer> answer, long begun) {
    LOG.debug(
      "{} {} for {}: {} in {} ms, Xero's own correlation {}",
      call.method(),
      call.shownPath(),
      tenant,
      answer.map(said -> String.valueOf(said.status())).orElse("no answer"),
      TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
      answer.flatMap(said -> said.header("xero-correlation-id")).orElse("-")
    );
  }
}
