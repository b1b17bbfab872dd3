package io.ledgerroutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.sftp.Stampli;
import io.ledgerroutes.sandbox.shop.Shops;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.CallLog;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Peer;
import io.ledgerroutes.sandbox.stage.Violations;
import io.ledgerroutes.sandbox.xero.Xero;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox}: places orders, arms faults, tells what happened. For operators and tests. */
final class Control implements Peer {

  private static final String FILES = "/sandbox/stampli/files/";

  private final Xero xero;
  private final Shops shops;
  private final Stampli stampli;
  private final Faults faults;
  private final Violations violations;
  private final CallLog calls;
  private final Runnable onReset;

  Control(
    Xero xero,
    Shops shops,
    Stampli stampli,
    Faults faults,
    Violations violations,
    CallLog calls,
    Runnable onReset
  ) {
    this.xero = xero;
    this.shops = shops;
    this.stampli = stampli;
    this.faults = faults;
    this.violations = violations;
    this.calls = calls;
    this.onReset = onReset;
  }

  @Override
  public Answer answer(Call call) {
    try {
      return switch (call.method() + " " + call.path()) {
        case "GET /sandbox/ledger" -> ledger(call);
        case "GET /sandbox/shop" -> Answer.json(200, shops.report());
        case "GET /sandbox/faults" -> Answer.json(200, faultReport());
        case "POST /sandbox/shop/orders" -> Answer.json(200, shops.place(body(call)));
        case "POST /sandbox/shop/habits" -> Answer.json(200, shops.changeHabits(body(call)));
        case "POST /sandbox/shop/deliver" -> done(() -> shops.deliver(body(call)));
        case "POST /sandbox/faults" -> done(() -> faults.arm(Fault.from(body(call))));
        case "DELETE /sandbox/faults" -> done(faults::disarm);
        case "POST /sandbox/limits" -> Answer.json(200, Json.of(xero.changeLimits(body(call))));
        case "POST /sandbox/consent" -> done(() -> xero.offer(texts(body(call).path("tenants"))));
        case "POST /sandbox/disconnect" -> done(() -> xero.disconnect(body(call).path("tenant").asText()));
        case "POST /sandbox/organisation" -> done(() -> administer(body(call)));
        case
          "GET /sandbox/xero/webhook",
          "POST /sandbox/xero/webhook",
          "DELETE /sandbox/xero/webhook" -> Answer.json(200, xero.webhook(call.method(), body(call)));
        case "GET /sandbox/xero/requests" -> requests(call);
        case "DELETE /sandbox/xero/requests" -> done(xero::forgetRequests);
        case "POST /sandbox/xero/habits" -> Answer.json(200, Json.of(xero.changeHabits(body(call))));
        case "GET /sandbox/stampli" -> Answer.json(200, stampli.report());
        case "GET /sandbox/stampli/private-key" -> Answer.plain(200, stampli.privateKey());
        case "POST /sandbox/stampli/habits" -> Answer.json(200, stampli.changeHabits(body(call)));
        case "POST /sandbox/stampli/sweep" -> done(stampli::sweep);
        case "DELETE /sandbox" -> done(this::reset);
        default -> deed(call, "/sandbox/shop/")
          .flatMap(deed -> shops.act(deed, body(call)))
          .or(() -> deed(call, "/sandbox/ledger/").map(deed -> xero.act(deed, body(call))))
          .map(done -> Answer.json(200, done))
          .or(() -> file(call))
          .orElseGet(() ->
            problem(404, "There is no " + call.method() + " " + call.path() + "; see / for what there is")
          );
      };
    } catch (IllegalArgumentException e) {
      return problem(400, e.getMessage());
    }
  }

  /** What a person is to do: {@code POST /sandbox/ledger/<deed>} or {@code /sandbox/shop/<deed>}. */
  private static Optional<String> deed(Call call, String place) {
    boolean told = call.method().equals("POST") && call.path().startsWith(place);
    return told ? Optional.of(call.path().substring(place.length())) : Optional.empty();
  }

  /** {@code GET /sandbox/stampli/files/<name>}: the bytes that Stampli got. */
  private Optional<Answer> file(Call call) {
    return call.method().equals("GET") && call.path().startsWith(FILES)
      ? stampli.file(call.path().substring(FILES.length())).map(Answer::bytes)
      : Optional.empty();
  }

  private Answer ledger(Call call) {
    return Answer.json(200, xero.ledger(call.param("tenant"), call.param("detail")));
  }

  private Answer requests(Call call) {
    ObjectNode report = Json.object();
    report.set("requests", xero.requests(call.param("path").orElse("")));
    return Answer.json(200, report);
  }

  private ObjectNode faultReport() {
    ObjectNode report = Json.object().put("waiting", faults.waiting());
    report.set("hits", Json.of(faults.hits()));
    return report;
  }

  private void administer(ObjectNode changes) {
    JsonNode tenant = Optional.ofNullable(changes.remove("tenant")).orElseThrow(() ->
      new IllegalArgumentException("tenant is missing")
    );
    xero.administer(tenant.asText(), changes);
  }

  private void reset() {
    faults.clear();
    shops.clear();
    xero.clear();
    violations.clear();
    calls.clear();
    onReset.run();
    // What the runtime had in work may have arrived meanwhile.
    stampli.clear();
  }

  private static ObjectNode body(Call call) {
    if (call.body().length == 0) {
      return Json.object();
    }
    return call
      .json()
      .filter(ObjectNode.class::isInstance)
      .map(ObjectNode.class::cast)
      .orElseThrow(() -> new IllegalArgumentException("The body must be a JSON object"));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Answer done(Runnable work) {
    work.run();
    return Answer.empty(204);
  }

  private static Answer problem(int status, String detail) {
    return Answer.json(status, Json.object().put("status", status).put("detail", detail));
  }
}
