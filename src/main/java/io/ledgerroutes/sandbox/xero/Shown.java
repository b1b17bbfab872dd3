package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.RoundingMode;
import java.util.List;

/** Documents as callers see them: copies with the contact's name and prices as precise as asked for. */
record Shown(ApiCall call, Kind kind) {
  /** A single one, or one just written: with all that Xero knows of it. */
  ObjectNode whole(ObjectNode document) {
    ObjectNode copy = listed(document);
    if (kind == Kind.PAYMENT) {
      copy.set("Invoice", paid(copy));
      call
        .books()
        .chart()
        .account(copy.path("Account").path("AccountID").asText())
        .ifPresent(account -> copy.withObject("/Account").put("Name", account.path("Name").asText()));
    }
    return copy;
  }

  /** One of a page. */
  ObjectNode listed(ObjectNode document) {
    ObjectNode copy = document.deepCopy();
    name(copy.path("Contact"));
    name(copy.path("Invoice").path("Contact"));
    if (kind == Kind.BANK_TRANSFER) {
      copy.remove("UpdatedDateUTC");
    }
    if (!call.fourPlaces() && kind != Kind.PURCHASE_ORDER) {
      copy
        .path("LineItems")
        .forEach(line ->
          ((ObjectNode) line).put(
            "UnitAmount",
            line.path("UnitAmount").decimalValue().setScale(2, RoundingMode.HALF_UP)
          )
        );
    }
    return copy;
  }

  /** One of a list without pages: no lines (facts, Xero 3) and nothing of what was paid. */
  ObjectNode summary(ObjectNode document) {
    ObjectNode copy = listed(document);
    for (String list : new String[] { "LineItems", "Payments", "Allocations" }) {
      if (copy.has(list)) {
        copy.set(list, Json.array());
      }
    }
    return copy;
  }

  private void name(JsonNode contact) {
    if (contact instanceof ObjectNode named) {
      call
        .books()
        .of(Kind.CONTACT)
        .get(named.path("ContactID").asText())
        .ifPresent(known -> named.put("Name", known.path("Name").asText()));
    }
  }

  /** The paid document in full below what every payment shows of it. */
  private ObjectNode paid(ObjectNode payment) {
    ObjectNode brief = (ObjectNode) payment.path("Invoice");
    Kind paid = Kind.ofType(brief.path("Type").asText());
    return call
      .books()
      .of(paid)
      .get(brief.path("InvoiceID").asText())
      .map(document -> new Shown(call, paid).listed(document))
      .map(document -> {
        document.remove(List.of(paid.idField(), paid.numberField(), "ID"));
        document.setAll(brief);
        return document;
      })
      .orElse(brief);
  }
}
