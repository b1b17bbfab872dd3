package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.posting.Change;
import io.ledgerroutes.posting.ChangeTarget;
import io.ledgerroutes.posting.Current;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Terms;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Names and addresses of contacts that stand already. They belong to people too, so they are merged field by field:
 * what somebody changed in Xero is left as it is and noted, and holds nothing up. The link of a person to these tells
 * what the source last said, not what Xero shows.
 */
@Component
public class XeroContactDetails implements ChangeTarget, BatchedWrites {

  /** Names them in links and intents. */
  public static final String TYPE = "xero-contact-details";

  private static final String ID = "ContactID";
  private static final String STATUS = "ContactStatus";
  private static final Terms TERMS = Terms.batched(
    TYPE,
    XeroBatch.LARGEST,
    XeroBatch.LARGEST_BYTES
  ).sharedBySources();
  private static final XeroBatch BATCH = new XeroBatch(
    "Contacts",
    ID,
    XeroBatch.field(ID),
    XeroBatch.EACH,
    contact -> ContactFields.of(contact).text()
  );

  private final XeroCalls calls;
  private final XeroPages pages;
  private final KnownContacts contacts;
  private final XeroProbe probe;
  private final AuditTrail audit;

  XeroContactDetails(
    XeroCalls calls,
    XeroPages pages,
    KnownContacts contacts,
    XeroProbe probe,
    AuditTrail audit
  ) {
    this.calls = calls;
    this.pages = pages;
    this.contacts = contacts;
    this.probe = probe;
    this.audit = audit;
  }

  /** What the source says from now on, as the base of its later changes. */
  static Draft base(SourceRef source, ContactFields fields, String version) {
    return new Draft(source, "", XeroJson.object(), fields.text(), version);
  }

  /** The same as found, since nothing of it is written. */
  static Found found(ContactId contact, ContactFields fields) {
    return new Found(contact.value(), "", true, fields.text());
  }

  /** The contact gets what the source has changed since. */
  static Change.Update update(Link base, ContactFields now, String version) {
    return new Change.Update(base, XeroJson.object(), now.text(), version);
  }

  /** The contact, which somebody archived, is made active again; nothing else of it changes. */
  static Change.Update restore(Link base) {
    ObjectNode body = XeroJson.object().put(STATUS, "ACTIVE");
    return new Change.Update(base, body, base.targetProjection(), base.sourceProjection());
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

  /** They are never made, only changed. */
  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    return Map.of();
  }

  @Override
  public Map<String, Current> read(String tenant, Collection<String> ids) {
    return pages
      .byIds(tenant, XeroList.CONTACTS, ids)
      .stream()
      .collect(Collectors.toMap(XeroRecord::id, contact -> current(contact.json()), (one, same) -> one));
  }

  private static Current current(JsonNode contact) {
    boolean merged = !LedgerContact.of(contact).mergedTo().isEmpty();
    return new Current(contact, ContactFields.of(contact).text(), !merged, Optional.empty());
  }

  /** Nothing is left to be written: it shows what the source says, or what a person does. */
  @Override
  public boolean reached(Change change, Current now) {
    return now.live() && isActive(now) && !putChanges(XeroJson.object(), change, now.document());
  }

  /** Whose a field is, is decided field by field; one that somebody archived is changed only to restore it. */
  @Override
  public boolean untouched(Link link, Change change, Current now) {
    return isActive(now) || change.body().has(STATUS);
  }

  private static boolean isActive(Current now) {
    return LedgerContact.of(now.document()).active();
  }

  @Override
  public ObjectNode element(Change change, JsonNode current) {
    ObjectNode element = change.body().deepCopy().put(ID, change.link().targetId());
    putChanges(element, change, current);
    return element;
  }

  private static boolean putChanges(ObjectNode body, Change change, JsonNode contact) {
    ContactFields before = ContactFields.read(change.link().targetProjection());
    return meant(change).putChanges(body, before, contact);
  }

  private static ContactFields meant(Change change) {
    return change instanceof Change.Update update
      ? ContactFields.read(update.meant())
      : ContactFields.read(change.link().targetProjection());
  }

  /** The link tells what the source said; what Xero shows otherwise is put on the trail, by the fields' names. */
  @Override
  public String noted(String targetId, String meant, String shown) {
    List<String> left = ContactFields.read(meant).differing(ContactFields.read(shown));
    if (!left.isEmpty()) {
      audit.record(
        AuditEntry.of("contact-left")
          .reason("a person's own in Xero: " + String.join(", ", left))
          .with("contact", targetId)
      );
    }
    return meant;
  }
}
