package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Remote;
import io.ledgerroutes.posting.Reply;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Target;
import io.ledgerroutes.posting.Terms;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Remarks in the history of documents. They have no id and cannot be changed: a remark is known by its document and
 * its words, and linked by both. They make way for every other call.
 */
@Component
public class XeroNotes implements Target {

  /** Names remarks in links and intents. */
  public static final String TYPE = "xero-note";

  private static final Terms TERMS = Terms.single(TYPE).lookedForFirst();
  private static final String LIST = "HistoryRecords";

  private final XeroCalls calls;
  private final XeroProbe probe;

  XeroNotes(XeroCalls calls, XeroProbe probe) {
    this.calls = calls;
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
    JsonNode answered = asked.sent(calls, tenant, idempotencyKey, Priority.BACKFILL).path(LIST).path(0);
    if (!answered.isObject()) {
      throw XeroAnswer.unexpected("an answer without the remark");
    }
    return List.of(new Reply.Accepted(id(asked, words(answered)), document(asked), words(answered)));
  }

  private static String document(AddressedRequest asked) {
    return asked.path().split("/")[2];
  }

  private static String id(AddressedRequest asked, String words) {
    return document(asked) + "/" + UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8));
  }

  private static String words(JsonNode remark) {
    return remark.path("Details").asText();
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    Map<SourceRef, Found> found = new HashMap<>();
    for (Draft draft : drafts) {
      AddressedRequest asked = AddressedRequest.of(draft.body());
      calls
        .call(tenant, XeroCall.read(asked.path()).at(Priority.BACKFILL))
        .path(LIST)
        .forEach(remark -> {
          if (words(remark).equals(draft.meant())) {
            found.put(
              draft.source(),
              new Found(id(asked, draft.meant()), document(asked), true, draft.meant())
            );
          }
        });
    }
    return found;
  }
}
