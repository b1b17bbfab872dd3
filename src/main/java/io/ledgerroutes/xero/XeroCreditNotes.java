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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Credit notes for customers as documents to post and void. No source says that their number is unique, so each is
 * looked for before it is written.
 */
@Component
public class XeroCreditNotes implements ChangeTarget, BatchedWrites {

  /** Names credit notes in links and intents. */
  public static final String TYPE = "xero-credit-note";

  private static final Terms TERMS = Terms.batched(
    TYPE,
    XeroBatch.LARGEST,
    XeroBatch.LARGEST_BYTES
  ).lookedForFirst();
  private static final String ID = "CreditNoteID";
  private static final String NUMBER = "CreditNoteNumber";
  private static final XeroBatch BATCH = new XeroBatch(
    "CreditNotes",
    ID,
    XeroBatch.field(NUMBER),
    XeroBatch.EACH_WITH_LINES,
    DocumentProjection::creditNote
  );

  private final XeroCalls calls;
  private final XeroPages pages;
  private final XeroProbe probe;

  XeroCreditNotes(XeroCalls calls, XeroPages pages, XeroProbe probe) {
    this.calls = calls;
    this.pages = pages;
    this.probe = probe;
  }

  /** A credit note to be made for this contact. */
  public static Draft draft(CreditNoteDraft note, ContactId contact) {
    ObjectNode body = note.body().deepCopy();
    body.set("Contact", contact.json());
    String meant = DocumentProjection.creditNote(body);
    return new Draft(note.source(), note.number(), body, meant, note.sourceProjection());
  }

  /** A linked credit note that is approved and not used is voided. */
  public static Change.End voided(Link link, String sourceProjection) {
    return new Change.End(link, XeroJson.object().put("Status", "VOIDED"), sourceProjection);
  }

  @Override
  public Writes writes() {
    return new Writes(TERMS, BATCH, calls, probe);
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    Map<String, SourceRef> wanted = new HashMap<>();
    drafts.forEach(draft -> wanted.put(draft.number(), draft.source()));
    Map<SourceRef, Found> found = new HashMap<>();
    for (String chunk : XeroQuery.chunks(wanted.keySet(), XeroQuery.equal(NUMBER), " OR ")) {
      pages.read(tenant, XeroList.CREDIT_NOTES.with("where=" + chunk), notes ->
        notes
          .stream()
          .map(XeroRecord::json)
          .filter(note -> note.path("Type").asText().equals("ACCRECCREDIT"))
          .filter(note -> wanted.containsKey(note.path(NUMBER).asText()))
          .forEach(note ->
            found.merge(wanted.get(note.path(NUMBER).asText()), found(note), (one, other) ->
              one.live() ? one : other
            )
          )
      );
    }
    return found;
  }

  private static Found found(JsonNode note) {
    return new Found(
      note.path(ID).asText(),
      note.path(NUMBER).asText(),
      live(note),
      DocumentProjection.creditNote(note)
    );
  }

  private static boolean live(JsonNode note) {
    return !DocumentProjection.GONE.contains(note.path("Status").asText());
  }

  @Override
  public Map<String, Current> read(String tenant, Collection<String> ids) {
    return pages
      .byIds(tenant, XeroList.CREDIT_NOTES, ids)
      .stream()
      .collect(Collectors.toMap(XeroRecord::id, note -> current(note.json()), (one, same) -> one));
  }

  private static Current current(JsonNode note) {
    return new Current(note, DocumentProjection.creditNote(note), live(note), Optional.empty());
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
