package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Change;
import io.ledgerroutes.posting.ChangeTarget;
import io.ledgerroutes.posting.Current;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Terms;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Sales invoices as documents to post, change and void. Their number is unique in Xero, so that a repeated PUT is
 * refused and a look by number finds what an unanswered one wrote (facts, Xero 3).
 */
@Component
public class XeroInvoices implements ChangeTarget, BatchedWrites {

  /** Names invoices in links and intents. */
  public static final String TYPE = "xero-invoice";

  private static final Terms TERMS = Terms.batched(TYPE, XeroBatch.LARGEST, XeroBatch.LARGEST_BYTES);
  private static final String ID = "InvoiceID";
  private static final XeroBatch BATCH = new XeroBatch(
    "Invoices",
    ID,
    XeroBatch.field("InvoiceNumber"),
    XeroBatch.EACH_WITH_LINES,
    DocumentProjection::invoice
  );

  private final XeroCalls calls;
  private final XeroPages pages;
  private final XeroProbe probe;

  XeroInvoices(XeroCalls calls, XeroPages pages, XeroProbe probe) {
    this.calls = calls;
    this.pages = pages;
    this.probe = probe;
  }

  /** An invoice to be made for this contact. */
  static Draft draft(InvoiceDraft invoice, ContactId contact) {
    ObjectNode body = invoice.body().deepCopy();
    body.set("Contact", contact.json());
    String meant = DocumentProjection.invoice(body);
    return new Draft(invoice.source(), invoice.number(), body, meant, invoice.sourceProjection());
  }

  /** A linked invoice brought to what its source is now; its number, its days and its status stay as they are. */
  static Change.Update update(Link link, InvoiceDraft invoice, ContactId contact) {
    ObjectNode body = draft(invoice, contact).body();
    PostedDocument posted = PostedDocument.of(link);
    body.put("InvoiceNumber", link.number()).put("Date", posted.day()).put("DueDate", posted.due());
    body.remove("Status");
    return new Change.Update(link, body, DocumentProjection.invoice(body), invoice.sourceProjection());
  }

  /** A linked invoice that is approved and without payments is voided (facts, Xero 5). */
  static Change.End voided(Link link, String sourceProjection) {
    return new Change.End(link, XeroJson.object().put("Status", "VOIDED"), sourceProjection);
  }

  /** A linked invoice that is not approved yet is deleted (facts, Xero 5). */
  static Change.End deleted(Link link, String sourceProjection) {
    return new Change.End(link, XeroJson.object().put("Status", "DELETED"), sourceProjection);
  }

  /**
   * A linked invoice ends: it is voided where it was approved, else deleted.
   *
   * @param now as {@link #read} has found it
   */
  public static Change.End ended(Link link, Current now) {
    boolean approved = !List.of("DRAFT", "SUBMITTED").contains(Canonical.text(now.document(), "Status"));
    return approved ? voided(link, link.sourceProjection()) : deleted(link, link.sourceProjection());
  }

  @Override
  public Writes writes() {
    return new Writes(TERMS, BATCH, calls, probe);
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
    Consumer<JsonNode> add = invoice -> {
      String number = invoice.path("InvoiceNumber").asText();
      // Xero compares without regard to case, and a bill may bear the same number.
      if (wanted.contains(number) && invoice.path("Type").asText().equals("ACCREC")) {
        found.merge(number, found(invoice), (one, other) -> one.live() ? one : other);
      }
    };
    // A comma ends a number in InvoiceNumbers=, so such numbers are asked for one by one.
    List<String> plain = wanted
      .stream()
      .filter(number -> number.indexOf(',') < 0)
      .toList();
    XeroQuery.chunks(plain, number -> number, ",").forEach(chunk ->
      read(tenant, "InvoiceNumbers=" + chunk, add)
    );
    wanted
      .stream()
      .filter(number -> number.indexOf(',') >= 0)
      .forEach(number -> read(tenant, "searchTerm=" + XeroQuery.encoded(number), add));
    return found;
  }

  private void read(String tenant, String query, Consumer<JsonNode> each) {
    // 1,000 is more than the numbers of one query.
    pages
      .page(tenant, XeroList.INVOICES.with(query), 1)
      .records()
      .forEach(invoice -> each.accept(invoice.json()));
  }

  private static Found found(JsonNode invoice) {
    return new Found(
      invoice.path(ID).asText(),
      invoice.path("InvoiceNumber").asText(),
      live(invoice),
      DocumentProjection.invoice(invoice)
    );
  }

  private static boolean live(JsonNode invoice) {
    return !DocumentProjection.GONE.contains(invoice.path("Status").asText());
  }

  @Override
  public Map<String, Current> read(String tenant, Collection<String> ids) {
    return pages
      .byIds(tenant, XeroList.INVOICES, ids)
      .stream()
      .collect(Collectors.toMap(XeroRecord::id, invoice -> current(invoice.json()), (one, same) -> one));
  }

  private static Current current(JsonNode invoice) {
    return new Current(invoice, DocumentProjection.invoice(invoice), live(invoice), untouchable(invoice));
  }

  /** Rule A4: what the customer has been sent is not changed any more; nor what money has moved for. */
  private static Optional<String> untouchable(JsonNode invoice) {
    BigDecimal settled = Canonical.decimal(invoice, "AmountPaid").add(
      Canonical.decimal(invoice, "AmountCredited")
    );
    if (settled.signum() != 0) {
      return Optional.of(
        "bears payments or credit of " +
          Canonical.money(settled) +
          ": credit or charge the difference by hand, or take them back and replay"
      );
    }
    return invoice.path("SentToContact").asBoolean()
      ? Optional.of("was sent to the customer")
      : Optional.empty();
  }

  @Override
  public ObjectNode element(Change change, JsonNode current) {
    ObjectNode element = change.body().deepCopy().put(ID, change.link().targetId());
    if (element.has("LineItems")) {
      LineIds.put(element, current);
    }
    return element;
  }

  @Override
  public String differences(String meant, String found) {
    return DocumentDifference.words(meant, found);
  }
}
