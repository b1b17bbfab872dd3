package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes and changes the invoices and bills of one organisation by Xero's rules (facts, Xero 5). */
record InvoiceBook(Books books, int places) {
  private static final String WRONG_STATUS = "Invoice not of valid status for modification";

  /** PUT: a new document. */
  ObjectNode create(ObjectNode asked) {
    ObjectNode blank = Json.object().put("InvoiceID", UUID.randomUUID().toString());
    blank.put("Type", asked.path("Type").asText()).put("Status", "DRAFT").put("LineAmountTypes", "Exclusive");
    String wish = asked.path("Status").asText("DRAFT");
    if (!Set.of("DRAFT", "SUBMITTED", "AUTHORISED").contains(wish)) {
      throw new Refused("Invoice not of valid status for creation");
    }
    return save(blank, asked);
  }

  /** POST: changes the document of that InvoiceID or, for sales, InvoiceNumber; or makes a new one. */
  ObjectNode bring(ObjectNode asked) {
    Optional<String> id = Json.text(asked, "InvoiceID");
    if (id.isPresent()) {
      return update(
        books
          .invoices()
          .get(id.get())
          .orElseThrow(() -> new Refused("The invoice could not be found")),
        asked
      );
    }
    return holder(asked)
      .map(known -> update(known, asked))
      .orElseGet(() -> create(asked));
  }

  private Optional<ObjectNode> holder(JsonNode document) {
    if (!document.path("Type").asText().equals("ACCREC")) {
      return Optional.empty();
    }
    return Json.text(document, "InvoiceNumber")
      .flatMap(number -> books.invoiceNumbers().get(Books.folded(number)))
      .flatMap(entry -> books.invoices().get(entry.path("id").asText()));
  }

  private ObjectNode update(ObjectNode known, ObjectNode asked) {
    String from = known.path("Status").asText();
    String to = Json.text(asked, "Status").orElse(from);
    boolean settled =
      amount(known, "AmountPaid").signum() > 0 || amount(known, "AmountCredited").signum() > 0;
    if (settled) {
      throw new Refused("This document cannot be edited as it has a payment or credit note allocated to it.");
    }
    boolean allowed = switch (from) {
      case "DRAFT" -> Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED").contains(to);
      case "SUBMITTED" -> Set.of("DRAFT", "SUBMITTED", "AUTHORISED", "DELETED").contains(to);
      case "AUTHORISED" -> Set.of("AUTHORISED", "VOIDED").contains(to);
      default -> false;
    };
    if (!allowed) {
      throw new Refused(WRONG_STATUS);
    }
    return to.equals("DELETED") || to.equals("VOIDED") ? end(known, to) : save(known, asked);
  }

  /** A voided number stays taken, a deleted one becomes free. */
  private ObjectNode end(ObjectNode known, String status) {
    ObjectNode ended = known.deepCopy().put("Status", status);
    ended.put("AmountDue", BigDecimal.ZERO.setScale(2));
    if (status.equals("DELETED")) {
      books.invoiceNumbers().remove(Books.folded(known.path("InvoiceNumber").asText()));
    }
    return keep(ended);
  }

  private ObjectNode save(ObjectNode known, ObjectNode asked) {
    List<String> errors = new ArrayList<>();
    ObjectNode changed = known.deepCopy();
    header(changed, asked, errors);
    dates(changed, asked, errors);
    currency(changed, asked, errors);
    contact(changed, asked, errors);
    number(changed, known, asked, errors);
    lines(changed, asked, errors);
    if (!errors.isEmpty()) {
      throw new Refused(errors.stream().distinct().toList());
    }
    if (sale(changed)) {
      books
        .invoiceNumbers()
        .put(
          Books.folded(changed.path("InvoiceNumber").asText()),
          Json.object().put("id", changed.path("InvoiceID").asText())
        );
    }
    return keep(changed);
  }

  private ObjectNode keep(ObjectNode invoice) {
    long now = books.clock().millis();
    invoice.put("UpdatedDateUTC", XeroDates.instant(now));
    books.invoices().put(invoice.path("InvoiceID").asText(), invoice);
    return invoice;
  }

  private static boolean sale(ObjectNode invoice) {
    return invoice.path("Type").asText().equals("ACCREC");
  }

  private static boolean complete(ObjectNode invoice) {
    return !invoice.path("Status").asText().equals("DRAFT");
  }

  private static void header(ObjectNode invoice, ObjectNode asked, List<String> errors) {
    if (!Set.of("ACCREC", "ACCPAY").contains(invoice.path("Type").asText())) {
      errors.add("Type must be ACCREC or ACCPAY");
    }
    for (String field : List.of("Status", "LineAmountTypes", "BrandingThemeID", "Url", "SentToContact")) {
      Optional.ofNullable(asked.get(field)).ifPresent(value -> invoice.set(field, value));
    }
    if (!Set.of("Exclusive", "Inclusive", "NoTax").contains(invoice.path("LineAmountTypes").asText())) {
      errors.add("LineAmountTypes must be Exclusive, Inclusive or NoTax");
    }
    if (invoice.path("Url").asText("").toLowerCase(Locale.ROOT).contains("xero")) {
      errors.add("The Url cannot contain 'xero'");
    }
    // On a bill Reference is dropped: its InvoiceNumber is what Xero shows as the reference.
    if (sale(invoice)) {
      invoice.put("Reference", asked.path("Reference").asText(invoice.path("Reference").asText("")));
    }
    if (!invoice.has("SentToContact")) {
      invoice.put("SentToContact", false);
    }
  }

  private void dates(ObjectNode invoice, ObjectNode asked, List<String> errors) {
    date(invoice, asked, "Date", errors);
    date(invoice, asked, "DueDate", errors);
    if (!invoice.has("Date")) {
      setDay(invoice, "Date", books.today());
    }
    if (complete(invoice) && !invoice.has("DueDate")) {
      errors.add("Due Date cannot be empty.");
    }
    LocalDate day = LocalDate.parse(invoice.path("DateString").asText().substring(0, 10));
    locked()
      .filter(lock -> !day.isAfter(lock))
      .ifPresent(lock ->
        errors.add("The document date cannot be before the period lock date, currently set at " + lock)
      );
  }

  /** The later of the two lock dates, unless the app was connected by an adviser. */
  private Optional<LocalDate> locked() {
    Optional<ObjectNode> settings = books.settings().get("organisation");
    boolean adviser = books.settings().get("adviser").isPresent();
    return settings
      .filter(changes -> !adviser)
      .flatMap(changes ->
        Stream.of("PeriodLockDate", "EndOfYearLockDate")
          .flatMap(field -> Json.text(changes, field).flatMap(XeroDates::read).stream())
          .max(LocalDate::compareTo)
      );
  }

  private static void date(ObjectNode invoice, ObjectNode asked, String field, List<String> errors) {
    Optional<String> text = Json.text(asked, field).or(() -> Json.text(asked, field + "String"));
    Optional<LocalDate> day = text.flatMap(XeroDates::read);
    if (text.isPresent() && day.isEmpty()) {
      errors.add("The " + field + " is not a valid date");
    }
    day.ifPresent(value -> setDay(invoice, field, value));
  }

  private static void setDay(ObjectNode invoice, String field, LocalDate day) {
    invoice.put(field + "String", XeroDates.dayText(day)).put(field, XeroDates.day(day));
  }

  private void currency(ObjectNode invoice, ObjectNode asked, List<String> errors) {
    String code = Json.text(asked, "CurrencyCode").orElse(
      invoice.path("CurrencyCode").asText(books.tenant().currency())
    );
    BigDecimal dayRate = books.chart().currencies().get(code);
    if (dayRate == null) {
      errors.add("Organisation is not subscribed to currency " + code);
    }
    invoice.put("CurrencyCode", code);
    if (asked.has("CurrencyRate")) {
      invoice.put("CurrencyRate", new BigDecimal(asked.path("CurrencyRate").asText()));
    } else if (!invoice.has("CurrencyRate") && dayRate != null) {
      invoice.put("CurrencyRate", dayRate);
    }
  }

  private void contact(ObjectNode invoice, ObjectNode asked, List<String> errors) {
    try {
      if (asked.has("Contact") || !invoice.has("Contact")) {
        ObjectNode contact = ContactBook.of(books).ofDocument(asked.path("Contact"));
        String id = contact.path("ContactID").asText();
        invoice.set("Contact", Json.object().put("ContactID", id));
        String role = sale(invoice) ? "IsCustomer" : "IsSupplier";
        if (!contact.path(role).asBoolean()) {
          books.contacts().put(id, contact.deepCopy().put(role, true));
        }
      }
    } catch (Refused refused) {
      errors.addAll(refused.messages());
    }
  }

  private void number(ObjectNode invoice, ObjectNode known, ObjectNode asked, List<String> errors) {
    Optional<String> wish = Json.text(asked, "InvoiceNumber");
    if (wish.map(String::length).orElse(0) > 255) {
      errors.add("The value for InvoiceNumber exceeds the maximum length of 255 characters");
    }
    if (invoice.path("Reference").asText("").length() > 255) {
      errors.add("The value for Reference exceeds the maximum length of 255 characters");
    }
    String number = wish.orElseGet(() ->
      Json.text(known, "InvoiceNumber").orElseGet(() -> ownNumber(invoice))
    );
    invoice.put("InvoiceNumber", number);
    holder(invoice)
      .filter(holder -> !holder.path("InvoiceID").equals(invoice.path("InvoiceID")))
      .ifPresent(holder -> errors.add("Invoice # must be unique."));
    boolean renamed = known.has("InvoiceNumber") && !known.path("InvoiceNumber").asText().equals(number);
    if (renamed && sale(invoice) && errors.isEmpty()) {
      books.invoiceNumbers().remove(Books.folded(known.path("InvoiceNumber").asText()));
    }
  }

  private String ownNumber(ObjectNode invoice) {
    return sale(invoice) ? "INV-%04d".formatted(books.settings().next(1)) : "";
  }

  private void lines(ObjectNode invoice, ObjectNode asked, List<String> errors) {
    LineItems lines = new LineItems(
      books.chart(),
      invoice.path("LineAmountTypes").asText(),
      places,
      complete(invoice),
      errors
    );
    if (asked.has("LineItems")) {
      invoice.set("LineItems", lines.book(asked.path("LineItems"), invoice.path("LineItems")));
    } else if (asked.has("LineAmountTypes") && invoice.has("LineItems")) {
      invoice.set("LineItems", lines.book(invoice.path("LineItems"), Json.array()));
    }
    if (invoice.path("LineItems").isEmpty()) {
      errors.add("One or more line items must be specified");
      return;
    }
    sums(invoice, lines.totals(invoice.path("LineItems")), errors);
  }

  private static void sums(ObjectNode invoice, LineItems.Totals totals, List<String> errors) {
    if (totals.gross().signum() < 0) {
      errors.add("The document total must be greater than or equal to zero");
    }
    BigDecimal nothing = BigDecimal.ZERO.setScale(2);
    invoice.put("SubTotal", totals.net()).put("TotalTax", totals.tax()).put("Total", totals.gross());
    invoice.put("AmountDue", totals.gross()).put("AmountPaid", nothing).put("AmountCredited", nothing);
    invoice.put("IsDiscounted", false).put("HasAttachments", false).put("HasErrors", false);
    for (String list : List.of("Payments", "CreditNotes", "Prepayments", "Overpayments")) {
      invoice.putArray(list);
    }
    // Nothing is due on an approved document of zero: it is paid at once.
    if (totals.gross().signum() == 0 && invoice.path("Status").asText().equals("AUTHORISED")) {
      invoice.put("Status", "PAID").put("FullyPaidOnDate", invoice.path("Date").asText());
    }
  }

  private static BigDecimal amount(ObjectNode invoice, String field) {
    return invoice.path(field).isNumber() ? invoice.path(field).decimalValue() : BigDecimal.ZERO;
  }
}
