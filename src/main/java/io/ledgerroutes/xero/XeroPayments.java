package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Change;
import io.ledgerroutes.posting.ChangeTarget;
import io.ledgerroutes.posting.Current;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Payments as documents to post and, for mistakes only, to delete. They have no key of their own, and what fits is
 * taken twice: each is looked for by its reference among its document's payments before it is written (facts,
 * Xero 3).
 */
@Component
public class XeroPayments implements ChangeTarget, BatchedWrites {

  /** Names payments in links and intents. */
  public static final String TYPE = "xero-payment";

  private static final Terms TERMS = Terms.batched(TYPE, XeroBatch.LARGEST, XeroBatch.LARGEST_BYTES)
    .lookedForFirst()
    .changedOneByOne();
  private static final String ID = "PaymentID";
  private static final String REFERENCE = "Reference";
  private static final XeroBatch BATCH = new XeroBatch(
    "Payments",
    ID,
    XeroBatch.field(REFERENCE),
    XeroBatch.EACH,
    DocumentProjection::payment
  );

  private final XeroCalls calls;
  private final XeroPages pages;
  private final XeroProbe probe;

  XeroPayments(XeroCalls calls, XeroPages pages, XeroProbe probe) {
    this.calls = calls;
    this.pages = pages;
    this.probe = probe;
  }

  /** A linked payment is deleted: for what was posted by mistake, never for a refund (facts, Xero 5). */
  public static Change.End deleted(Link link, String sourceProjection) {
    return new Change.End(link, XeroJson.object().put("Status", "DELETED"), sourceProjection);
  }

  @Override
  public Writes writes() {
    return new Writes(TERMS, BATCH, calls, probe);
  }

  @Override
  public byte[] compose(List<Draft> drafts) {
    ObjectNode first = drafts.getFirst().body();
    return first.has("path") ? XeroJson.bytes(first) : BATCH.compose(drafts);
  }

  @Override
  public List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements) {
    JsonNode asked = XeroJson.own(request);
    if (!asked.has("path")) {
      return BATCH.send(calls, tenant, request, idempotencyKey);
    }
    JsonNode answer = AddressedRequest.of(asked).sent(calls, tenant, idempotencyKey);
    return XeroAnswers.replies(
      answer.path("Payments"),
      XeroJson.object().arrayNode().add(asked.path("body")),
      ID,
      XeroBatch.field(REFERENCE),
      DocumentProjection::payment
    );
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    Set<PaidDocument> documents = drafts
      .stream()
      .map(draft -> PaidDocument.of(draft.body()))
      .collect(Collectors.toSet());
    Map<PaidDocument, List<JsonNode>> payments = paymentsOn(tenant, documents);
    Map<SourceRef, Found> found = new HashMap<>();
    for (Draft draft : drafts) {
      payments
        .getOrDefault(PaidDocument.of(draft.body()), List.of())
        .stream()
        .filter(payment -> Canonical.text(payment, REFERENCE).equals(draft.number()))
        .flatMap(payment -> found(tenant, draft, payment).stream())
        .reduce((one, other) -> one.projection().equals(draft.meant()) ? one : other)
        .ifPresent(payment -> found.put(draft.source(), payment));
    }
    return found;
  }

  /**
   * A document shows of its payments all but the account. One that bears our reference, day and amount is ours; one
   * that differs is read whole, so that a person is told in what.
   */
  private Optional<Found> found(String tenant, Draft draft, JsonNode shown) {
    if (asMeant(draft.body(), shown)) {
      return Optional.of(new Found(shown.path(ID).asText(), draft.number(), true, draft.meant()));
    }
    return pages
      .one(tenant, XeroList.PAYMENTS, shown.path(ID).asText())
      .map(payment -> found(payment.json()));
  }

  private static boolean asMeant(JsonNode meant, JsonNode shown) {
    return (
      live(shown) &&
      Canonical.day(shown, "Date").equals(Canonical.day(meant, "Date")) &&
      Canonical.decimal(shown, "Amount").compareTo(Canonical.decimal(meant, "Amount")) == 0
    );
  }

  /** Payments as their documents show them: id, date, amount and reference. */
  private Map<PaidDocument, List<JsonNode>> paymentsOn(String tenant, Set<PaidDocument> documents) {
    Map<PaidDocument, List<JsonNode>> payments = new HashMap<>();
    for (PaidDocument.Kind kind : PaidDocument.Kind.values()) {
      List<String> ids = documents
        .stream()
        .filter(document -> document.kind() == kind)
        .map(PaidDocument::id)
        .toList();
      for (XeroRecord document : pages.byIds(tenant, kind.list(), ids)) {
        List<JsonNode> shown = new ArrayList<>();
        document.json().path("Payments").forEach(shown::add);
        payments.put(new PaidDocument(kind, Canonical.id(document.json(), kind.list().id())), shown);
      }
    }
    return payments;
  }

  private static Found found(JsonNode payment) {
    return new Found(
      payment.path(ID).asText(),
      Canonical.text(payment, REFERENCE),
      live(payment),
      DocumentProjection.payment(payment)
    );
  }

  private static boolean live(JsonNode payment) {
    return !DocumentProjection.GONE.contains(payment.path("Status").asText());
  }

  @Override
  public Map<String, Current> read(String tenant, Collection<String> ids) {
    return pages
      .byIds(tenant, XeroList.PAYMENTS, ids)
      .stream()
      .collect(Collectors.toMap(XeroRecord::id, payment -> current(payment.json()), (one, same) -> one));
  }

  private static Current current(JsonNode payment) {
    Optional<String> untouchable = payment.path("IsReconciled").asBoolean()
      ? Optional.of("is reconciled with a bank statement")
      : Optional.empty();
    return new Current(payment, DocumentProjection.payment(payment), live(payment), untouchable);
  }

  @Override
  public ObjectNode element(Change change, JsonNode current) {
    return new AddressedRequest("POST", "/Payments/" + change.link().targetId(), change.body()).json();
  }

  @Override
  public String differences(String meant, String found) {
    return DocumentDifference.words(meant, found);
  }
}
