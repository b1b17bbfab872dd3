package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.remote.RemoteRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * The contract that every test bed of this room holds its requests to (see {@link ContractedRemote}) lets no request
 * pass that Xero would refuse, misread or bend.
 */
class XeroContractTest {

  private static final String WRITE = "summarizeErrors=false&unitdp=4";
  private final XeroContract contract = new XeroContract();

  @Property(tries = 200)
  void every_invoice_as_we_make_it_keeps_the_contract(@ForAll long seed) {
    assertThat(broken("PUT", "Invoices", WRITE, invoice(new Random(seed)))).isEmpty();
  }

  @Test
  void fields_beyond_ours_are_told_wherever_they_stand() {
    assertThat(brokenBy(invoice -> invoice.put("Total", new BigDecimal("110.00")))).anyMatch(has("Total"));
    assertThat(brokenBy(invoice -> contact(invoice).put("EmailAddress", "a@example.com"))).isNotEmpty();
    assertThat(brokenBy(invoice -> contact(invoice).put("Name", "Jane"))).isNotEmpty();
    assertThat(brokenBy(invoice -> line(invoice).put("LineAmount", 1))).anyMatch(has("LineAmount"));
    assertThat(brokenBy(invoice -> invoice.put("InvoiceId", "small d"))).anyMatch(has("InvoiceId"));
  }

  @Test
  void what_the_books_need_is_missed() {
    assertThat(brokenBy(invoice -> line(invoice).remove("TaxType"))).anyMatch(has("TaxType"));
    assertThat(brokenBy(invoice -> invoice.remove("DueDate"))).anyMatch(has("DueDate"));
    assertThat(brokenBy(invoice -> invoice.put("SentToContact", true))).anyMatch(has("SentToContact"));
    assertThat(brokenBy(invoice -> invoice.put("Date", "/Date(1518685950940+0000)/"))).anyMatch(has("Date"));
    assertThat(brokenBy(invoice -> line(invoice).put("UnitAmount", new BigDecimal("1.00001")))).isNotEmpty();
    assertThat(brokenBy(invoice -> invoice.put("Url", "https://shop.example/xero"))).anyMatch(has("Url"));
  }

  @Test
  void more_than_fifty_elements_or_prices_cut_to_two_places_break_it() {
    ObjectNode many = XeroJson.object();
    ArrayNode invoices = many.putArray("Invoices");
    for (int number = 0; number < 51; number++) {
      invoices.add(invoice(new Random(number)).path("Invoices").path(0));
    }

    assertThat(broken("PUT", "Invoices", WRITE, many)).anyMatch(has("50"));
    assertThat(broken("PUT", "Invoices", "summarizeErrors=false", invoice(new Random(1)))).anyMatch(
      has("2 places")
    );
  }

  @Test
  void headers_lists_and_addresses_are_looked_at_too() {
    assertThat(contract.broken(request("GET", "Invoices", "IDs=a", null, Map.of()))).anyMatch(has("XML"));
    assertThat(broken("GET", "Invoices", "IDs=a", null)).anyMatch(has("omits lines"));
    assertThat(broken("GET", "Invoices", "page=1&pageSize=1000&since=2026", null)).anyMatch(has("since"));
    assertThat(broken("GET", "Quotes", "page=1", null)).anyMatch(has("no such list"));
    assertThat(broken("POST", "Invoices/1/Email", "", XeroJson.object())).anyMatch(has("no schema"));
    assertThat(broken("GET", "Invoices", "page=1&pageSize=1000&unitdp=4&IDs=a,b", null)).isEmpty();
  }

  private static java.util.function.Predicate<String> has(String word) {
    return words -> words.contains(word);
  }

  private List<String> brokenBy(Consumer<ObjectNode> mistake) {
    ObjectNode request = invoice(new Random(3));
    mistake.accept((ObjectNode) request.path("Invoices").path(0));
    return broken("PUT", "Invoices", WRITE, request);
  }

  private static ObjectNode contact(ObjectNode invoice) {
    return (ObjectNode) invoice.path("Contact");
  }

  private static ObjectNode line(ObjectNode invoice) {
    return (ObjectNode) invoice.path("LineItems").path(0);
  }

  private static ObjectNode invoice(Random random) {
    ObjectNode request = XeroJson.object();
    ObjectNode invoice = request.putArray("Invoices").addObject();
    invoice.setAll(Drafts.body(random));
    invoice.set("Contact", new ContactId("8be9db36-3598-4755-ba5c-c2dbc8c4a7a2").json());
    return request;
  }

  private List<String> broken(String method, String path, String query, ObjectNode body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    headers.put("Xero-tenant-id", "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2");
    if (body != null) {
      headers.put("Idempotency-Key", "key");
    }
    return contract.broken(request(method, path, query, body, headers));
  }

  private static RemoteRequest request(
    String method,
    String path,
    String query,
    ObjectNode body,
    Map<String, String> headers
  ) {
    URI address = URI.create("http://localhost/api.xro/2.0/" + path + (query.isEmpty() ? "" : "?" + query));
    byte[] bytes = body == null ? null : XeroJson.bytes(body);
    return new RemoteRequest("xero", method, address, headers, bytes, Duration.ofSeconds(1));
  }
}
