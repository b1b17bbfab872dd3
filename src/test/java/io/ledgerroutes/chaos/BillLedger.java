package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Bills, credits, purchase orders and contacts of the sandbox's Xero at one moment. */
record BillLedger(
  List<JsonNode> bills,
  List<JsonNode> credits,
  List<JsonNode> orders,
  List<JsonNode> contacts
) {
  /** The tenant of the shipped connection. */
  static final String TENANT = "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002";

  static BillLedger read(SandboxProcess sandbox) {
    return new BillLedger(
      list(sandbox, "Invoices")
        .stream()
        .filter(one -> type(one, "ACCPAY"))
        .toList(),
      list(sandbox, "CreditNotes")
        .stream()
        .filter(one -> type(one, "ACCPAYCREDIT"))
        .toList(),
      list(sandbox, "PurchaseOrders"),
      list(sandbox, "Contacts")
    );
  }

  private static boolean type(JsonNode document, String type) {
    return document.path("Type").asText().equals(type);
  }

  private static List<JsonNode> list(SandboxProcess sandbox, String kind) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page;
    int number = 1;
    do {
      String path = "/" + kind + "?page=" + number + "&pageSize=1000";
      page = sandbox.post(
        "/sandbox/ledger/write",
        "{\"tenant\":\"" + TENANT + "\",\"method\":\"GET\",\"path\":\"" + path + "\"}"
      );
      page.path(kind).forEach(all::add);
      number++;
    } while (number <= page.path("pagination").path("pageCount").asInt(1));
    return all;
  }

  /** How many pages of a thousand bills, credits and orders have, together: what a first load cannot do without. */
  int pages() {
    return Stream.of(bills, credits, orders).mapToInt(BillLedger::pages).sum();
  }

  /** How many those of contacts are, which are reference data. */
  int contactPages() {
    return pages(contacts);
  }

  private static int pages(List<JsonNode> list) {
    return Math.max(1, (list.size() + 999) / 1000);
  }
}
