package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.Sandbox;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xero.XeroList;
import io.ledgerroutes.xero.XeroRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.Match.Matched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The bills that the sandbox raises are found to be what an accountant expects of them. */
class RaisedBillsTest {

  private static final Set<String> FOUND = Set.of("matched", "ambiguous", "unmatched");

  @Test
  void every_bill_that_is_raised_is_matched_as_an_accountant_expects() {
    try (Sandbox sandbox = new Sandbox(SandboxSettings.defaults()).start()) {
      Caller control = new Caller(sandbox.url());
      control.post("/sandbox/limits", "{\"enabled\":false}");
      List<JsonNode> raised = new ArrayList<>();
      for (int seed = 1; seed <= 4; seed++) {
        control
          .post(
            "/sandbox/ledger/bills",
            "{\"tenant\":\"" + Caller.TENANT + "\",\"count\":150,\"seed\":" + seed + "}"
          )
          .json()
          .path("bills")
          .forEach(raised::add);
      }
      Map<String, Match> found = matches(Caller.connected(sandbox.url(), Caller.TENANT));
      for (JsonNode bill : raised) {
        if (FOUND.contains(bill.path("expect").asText())) {
          Match match = found.get(bill.path("id").asText());
          assertThat(match.getClass().getSimpleName().toLowerCase())
            .as("%s %s: %s", bill.path("shape"), bill.path("number"), match.reasons())
            .isEqualTo(bill.path("expect").asText());
          if (match instanceof Matched matched) {
            assertThat(matched.shares().stream().map(Share::order).toList())
              .as("%s", bill)
              .containsExactlyInAnyOrderElementsOf(
                StreamSupport.stream(bill.path("orders").spliterator(), false).map(JsonNode::asText).toList()
              );
          }
        }
      }
    }
  }

  private static Map<String, Match> matches(Caller xero) {
    List<SupplierDocument> documents = new ArrayList<>();
    read(xero, XeroList.INVOICES, "Invoices").forEach(bill -> documents.add(SupplierDocument.of(bill)));
    read(xero, XeroList.CREDIT_NOTES, "CreditNotes").forEach(note ->
      documents.add(SupplierDocument.of(note))
    );
    List<PurchaseOrder> orders = read(xero, XeroList.PURCHASE_ORDERS, "PurchaseOrders")
      .stream()
      .map(PurchaseOrder::of)
      .toList();
    Map<String, Match> found = new HashMap<>();
    documents
      .stream()
      .collect(Collectors.groupingBy(SupplierDocument::supplier))
      .forEach((supplier, own) -> {
        List<PurchaseOrder> theirs = orders
          .stream()
          .filter(order -> order.supplier().equals(supplier))
          .toList();
        found.putAll(
          BillMatching.of(
            new SupplierBooks(own, theirs, List.of(), Map.of(), Map.of()),
            MatchSettings.DEFAULT
          )
        );
      });
    return found;
  }

  private static List<XeroRecord> read(Caller xero, XeroList list, String name) {
    List<XeroRecord> records = new ArrayList<>();
    xero
      .get("/api.xro/2.0/" + name + "?page=1&pageSize=1000&unitdp=4")
      .json()
      .path(name)
      .forEach(one -> records.add(XeroRecord.of(list, one)));
    return records;
  }
}
