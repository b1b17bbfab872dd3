package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.Caller;
import io.ledgerroutes.sandbox.xero.LimitSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Somebody else's hand in the sandbox's ledger: contacts made and changed by the thousand, past our own limits. */
final class Crowd {

  /** So that thousands can be written and read at once. */
  static final LimitSettings NO_LIMITS = new LimitSettings(false, 1_000, 1_000_000, 1_000_000, 1_000_000);

  private static final int REQUEST = 50;

  private final Caller caller;

  Crowd(String url, String tenant) {
    this.caller = Caller.connected(url, tenant);
  }

  /** Makes contacts {@code <name> 0} and so on; their ids in that order. */
  List<String> make(String name, int count) {
    List<ObjectNode> contacts = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      contacts.add(
        XeroJson.object().put("Name", name + " " + number).put("EmailAddress", name + number + "@example.com")
      );
    }
    List<String> ids = new ArrayList<>();
    send("PUT", contacts).forEach(contact -> ids.add(contact.path("ContactID").asText()));
    return ids;
  }

  /** Gives these contacts another e-mail each, so that their version moves. */
  void touch(List<String> ids, String word) {
    send(
      "POST",
      ids
        .stream()
        .map(id ->
          XeroJson.object().put("ContactID", id).put("EmailAddress", word + "-" + id + "@example.com")
        )
        .toList()
    );
  }

  /** E-mails by id, as they stand now, archived ones too. */
  Map<String, String> emails() {
    Map<String, String> emails = new TreeMap<>();
    caller
      .get("/api.xro/2.0/Contacts?includeArchived=true")
      .json()
      .path("Contacts")
      .forEach(contact ->
        emails.put(contact.path("ContactID").asText(), contact.path("EmailAddress").asText(""))
      );
    return emails;
  }

  void archive(String id) {
    send("POST", List.of(XeroJson.object().put("ContactID", id).put("ContactStatus", "ARCHIVED")));
  }

  List<JsonNode> send(String method, List<ObjectNode> contacts) {
    List<JsonNode> answered = new ArrayList<>();
    for (int from = 0; from < contacts.size(); from += REQUEST) {
      ObjectNode request = XeroJson.object();
      ArrayNode list = request.putArray("Contacts");
      contacts.subList(from, Math.min(contacts.size(), from + REQUEST)).forEach(list::add);
      Caller.Reply reply = caller
        .with("Idempotency-Key", UUID.randomUUID().toString())
        .send(method, "/api.xro/2.0/Contacts", XeroJson.text(request));
      if (reply.status() != 200) {
        throw new IllegalStateException(reply.status() + " " + reply.body());
      }
      reply.json().path("Contacts").forEach(answered::add);
    }
    return answered;
  }
}
