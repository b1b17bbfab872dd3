package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Terms;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/**
 * Contacts as documents to post. One is made with PUT, which refuses a name that is taken where POST would
 * overwrite its bearer; one that is there already is marked with its number, or, where it bears one, only read. What
 * a request does follows from its bytes, so that sending them again does the same.
 */
@Component
public class XeroContacts implements BatchedWrites {

  /** Names contacts in links and intents. */
  public static final String TYPE = "xero-contact";

  /** Two people of the source may be one in the ledger: a customer who changed the e-mail, for one. */
  private static final Terms TERMS = Terms.batched(
    TYPE,
    XeroBatch.LARGEST,
    XeroBatch.LARGEST_BYTES
  ).sharedBySources();
  private static final String ID = "ContactID";
  private static final String NUMBER = "ContactNumber";
  private static final String STATUS = "ContactStatus";
  private static final XeroBatch BATCH = new XeroBatch(
    "Contacts",
    ID,
    XeroBatch.field(NUMBER),
    XeroBatch.EACH,
    contact -> projection(contact.path(NUMBER).asText())
  );

  private final XeroCalls calls;
  private final KnownContacts contacts;
  private final XeroProbe probe;

  XeroContacts(XeroCalls calls, KnownContacts contacts, XeroProbe probe) {
    this.calls = calls;
    this.contacts = contacts;
    this.probe = probe;
  }

  /** A contact to be made under this name. */
  static Draft create(SourceRef source, Person person, String name) {
    ObjectNode body = XeroJson.object().put(NUMBER, person.contactNumber());
    ContactFields.of(person).fill(body);
    // The name that is free, not the person's.
    body.put("Name", name);
    return draft(source, person.contactNumber(), body);
  }

  /** A contact that is there and has no number: it gets the person's, and nothing else of it changes (rule A6). */
  static Draft mark(SourceRef source, Person person, LedgerContact found) {
    ObjectNode body = XeroJson.object().put(ID, found.id()).put(NUMBER, person.contactNumber());
    return draft(source, person.contactNumber(), body);
  }

  /** A contact that is there and bears a number, whosever: left as it is. */
  static Draft keep(SourceRef source, LedgerContact found) {
    return draft(source, found.number(), XeroJson.object().put(ID, found.id()));
  }

  /** A contact of ours that somebody archived: it is made active again, and nothing else of it changes. */
  static Draft restore(SourceRef source, LedgerContact found) {
    ObjectNode body = XeroJson.object().put(ID, found.id()).put(STATUS, "ACTIVE");
    return draft(source, found.number(), body);
  }

  /** How a draft is written: marks and new contacts do not mix in one request. */
  static String methodOf(Draft draft) {
    return method(draft.body());
  }

  private static Draft draft(SourceRef source, String number, ObjectNode body) {
    return new Draft(source, number, body, projection(number), TYPE);
  }

  /** The one field that a link is told by: everything else may be the accountant's, see {@link XeroContactDetails}. */
  private static String projection(String number) {
    return XeroJson.text(XeroJson.object().put("number", number));
  }

  @Override
  public Writes writes() {
    return new Writes(TERMS, BATCH, calls, probe);
  }

  @Override
  public List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements) {
    JsonNode answered = BATCH.answered(calls, tenant, request, idempotencyKey);
    List<Reply> replies = BATCH.replies(answered, request);
    contacts.remember(tenant, XeroBatch.accepted(answered, replies));
    return replies;
  }

  private static String method(JsonNode element) {
    return element.has(ID) ? "POST" : "PUT";
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    contacts.since(tenant, System.nanoTime());
    Set<String> numbers = drafts.stream().map(Draft::number).collect(Collectors.toSet());
    Map<String, Found> found = new HashMap<>();
    for (LedgerContact contact : contacts.byNumber(tenant, numbers)) {
      found.merge(contact.number(), found(contact), (before, now) -> before.live() ? before : now);
    }
    Map<SourceRef, Found> ofDrafts = new HashMap<>();
    drafts
      .stream()
      .filter(draft -> found.containsKey(draft.number()))
      // To restore it, it must be there and archived: that it is found so says that nothing was written.
      .filter(draft -> !draft.body().has(STATUS) || found.get(draft.number()).live())
      .forEach(draft -> ofDrafts.put(draft.source(), found.get(draft.number())));
    return ofDrafts;
  }

  /** A contact that is there, as a document to adopt. */
  static Found found(LedgerContact contact) {
    return new Found(contact.id(), contact.number(), contact.active(), projection(contact.number()));
  }
}
