package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.ledgerroutes.remote.RemoteRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What this product may ask of Xero's accounting API: each write valid against a schema of our own that knows no
 * field beyond ours, each list asked for with parameters that Xero knows, each call with the headers it needs.
 */
final class XeroContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "/api.xro/2.0/";
  private static final Set<String> PAGED = Set.of("page", "pageSize", "order", "where");
  private static final Map<String, Set<String>> READS = new HashMap<>();

  static {
    READS.put(
      "Invoices",
      with(PAGED, "IDs", "InvoiceNumbers", "ContactIDs", "Statuses", "unitdp", "searchTerm")
    );
    READS.put("Contacts", with(PAGED, "IDs", "includeArchived", "searchTerm"));
    READS.put("CreditNotes", with(PAGED, "unitdp"));
    READS.put("Payments", PAGED);
    READS.put("Overpayments", with(PAGED, "unitdp"));
    READS.put("BankTransactions", with(PAGED, "unitdp"));
    READS.put("BankTransfers", Set.of("where"));
    READS.put("PurchaseOrders", Set.of("page", "pageSize", "order"));
    READS.put("TrackingCategories", Set.of("includeArchived"));
    for (String whole : List.of("Organisation", "Accounts", "TaxRates", "Currencies", "BrandingThemes")) {
      READS.put(whole, Set.of());
    }
  }

  private final Map<String, JsonSchema> requests = new TreeMap<>();

  XeroContract() {
    JsonNode all = read();
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    all
      .path("requests")
      .fields()
      .forEachRemaining(request -> {
        ObjectNode schema = request.getValue().deepCopy();
        schema.set("$defs", all.path("$defs"));
        requests.put(request.getKey(), factory.getSchema(schema));
      });
  }

  private static JsonNode read() {
    try (InputStream file = XeroContract.class.getResourceAsStream("/schemas/xero-requests.json")) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> with(Set<String> names, String... more) {
    Set<String> all = new java.util.HashSet<>(names);
    all.addAll(Arrays.asList(more));
    return all;
  }

  /** The writes that there is a schema for. */
  Set<String> writes() {
    return requests.keySet();
  }

  /** The name of a call to the accounting API, e.g. {@code PUT Invoices} or {@code POST Payments/{id}}. */
  static String name(RemoteRequest request) {
    List<String> parts = new ArrayList<>(List.of(path(request).split("/")));
    if (parts.size() > 1) {
      parts.set(1, "{id}");
    }
    if (parts.size() > 2) {
      parts.set(0, "{document}");
    }
    return request.method() + " " + String.join("/", parts);
  }

  /** What is wrong with a request; other addresses of Xero are not its business. */
  List<String> broken(RemoteRequest request) {
    if (!request.uri().getPath().startsWith(BASE)) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>();
    headers(request, wrong);
    if (request.method().equals("GET")) {
      query(request, wrong);
    } else {
      body(request, wrong);
    }
    return wrong
      .stream()
      .map(words -> name(request) + ": " + words)
      .toList();
  }

  private static String path(RemoteRequest request) {
    return request.uri().getPath().substring(BASE.length());
  }

  private static void headers(RemoteRequest request, List<String> wrong) {
    if (!"application/json".equals(request.headers().get("Accept"))) {
      wrong.add("XML is the default, JSON must be asked for");
    }
    if (!request.headers().containsKey("Xero-tenant-id")) {
      wrong.add("no tenant");
    }
    boolean key = request.headers().containsKey("Idempotency-Key");
    if (key == request.method().equals("GET")) {
      wrong.add("every write has an idempotency key, and no read");
    }
  }

  private static void query(RemoteRequest request, List<String> wrong) {
    String[] parts = path(request).split("/");
    Set<String> known = parts.length == 1 ? READS.get(parts[0]) : Set.of("unitdp");
    if (known == null) {
      wrong.add("no such list");
      return;
    }
    Set<String> asked = parameters(request);
    asked
      .stream()
      .filter(name -> !known.contains(name))
      .forEach(name -> wrong.add("unknown parameter " + name));
    if (parts.length == 1 && known.contains("page") && !asked.containsAll(Set.of("page", "pageSize"))) {
      wrong.add("a list without page omits lines");
    }
  }

  private void body(RemoteRequest request, List<String> wrong) {
    JsonSchema schema = requests.get(name(request));
    if (schema == null) {
      wrong.add("a write that no schema describes");
      return;
    }
    JsonNode sent = XeroJson.parse(request.body()).orElseThrow();
    schema.validate(sent).stream().map(ValidationMessage::getMessage).forEach(wrong::add);
    Set<String> asked = parameters(request);
    boolean lines = sent.findValue("LineItems") != null;
    if (lines && !asked.contains("unitdp")) {
      wrong.add("unit prices would be rounded to 2 places");
    }
  }

  private static Set<String> parameters(RemoteRequest request) {
    Set<String> names = new java.util.HashSet<>();
    if (request.uri().getRawQuery() != null) {
      for (String field : request.uri().getRawQuery().split("&")) {
        names.add(field.split("=", 2)[0]);
      }
    }
    return names;
  }
}
