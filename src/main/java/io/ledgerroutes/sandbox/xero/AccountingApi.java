package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.CallLog;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Recordings;
import io.ledgerroutes.sandbox.stage.Violations;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The way into {@code /api.xro/2.0}: who calls, for which tenant, within which limits, in which format, and
 * once only. What a call does is up to its {@link Resource}.
 */
final class AccountingApi {

  private static final Set<Fault.Kind> INSIDE = EnumSet.of(
    Fault.Kind.ERROR_BEFORE,
    Fault.Kind.ANSWER_LOST,
    Fault.Kind.SLOW,
    Fault.Kind.CUT,
    Fault.Kind.SLOW_BODY
  );
  private static final Set<Fault.Kind> ON_THE_WAY = EnumSet.complementOf(EnumSet.copyOf(INSIDE));
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH");
  /** About 50 ids fit into an address (facts, Xero 3). */
  private static final int LONGEST_QUERY = 4_096;

  private final Grants grants;
  private final Map<String, Books> books;
  private final Map<String, Resource> resources;
  private final Limits limits;
  private final Idempotency idempotency;
  private final Journal journal;
  private final Faults faults;
  private final Violations violations;
  private final CallLog calls;
  private final Recordings recordings;
  private volatile Habits habits = Habits.STRICT;

  AccountingApi(
    Grants grants,
    Map<String, Books> books,
    Map<String, Resource> resources,
    Limits limits,
    Idempotency idempotency,
    Journal journal,
    Faults faults,
    Violations violations,
    CallLog calls,
    Recordings recordings
  ) {
    this.recordings = recordings;
    this.grants = grants;
    this.books = books;
    this.resources = resources;
    this.limits = limits;
    this.idempotency = idempotency;
    this.journal = journal;
    this.faults = faults;
    this.violations = violations;
    this.calls = calls;
  }

  /** Changes how strict it is by the fields that are there; answers what holds now. */
  Habits changeHabits(JsonNode changes) {
    habits = habits.changedBy(changes);
    return habits;
  }

  /** The answer to a call below {@code /api.xro/2.0}. */
  Answer answer(Call call) {
    String tenant = call.header("Xero-tenant-id").orElse("-");
    Answer answer = letIn(call, tenant);
    calls.count(tenant, call.method(), call.path(), answer.status());
    recordings.add(tenant, call, answer.status());
    return answer == Answer.NONE
      ? answer
      : answer.with("Xero-Correlation-Id", UUID.randomUUID().toString()).with("Server", "nginx");
  }

  private Answer letIn(Call call, String tenant) {
    Optional<Fault> onTheWay = faults.strike("xero", call, ON_THE_WAY);
    if (onTheWay.isPresent()) {
      return brokenOnTheWay(onTheWay.get(), call);
    }
    Optional<Grants.Access> access = grants.opens(token(call));
    if (access.isEmpty()) {
      return XeroErrors.problem(401, "Unauthorized", "AuthenticationUnsuccessful");
    }
    Books opened = access.get().tenants().contains(tenant) ? books.get(tenant) : null;
    if (opened == null) {
      // Nobody is told of a disconnection: the first call after it is no fault of the caller.
      if (!access.get().left().contains(tenant)) {
        violations.count("identity", "foreign-tenant", "a call for a tenant that the grant does not cover");
      }
      return XeroErrors.problem(403, "Forbidden", "AuthenticationUnsuccessful");
    }
    return withinLimits(call, opened, () -> allowed(call, opened, access.get()));
  }

  /** The call never came as far as the limits. */
  private Answer brokenOnTheWay(Fault fault, Call call) {
    return switch (fault.kind()) {
      case TIMEOUT -> {
        faults.hang(fault.millis());
        yield Answer.NONE;
      }
      case HTML, PAGE -> Answer.html(503, "<html><body><h1>503 Service Unavailable</h1></body></html>");
      case OFFLINE -> Answer.plain(503, "The Organisation is offline");
      case TOO_MANY_REQUESTS -> tooMany(fault);
      case TOKEN_REVOKED -> {
        grants.revokeAccess(token(call));
        yield XeroErrors.problem(401, "Unauthorized", "TokenRevoked");
      }
      default -> Answer.NONE;
    };
  }

  /** Only minute and day say when to come back, unless the fault does (facts, Xero 2). */
  private static Answer tooMany(Fault fault) {
    String problem = fault.problem().orElse("minute");
    Optional<Long> wait = fault
      .retryAfter()
      .or(() -> Optional.ofNullable(Map.of("minute", 1L, "day", 3_600L).get(problem)));
    Answer answer = Answer.empty(429);
    if (!problem.equals("none")) {
      answer = answer.with("X-Rate-Limit-Problem", problem);
    }
    return wait.isPresent() ? answer.with("Retry-After", wait.get().toString()) : answer;
  }

  private static String token(Call call) {
    return call.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
  }

  private Answer withinLimits(Call call, Books opened, Supplier<Answer> work) {
    String tenant = opened.tenant().id();
    Limits.Entry entry = limits.enter(tenant, opened.mostCallsADay());
    if (entry.refused()) {
      violations.count(tenant, "over-limit", call.method() + " " + call.path());
      return entry.refusal();
    }
    try {
      Answer answer = work.get();
      return answer == Answer.NONE ? answer : answer.with(entry.headers());
    } finally {
      limits.leave(tenant);
    }
  }

  private Answer allowed(Call call, Books opened, Grants.Access access) {
    Resource resource = resources.get(call.segments().isEmpty() ? "" : call.segments().getFirst());
    if (resource == null) {
      violations.count(opened.tenant().id(), "unknown-address", call.method() + " " + call.path());
      return XeroErrors.missing();
    }
    boolean write = WRITES.contains(call.method());
    boolean mayRead = access.scopes().contains(resource.scope() + ".read") && call.method().equals("GET");
    if (!access.scopes().contains(resource.scope()) && !mayRead) {
      return XeroErrors.problem(401, "Unauthorized", "AuthorizationUnsuccessful");
    }
    if (call.rawQuery() != null && call.rawQuery().length() > LONGEST_QUERY) {
      violations.count(opened.tenant().id(), "address-too-long", call.path());
      return Answer.html(414, "<html><body>Request-URI Too Long</body></html>");
    }
    ApiCall inside = new ApiCall(call, opened, violations, habits);
    Optional<Fault> fault = faults.strike("xero", call, INSIDE);
    Answer answer = write ? write(inside, resource, fault) : read(inside, resource, fault);
    return fault
      .map(found -> onTheWayBack(found, inFormat(inside, answer)))
      .orElseGet(() -> inFormat(inside, answer));
  }

  /** What was done may still not arrive in one piece. */
  private static Answer onTheWayBack(Fault fault, Answer answer) {
    return switch (fault.kind()) {
      case ANSWER_LOST -> Answer.NONE;
      case CUT -> answer.cut();
      case SLOW_BODY -> answer.dribbling(fault.millis());
      default -> answer;
    };
  }

  private Answer read(ApiCall call, Resource resource, Optional<Fault> fault) {
    delay(fault);
    return fails(fault) ? XeroErrors.unknown() : journal.together(() -> resource.answer(call));
  }

  private Answer write(ApiCall call, Resource resource, Optional<Fault> fault) {
    Supplier<Answer> work = () -> fails(fault) ? XeroErrors.unknown() : resource.answer(call);
    Optional<String> key = call.call().header("Idempotency-Key");
    if (key.isEmpty()) {
      call.violation("no-idempotency-key", call.method() + " " + call.call().path());
      delay(fault);
      return journal.together(work);
    }
    if (key.get().length() > 128) {
      return XeroErrors.invalid("Idempotency Key cannot be longer than 128 characters.");
    }
    return idempotency.once(key.get(), Idempotency.fingerprint(call), () -> delay(fault), work);
  }

  private void delay(Optional<Fault> fault) {
    fault.filter(found -> found.kind() == Fault.Kind.SLOW).ifPresent(found -> faults.hang(found.millis()));
  }

  private static boolean fails(Optional<Fault> fault) {
    return fault.map(Fault::kind).filter(Fault.Kind.ERROR_BEFORE::equals).isPresent();
  }

  /** XML is Xero's default (facts, Xero 3). */
  private static Answer inFormat(ApiCall call, Answer answer) {
    boolean json = call
      .call()
      .header("Accept")
      .map(accept -> accept.contains("application/json"))
      .orElse(false);
    if (json) {
      return answer;
    }
    call.violation("no-json-asked-for", call.method() + " " + call.call().path());
    return Xml.of(answer);
  }
}
