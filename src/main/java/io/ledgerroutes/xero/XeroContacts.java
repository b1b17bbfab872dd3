package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Target;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Duration;
import java.util.ArrayList;
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
public class XeroContacts implements Target {

  /** Names contacts in links and intents. */
  public static final String TYPE = "xero-contact";

  private static final int LARGEST_REQUEST = 50;
  private static final String ID = "ContactID";
  private static final String NUMBER = "ContactNumber";

  private final XeroCalls calls;
  private final XeroContactLook contacts;
  private final XeroProbe probe;

  XeroContacts(XeroCalls calls, XeroContactLook contacts, XeroProbe probe) {
    this.calls = calls;
    this.contacts = contacts;
    this.probe = probe;
  }

  /** A contact to be made under this name. */
  static Draft create(SourceRef source, Person person, String name) {
    ObjectNode body = XeroJson.object().put("Name", name).put(NUMBER, person.contactNumber());
    putUnlessEmpty(body, "FirstName", person.firstName());
    putUnlessEmpty(body, "LastName", person.lastName());
    putUnlessEmpty(body, "EmailAddress", person.email());
    return draft(source, person.contactNumber(), body);
  }

  /** A contact that is there: marked with the person's number if it has none, else left as it is (rule A6). */
  static Draft keep(SourceRef source, Person person, LedgerContact found) {
    ObjectNode body = XeroJson.object().put(ID, found.id());
    if (found.number().isEmpty()) {
      body.put(NUMBER, person.contactNumber());
      return draft(source, person.contactNumber(), body);
    }
    return draft(source, found.number(), body);
  }

  /** Whether a draft only reads: such drafts, marks and new contacts do not mix in one request. */
  static String kindOf(Draft draft) {
    return method(draft.body());
  }

  private static Draft draft(SourceRef source, String number, ObjectNode body) {
    return new Draft(source, number, body, projection(number), TYPE);
  }

  private static void putUnlessEmpty(ObjectNode body, String field, String value) {
    if (!value.isEmpty()) {
      body.put(field, value);
    }
  }

  /** The one field that is ours: everything else belongs to the accountant. */
  private static String projection(String number) {
    return XeroJson.text(XeroJson.object().put("number", number));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Duration callTimeout() {
    return calls.timeout();
  }

  @Override
  public int largestRequest() {
    return LARGEST_REQUEST;
  }

  @Override
  public byte[] compose(List<Draft> drafts) {
    ObjectNode request = XeroJson.object();
    ArrayNode list = request.putArray("Contacts");
    drafts.forEach(draft -> list.add(draft.body()));
    return XeroJson.bytes(request);
  }

  @Override
  public List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements) {
    JsonNode asked = XeroJson.own(request).path("Contacts");
    String method = method(asked.path(0));
    if (method.equals("GET")) {
      return read(tenant, asked);
    }
    JsonNode answer = calls.call(
      tenant,
      XeroCall.write(method, "/Contacts?summarizeErrors=false", request, idempotencyKey)
    );
    return XeroAnswers.replies(answer.path("Contacts"), asked, ID, NUMBER, contact ->
      projection(contact.path(NUMBER).asText())
    );
  }

  private static String method(JsonNode element) {
    return !element.has(ID) ? "PUT" : element.has(NUMBER) ? "POST" : "GET";
  }

  private List<Reply> read(String tenant, JsonNode asked) {
    List<String> ids = StreamSupport.stream(asked.spliterator(), false)
      .map(element -> element.path(ID).asText())
      .toList();
    Map<String, LedgerContact> found = new HashMap<>();
    contacts.byId(tenant, Set.copyOf(ids)).forEach(contact -> found.put(contact.id(), contact));
    List<Reply> replies = new ArrayList<>();
    for (String id : ids) {
      LedgerContact contact = Optional.ofNullable(found.get(id)).orElseThrow(XeroContacts::vanished);
      replies.add(new Reply.Accepted(id, contact.number(), projection(contact.number())));
    }
    return replies;
  }

  private static RemoteFailure vanished() {
    return new RemoteFailure(
      new Failure(
        "xero",
        FailureKind.TRANSIENT,
        200,
        "a contact that was found is not there any more",
        Optional.empty(),
        false
      )
    );
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    Set<String> numbers = drafts.stream().map(Draft::number).collect(Collectors.toSet());
    Map<String, Found> found = new HashMap<>();
    for (LedgerContact contact : contacts.byNumber(tenant, numbers)) {
      found.merge(contact.number(), found(contact), (before, now) -> before.live() ? before : now);
    }
    Map<SourceRef, Found> ofDrafts = new HashMap<>();
    drafts
      .stream()
      .filter(draft -> found.containsKey(draft.number()))
      .forEach(draft -> ofDrafts.put(draft.source(), found.get(draft.number())));
    return ofDrafts;
  }

  /** A contact that is there, as a document to adopt. */
  static Found found(LedgerContact contact) {
    return new Found(contact.id(), contact.number(), contact.active(), projection(contact.number()));
  }

  @Override
  public boolean answers(String tenant) {
    return probe.answers(tenant);
  }
}
