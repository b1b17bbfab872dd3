package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Remote;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Target;
import io.ledgerroutes.posting.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/**
 * Allocations of credit notes and overpayments to invoices. A repeated one takes credit twice, as far as it fits:
 * each is looked for on its note before it is written. Linked by {@code <credit>><invoice>}, because an allocation's
 * own id is answered by newer versions of the API only.
 */
@Component
public class XeroAllocations implements Target {

  /** Names allocations in links and intents. */
  public static final String TYPE = "xero-allocation";

  private static final Terms TERMS = Terms.single(TYPE).lookedForFirst();
  private static final String LIST = "Allocations";

  private final XeroCalls calls;
  private final XeroPages pages;
  private final XeroProbe probe;

  XeroAllocations(XeroCalls calls, XeroPages pages, XeroProbe probe) {
    this.calls = calls;
    this.pages = pages;
    this.probe = probe;
  }

  @Override
  public Terms terms() {
    return TERMS;
  }

  @Override
  public Remote remote() {
    return probe;
  }

  @Override
  public byte[] compose(List<Draft> drafts) {
    return XeroJson.bytes(drafts.getFirst().body());
  }

  @Override
  public List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements) {
    AddressedRequest asked = AddressedRequest.of(request);
    JsonNode answered = asked.sent(calls, tenant, idempotencyKey).path(LIST);
    String id = id(asked);
    // Answered without an id by older versions: what names it is known.
    answered.forEach(each -> ((ObjectNode) each).put("id", id));
    return XeroAnswers.replies(
      answered,
      asked.body().path(LIST),
      "id",
      XeroBatch.field("id"),
      DocumentProjection::allocation
    );
  }

  private static String id(AddressedRequest asked) {
    String invoice = asked.body().path(LIST).path(0).path("Invoice").path("InvoiceID").asText();
    return credit(asked).id() + ">" + invoice;
  }

  private static PaidDocument credit(AddressedRequest asked) {
    String[] parts = asked.path().split("/");
    PaidDocument.Kind kind = parts[1].equals(PaidDocument.Kind.CREDIT_NOTE.list().resource())
      ? PaidDocument.Kind.CREDIT_NOTE
      : PaidDocument.Kind.OVERPAYMENT;
    return new PaidDocument(kind, parts[2]);
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    Map<SourceRef, Found> found = new HashMap<>();
    for (Draft draft : drafts) {
      AddressedRequest asked = AddressedRequest.of(draft.body());
      PaidDocument credit = credit(asked);
      pages
        .one(tenant, credit.kind().list(), credit.id())
        .flatMap(note -> sameInvoice(note.json(), asked.body().path(LIST).path(0)))
        .ifPresent(allocation -> found.put(draft.source(), found(id(asked), allocation)));
    }
    return found;
  }

  private static Optional<JsonNode> sameInvoice(JsonNode note, JsonNode wanted) {
    String invoice = Canonical.id(wanted.path("Invoice"), "InvoiceID");
    return StreamSupport.stream(note.path(LIST).spliterator(), false)
      .filter(allocation -> !allocation.path("IsDeleted").asBoolean())
      .filter(allocation -> Canonical.id(allocation.path("Invoice"), "InvoiceID").equals(invoice))
      .findFirst();
  }

  private static Found found(String id, JsonNode allocation) {
    return new Found(id, id, true, DocumentProjection.allocation(allocation));
  }

  @Override
  public String differences(String meant, String found) {
    return DocumentDifference.words(meant, found);
  }
}
