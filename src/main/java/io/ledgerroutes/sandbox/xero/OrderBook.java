package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Makes and changes purchase orders (facts, Xero 5). They are no postings: no lock date closes them and their lines
 * need no account. Nothing links one to its bill; billing is a status that somebody sets.
 */
record OrderBook(Books books) {
  private static final Set<String> NEW = Set.of("DRAFT", "SUBMITTED", "AUTHORISED");

  /** PUT: a new order. */
  ObjectNode create(ObjectNode asked) {
    if (!NEW.contains(Json.text(asked, "Status").orElse("DRAFT"))) {
      throw new Refused("Purchase order not of valid status for creation");
    }
    ObjectNode blank = Json.object()
      .put("PurchaseOrderID", UUID.randomUUID().toString())
      .put("Type", "PURCHASEORDER")
      .put("Status", "DRAFT")
      .put("HasErrors", false)
      .put("IsDiscounted", false);
    return save(blank, asked);
  }

  /** POST: changes the order of that id or number, or makes a new one. */
  ObjectNode bring(ObjectNode asked) {
    Optional<String> id = Json.text(asked, "PurchaseOrderID");
    if (id.isPresent()) {
      return update(
        books
          .of(Kind.PURCHASE_ORDER)
          .get(id.get())
          .orElseThrow(() -> new Refused("The purchase order could not be found")),
        asked
      );
    }
    return Json.text(asked, "PurchaseOrderNumber")
      .flatMap(number -> books.holder(Kind.PURCHASE_ORDER, number))
      .map(known -> update(known, asked))
      .orElseGet(() -> create(asked));
  }

  private ObjectNode update(ObjectNode known, ObjectNode asked) {
    String from = known.path("Status").asText();
    String to = Json.text(asked, "Status").orElse(from);
    boolean allowed = switch (from) {
      case "DRAFT", "SUBMITTED" -> NEW.contains(to) || to.equals("DELETED");
      case "AUTHORISED" -> Set.of("AUTHORISED", "BILLED", "DELETED").contains(to);
      default -> false;
    };
    if (!allowed) {
      throw new Refused("Purchase order not of valid status for modification");
    }
    return to.equals("DELETED")
      ? books.keep(Kind.PURCHASE_ORDER, known.deepCopy().put("Status", to))
      : save(known, asked);
  }

  private ObjectNode save(ObjectNode known, ObjectNode asked) {
    Draft draft = new Draft(books, known, asked)
      .take("Status", "Reference", "SentToContact", "DeliveryAddress", "AttentionTo", "Telephone")
      .take("DeliveryInstructions")
      .atMost("DeliveryInstructions", 500);
    draft
      .ownDay()
      .day("DeliveryDate")
      .day("ExpectedArrivalDate")
      .brandingTheme()
      .currency()
      .contact("IsSupplier");
    draft.uniqueNumber(Kind.PURCHASE_ORDER, "PO-", "Purchase order # must be unique.");
    draft.lines(new LineItems.Rules(4, !draft.text("Status").equals("DRAFT"), false, true));
    ObjectNode order = draft.done();
    books.register(Kind.PURCHASE_ORDER, known, order);
    return books.keep(Kind.PURCHASE_ORDER, order);
  }
}
