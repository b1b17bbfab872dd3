package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Makes and changes the invoices, bills and credit notes of one organisation by Xero's rules (facts, Xero 5);
 * prices have 2 or 4 places.
 */
record TradeBook(Books books, Form form, int places) {
  private static final String SETTLED =
    "This document cannot be edited as it has a payment or credit note allocated to it.";
  /** What may be changed of a document on which money has moved. */
  private static final Set<String> LOOSE = Set.of(
    "DueDate",
    "Reference",
    "Url",
    "SentToContact",
    "BrandingThemeID",
    "ExpectedPaymentDate",
    "PlannedPaymentDate"
  );

  /** The two forms of trade: what was sold or bought, and what of it was credited. */
  enum Form {
    INVOICE(Kind.INVOICE, "ACCREC", "ACCPAY", "INV-", "Invoice", "AmountDue"),
    CREDIT_NOTE(Kind.CREDIT_NOTE, "ACCRECCREDIT", "ACCPAYCREDIT", "CN-", "Credit note", "RemainingCredit");

    private final Kind kind;
    private final String sale;
    private final String purchase;
    private final String prefix;
    private final String word;
    private final String left;

    Form(Kind kind, String sale, String purchase, String prefix, String word, String left) {
      this.kind = kind;
      this.sale = sale;
      this.purchase = purchase;
      this.prefix = prefix;
      this.word = word;
      this.left = left;
    }
  }

  /** PUT: a new document. */
  ObjectNode create(ObjectNode asked) {
    String wish = Json.text(asked, "Status").orElse("DRAFT");
    if (!Set.of("DRAFT", "SUBMITTED", "AUTHORISED").contains(wish)) {
      throw new Refused(form.word + " not of valid status for creation");
    }
    ObjectNode blank = Json.object().put(form.kind.idField(), UUID.randomUUID().toString());
    if (form == Form.CREDIT_NOTE) {
      blank.put("ID", blank.path(form.kind.idField()).asText());
    }
    return save(blank.put("Type", asked.path("Type").asText()).put("Status", "DRAFT"), asked);
  }

  /** POST: changes the document of that id or, for sales, number; or makes a new one. */
  ObjectNode bring(ObjectNode asked) {
    Optional<String> id = Json.text(asked, form.kind.idField());
    if (id.isPresent()) {
      return update(
        books
          .of(form.kind)
          .get(id.get())
          .orElseThrow(() ->
            new Refused("The " + form.word.toLowerCase(Locale.ROOT) + " could not be found")
          ),
        asked
      );
    }
    return Json.text(asked, form.kind.numberField())
      .filter(number -> sale(asked))
      .flatMap(number -> books.holder(form.kind, number))
      .map(known -> update(known, asked))
      .orElseGet(() -> create(asked));
  }

  private ObjectNode update(ObjectNode known, ObjectNode asked) {
    String from = known.path("Status").asText();
    String to = Json.text(asked, "Status").orElse(from);
    if (settled(known)) {
      return touchUp(known, asked);
    }
    boolean allowed = switch (from) {
      case "DRAFT", "SUBMITTED" -> Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED").contains(to);
      case "AUTHORISED" -> Set.of("AUTHORISED", "VOIDED").contains(to);
      default -> false;
    };
    if (!allowed) {
      throw new Refused(form.word + " not of valid status for modification");
    }
    books.refuseLocked(known);
    return to.equals("DELETED") || to.equals("VOIDED") ? end(known, to) : save(known, asked);
  }

  private boolean settled(ObjectNode known) {
    boolean standing = Set.of("AUTHORISED", "PAID").contains(known.path("Status").asText());
    BigDecimal left = known.path(form.left).decimalValue();
    return standing && known.path("Total").decimalValue().compareTo(left) != 0;
  }

  /** Nothing but words and the due day; the latter does not even move UpdatedDateUTC (facts, Xero 3). */
  private ObjectNode touchUp(ObjectNode known, ObjectNode asked) {
    ObjectNode changes = asked.deepCopy();
    List<String> same = List.of("Type", "Status", form.kind.idField(), form.kind.numberField());
    same.forEach(field -> {
      if (changes.path(field).equals(known.path(field))) {
        changes.remove(field);
      }
    });
    Set<String> asks = changes.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    if (asks.isEmpty() || !LOOSE.containsAll(asks)) {
      throw new Refused(SETTLED);
    }
    Draft draft = new Draft(books, known, changes);
    words(draft);
    ObjectNode changed = draft.done();
    if (asks.equals(Set.of("DueDate"))) {
      books.of(form.kind).put(changed.path(form.kind.idField()).asText(), changed);
      return changed;
    }
    return books.keep(form.kind, changed);
  }

  /** A voided number stays taken, a deleted one becomes free. */
  private ObjectNode end(ObjectNode known, String status) {
    ObjectNode ended = known.deepCopy().put("Status", status).put(form.left, BigDecimal.ZERO.setScale(2));
    if (status.equals("DELETED") && sale(known)) {
      books.numbers(form.kind).remove(Books.folded(known.path(form.kind.numberField()).asText()));
    }
    return books.keep(form.kind, ended);
  }

  private ObjectNode save(ObjectNode known, ObjectNode asked) {
    Draft draft = new Draft(books, known, asked);
    draft.oneOf("Type", form.sale, form.purchase).take("Status");
    words(draft);
    boolean complete = !draft.text("Status").equals("DRAFT");
    draft.openDay().currency().contact(sale(known) ? "IsCustomer" : "IsSupplier");
    number(draft);
    if (form == Form.INVOICE && complete && !draft.document().has("DueDate")) {
      draft.refuse("Due Date cannot be empty.");
    }
    boolean discounts = form == Form.INVOICE && sale(known);
    draft.lines(new LineItems.Rules(places, complete, complete, discounts));
    ObjectNode changed = draft.done();
    if (sale(changed)) {
      books.register(form.kind, known, changed);
    }
    return books.keep(form.kind, open(changed));
  }

  /** What stands on a document beside its figures. */
  private void words(Draft draft) {
    draft.day("DueDate").brandingTheme().take("SentToContact");
    if (form == Form.INVOICE) {
      draft.day("ExpectedPaymentDate").day("PlannedPaymentDate").url();
    }
    // On a bill Reference is dropped: its InvoiceNumber is what Xero shows as the reference.
    if (sale(draft.document())) {
      draft.take("Reference").otherwise("Reference", "").atMost("Reference", 255);
    }
    boolean approved = Set.of("AUTHORISED", "PAID").contains(draft.text("Status"));
    draft.document().put("SentToContact", approved && draft.document().path("SentToContact").asBoolean());
  }

  private void number(Draft draft) {
    String field = form.kind.numberField();
    if (sale(draft.document())) {
      draft.uniqueNumber(form.kind, form.prefix, form.word + " # must be unique.");
    } else {
      draft.take(field).otherwise(field, "").atMost(field, 255);
    }
  }

  /** All of it is still to be paid or used. */
  private ObjectNode open(ObjectNode document) {
    BigDecimal total = document.path("Total").decimalValue();
    document.put(form.left, total).put("HasErrors", false);
    document.putArray("Payments");
    if (form == Form.CREDIT_NOTE) {
      document.putArray("Allocations");
    } else {
      BigDecimal nothing = BigDecimal.ZERO.setScale(2);
      document.put("AmountPaid", nothing).put("AmountCredited", nothing).put("IsDiscounted", false);
      List.of("CreditNotes", "Prepayments", "Overpayments").forEach(document::putArray);
    }
    // Nothing is due on an approved document of zero: it is paid at once.
    if (total.signum() == 0 && document.path("Status").asText().equals("AUTHORISED")) {
      document.put("Status", "PAID").put("FullyPaidOnDate", document.path("Date").asText());
    }
    return document;
  }

  private boolean sale(JsonNode document) {
    return document.path("Type").asText().equals(form.sale);
  }
}
