package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import java.util.List;

/** A caller at work in the books of one organisation of a sandbox without limits; single quotes stand for double ones. */
final class Desk implements AutoCloseable {

  static final String API = "/api.xro/2.0/";

  final TestClock clock = new TestClock();
  final Sandbox sandbox;
  final Caller xero;
  final Caller control;
  final String contact;

  Desk() {
    this(SandboxSettings.defaults());
  }

  Desk(SandboxSettings settings) {
    sandbox = new Sandbox(
      settings.withClock(clock).withLimits(new LimitSettings(false, 5, 60, 5000, 10000))
    ).start();
    xero = Caller.connected(sandbox.url(), Caller.TENANT);
    control = new Caller(sandbox.url());
    contact = contact("Ann Archer");
  }

  /** The id of a contact of this name, made if it is not there. */
  String contact(String name) {
    return put("Contacts", "{'Name':'" + name + "'}").path("ContactID").asText();
  }

  /** An approved sale of one line without tax, so that it comes to this amount. */
  JsonNode sale(String number, String amount) {
    return put(
      "Invoices",
      document("ACCREC", "200", "EXEMPTOUTPUT", amount, "'InvoiceNumber':'" + number + "'")
    );
  }

  JsonNode bill(String number, String amount) {
    return put(
      "Invoices",
      document("ACCPAY", "429", "EXEMPTEXPENSES", amount, "'InvoiceNumber':'" + number + "'")
    );
  }

  /** One line, approved, dated today; more fields go in front. */
  String document(String type, String account, String tax, String amount, String more) {
    return """
    {%s,'Type':'%s','Contact':{'ContactID':'%s'},'Date':'2026-11-21','DueDate':'2026-11-30','Status':'AUTHORISED',
     'LineItems':[{'Description':'Candle','AccountCode':'%s','TaxType':'%s','Quantity':1,'UnitAmount':%s}]}
    """.formatted(more, type, contact, account, tax, amount);
  }

  JsonNode put(String list, String... elements) {
    return answers("PUT", list, elements).get(0);
  }

  JsonNode post(String list, String... elements) {
    return answers("POST", list, elements).get(0);
  }

  /** Each element written or refused for itself. */
  JsonNode answers(String method, String list, String... elements) {
    String name = list.substring(list.lastIndexOf('/') + 1);
    String body = "{'" + name + "':[" + String.join(",", elements) + "]}";
    Caller.Reply reply = send(method, list + "?summarizeErrors=false&unitdp=4", body);
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + " " + reply.body());
    }
    return reply.json().path(name);
  }

  Caller.Reply send(String method, String path, String body) {
    return xero.send(method, API + path, body.replace('\'', '"'));
  }

  /** The list that an address answers, or its one element. */
  JsonNode get(String path) {
    Caller.Reply reply = xero.get(API + path);
    if (reply.status() != 200) {
      throw new AssertionError(reply.status() + " " + reply.body());
    }
    return reply.json().path(path.split("[/?]")[0]);
  }

  JsonNode one(String path) {
    return get(path).get(0);
  }

  /** The one element of an address whose list has another name. */
  JsonNode one(String path, String list) {
    return xero.get(API + path).json().path(list).get(0);
  }

  Caller.Reply tell(String path, String body) {
    return control.post("/sandbox/" + path, body.replace('\'', '"'));
  }

  JsonNode ledger() {
    return control.get("/sandbox/ledger?tenant=" + Caller.TENANT).json();
  }

  int violations(String kind) {
    return ledger().path("violations").path(kind).asInt();
  }

  static List<String> messages(JsonNode element) {
    return element.path("ValidationErrors").findValuesAsText("Message");
  }

  static String status(JsonNode element) {
    return element.path("StatusAttributeString").asText();
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
