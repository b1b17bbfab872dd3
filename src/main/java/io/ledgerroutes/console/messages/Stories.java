package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.trail.AuditView;
import io.ledgerroutes.console.trail.LinkView;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.RecordCardStore;
import io.ledgerroutes.inbox.RecordPart;
import io.ledgerroutes.posting.IntentStore;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.SentElement;
import io.ledgerroutes.xero.DocumentPage;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.XeroTenantStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Gathers what is known of one message: its trail, the documents of its record, what was sent and what came back. */
@Component
class Stories {

  private static final int TRAIL = 1_000;
  private static final int MOST_SENT = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final InboxStore messages;
  private final RecordCardStore cards;
  private final AuditTrail audit;
  private final LinkStore links;
  private final IntentStore intents;
  private final XeroTenantStore organisations;
  private final Connections connections;

  Stories(
    InboxStore messages,
    RecordCardStore cards,
    AuditTrail audit,
    LinkStore links,
    IntentStore intents,
    XeroTenantStore organisations,
    Connections connections
  ) {
    this.messages = messages;
    this.cards = cards;
    this.audit = audit;
    this.links = links;
    this.intents = intents;
    this.organisations = organisations;
    this.connections = connections;
  }

  Message known(long id) {
    return messages
      .find(id)
      .orElseThrow(() ->
        ApiRefusal.notFound("There is no message " + id + "; GET /api/v1/messages lists them.")
      );
  }

  MessageView view(long id) {
    Message message = known(id);
    return MessageView.of(message, cards.of(List.of(message)).get(id));
  }

  MessageStory of(long id) {
    Message message = known(id);
    List<RecordPart> records = records(message);
    List<AuditRow> trail = trail(message, records);
    List<Link> documents = documents(message, records);
    return new MessageStory(
      MessageView.of(message, cards.of(List.of(message)).get(id)),
      newer(message),
      trail.stream().map(AuditView::of).toList(),
      documents.stream().map(this::document).toList(),
      sent(message, records, trail, documents)
    );
  }

  private Long newer(Message message) {
    Message last = messages
      .lastOf(message.connection(), message.flow(), List.of(message.key()))
      .get(message.key());
    return last == null || last.id() == message.id() ? null : last.id();
  }

  /** The message's own record, then what belongs to it. */
  private List<RecordPart> records(Message message) {
    RecordPart own = new RecordPart(message.flow(), message.key());
    Set<RecordPart> parts = new TreeSet<>(
      Comparator.comparing(RecordPart::type).thenComparing(RecordPart::id)
    );
    parts.addAll(cards.parts(message.connection(), message.flow(), message.key()));
    parts.remove(own);
    List<RecordPart> records = new ArrayList<>(List.of(own));
    records.addAll(parts);
    return records;
  }

  // Writes are done for records and know no message: its own are those of its records while it was worked.
  private List<AuditRow> trail(Message message, List<RecordPart> records) {
    Stream<AuditRow> writes = records
      .stream()
      .flatMap(record -> audit.find(writes(message, record)).stream());
    return Stream.concat(audit.find(AuditQuery.newest(TRAIL).ofMessage(message.id())).stream(), writes)
      .sorted(Comparator.comparingLong(AuditRow::id).reversed())
      .limit(TRAIL)
      .toList();
  }

  private static AuditQuery writes(Message message, RecordPart record) {
    return AuditQuery.newest(TRAIL)
      .ofConnection(message.connection())
      .ofFlow(record.type())
      .ofKey(record.id())
      .ofAction("write")
      .between(message.receivedAt(), ended(message));
  }

  private static Instant ended(Message message) {
    boolean finished = message.state() == MessageState.DONE || message.state() == MessageState.SKIPPED;
    return finished ? message.updatedAt().plusMillis(1) : null;
  }

  private List<Link> documents(Message message, List<RecordPart> records) {
    return records
      .stream()
      .flatMap(record -> links.ofSource(scopes(message), record.type(), record.id()).stream())
      .sorted(Comparator.comparing(Link::createdAt))
      .toList();
  }

  /** What all connections of a tenant share, as contacts, is known under the tenant. */
  private List<String> scopes(Message message) {
    return Stream.concat(
      Stream.of(message.connection()),
      connections
        .find(message.connection())
        .map(connection -> connection.xero().tenant())
        .stream()
    ).toList();
  }

  private DocumentView document(Link link) {
    String shortCode = organisations.find(link.tenant()).map(Organisation::shortCode).orElse(null);
    return new DocumentView(
      LinkView.of(link),
      DocumentPage.address(shortCode, link.targetType(), link.targetId()).orElse(null)
    );
  }

  private List<SentView> sent(
    Message message,
    List<RecordPart> records,
    List<AuditRow> trail,
    List<Link> documents
  ) {
    Map<String, Set<String>> ids = new TreeMap<>();
    records.forEach(record -> ids.computeIfAbsent(record.type(), type -> new TreeSet<>()).add(record.id()));
    return ids
      .entrySet()
      .stream()
      .flatMap(type -> intents.sent(scopes(message), type.getKey(), type.getValue(), MOST_SENT).stream())
      .sorted(Comparator.comparingLong(SentElement::intent).reversed())
      .limit(MOST_SENT)
      .map(element -> sent(element, trail, documents))
      .toList();
  }

  private static SentView sent(SentElement element, List<AuditRow> trail, List<Link> documents) {
    return new SentView(
      element.targetType(),
      element.source().type(),
      element.source().id(),
      element.number(),
      element.at(),
      element.state(),
      element.key(),
      element.body() == null ? null : Redaction.of(element.body()),
      element.body() == null,
      trail
        .reversed()
        .stream()
        .filter(row -> answers(row.entry(), element))
        .map(Stories::answer)
        .toList(),
      documents
        .stream()
        .filter(
          link -> link.source().equals(element.source()) && link.targetType().equals(element.targetType())
        )
        .findFirst()
        .map(Stories::answered)
        .orElse(null)
    );
  }

  private static boolean answers(AuditEntry entry, SentElement element) {
    return (
      element.key().equals(entry.detail().get("idempotencyKey")) &&
      element.source().type().equals(entry.flow()) &&
      element.source().id().equals(entry.key())
    );
  }

  private static SentView.Answer answer(AuditRow row) {
    AuditEntry entry = row.entry();
    return new SentView.Answer(
      row.at(),
      entry.outcome(),
      entry.remoteStatus(),
      entry.reason(),
      entry.detail().get("targetId")
    );
  }

  private static JsonNode answered(Link link) {
    try {
      return link.targetProjection().isBlank() ? null : Redaction.of(JSON.readTree(link.targetProjection()));
    } catch (JsonProcessingException noJson) {
      return null;
    }
  }
}
