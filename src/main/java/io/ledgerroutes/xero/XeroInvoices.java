package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Sales invoices as documents to post. Their number is unique in Xero, so that a repeated PUT is refused and a
 * look by number finds what an unanswered one wrote (facts, Xero 3).
 */
@Component
public class XeroInvoices implements Target {

  /** Names invoices in links and intents. */
  public static final String TYPE = "xero-invoice";

  private static final int LARGEST_REQUEST = 50;
  private static final Set<String> GONE = Set.of("VOIDED", "DELETED");

  private final XeroCalls calls;
  private final XeroProbe probe;

  XeroInvoices(XeroCalls calls, XeroProbe probe) {
    this.calls = calls;
    this.probe = probe;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Duration callTimeout() {
    return calls.timeout();
  }

  @Override
  public int largestRequest() {
    return LARGEST_REQUEST;
  }

  @Override
  public byte[] compose(List<Draft> drafts) {
    ObjectNode request = XeroJson.object();
    ArrayNode invoices = request.putArray("Invoices");
    drafts.forEach(draft -> invoices.add(draft.body()));
    return XeroJson.bytes(request);
  }

  @Override
  public List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements) {
    JsonNode answer = calls.call(
      tenant,
      XeroCall.write("PUT", "/Invoices?summarizeErrors=false&unitdp=4", request, idempotencyKey)
    );
    return XeroAnswers.replies(
      answer.path("Invoices"),
      XeroJson.own(request).path("Invoices"),
      "InvoiceID",
      "InvoiceNumber",
      InvoiceProjection::of
    );
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    Map<String, Found> found = byNumber(
      tenant,
      drafts.stream().map(Draft::number).collect(Collectors.toSet())
    );
    Map<SourceRef, Found> ofDrafts = new HashMap<>();
    drafts
      .stream()
      .filter(draft -> found.containsKey(draft.number()))
      .forEach(draft -> ofDrafts.put(draft.source(), found.get(draft.number())));
    return ofDrafts;
  }

  private Map<String, Found> byNumber(String tenant, Set<String> wanted) {
    Map<String, Found> found = new HashMap<>();
    // A comma ends a number in InvoiceNumbers=, so such numbers are asked for one by one.
    List<String> plain = wanted
      .stream()
      .filter(number -> number.indexOf(',') < 0)
      .toList();
    XeroQuery.chunks(plain, number -> number, ",").forEach(chunk ->
      add(tenant, "InvoiceNumbers=" + chunk, wanted, found)
    );
    wanted
      .stream()
      .filter(number -> number.indexOf(',') >= 0)
      .forEach(number -> add(tenant, "searchTerm=" + XeroQuery.encoded(number), wanted, found));
    return found;
  }

  private void add(String tenant, String query, Set<String> wanted, Map<String, Found> found) {
    // With a page, because a list without one omits the lines; 1,000 is more than the numbers of one query.
    JsonNode answer = calls.call(
      tenant,
      XeroCall.read("/Invoices?" + query + "&page=1&pageSize=1000&unitdp=4")
    );
    for (JsonNode invoice : answer.path("Invoices")) {
      String number = invoice.path("InvoiceNumber").asText();
      // Xero compares without regard to case, and a bill may bear the same number.
      if (wanted.contains(number) && invoice.path("Type").asText().equals("ACCREC")) {
        found.merge(number, found(invoice), (one, other) -> one.live() ? one : other);
      }
    }
  }

  private static Found found(JsonNode invoice) {
    boolean live = !GONE.contains(invoice.path("Status").asText());
    String number = invoice.path("InvoiceNumber").asText();
    return new Found(invoice.path("InvoiceID").asText(), number, live, InvoiceProjection.of(invoice));
  }

  @Override
  public boolean answers(String tenant) {
    return probe.answers(tenant);
  }

  @Override
  public String mismatch(String meant, String answered) {
    return InvoiceProjection.differences(meant, answered);
  }
}
