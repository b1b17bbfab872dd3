package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Terms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Transfers between bank accounts as documents to post. They cannot be changed or deleted by the API, and have no
 * number: each is looked for by day, accounts and reference before it is written.
 */
@Component
public class XeroBankTransfers implements BatchedWrites {

  /** Names transfers in links and intents. */
  public static final String TYPE = "xero-bank-transfer";

  private static final Terms TERMS = Terms.batched(
    TYPE,
    XeroBatch.LARGEST,
    XeroBatch.LARGEST_BYTES
  ).lookedForFirst();
  private static final String ID = "BankTransferID";
  // One bad element fails the whole request here; the pass then splits it.
  private static final XeroBatch BATCH = new XeroBatch(
    "BankTransfers",
    ID,
    XeroBatch.field("Reference"),
    "",
    DocumentProjection::transfer
  );

  private final XeroCalls calls;
  private final XeroProbe probe;

  XeroBankTransfers(XeroCalls calls, XeroProbe probe) {
    this.calls = calls;
    this.probe = probe;
  }

  @Override
  public Writes writes() {
    return new Writes(TERMS, BATCH, calls, probe);
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    List<String> days = drafts
      .stream()
      .map(draft -> Canonical.day(draft.body(), "Date"))
      .sorted()
      .toList();
    String where = XeroQuery.encoded(XeroQuery.days("Date", days.getFirst(), days.getLast()));
    JsonNode there = calls.call(tenant, XeroCall.read("/BankTransfers?where=" + where)).path("BankTransfers");
    Map<SourceRef, Found> found = new HashMap<>();
    for (Draft draft : drafts) {
      for (JsonNode transfer : there) {
        if (sameMove(draft.body(), transfer)) {
          found.merge(draft.source(), found(transfer), (one, other) ->
            one.projection().equals(draft.meant()) ? one : other
          );
        }
      }
    }
    return found;
  }

  private static boolean sameMove(JsonNode draft, JsonNode transfer) {
    return (
      Canonical.text(draft, "Reference").equals(Canonical.text(transfer, "Reference")) &&
      side(draft, "FromBankAccount").equals(side(transfer, "FromBankAccount")) &&
      side(draft, "ToBankAccount").equals(side(transfer, "ToBankAccount"))
    );
  }

  private static String side(JsonNode transfer, String field) {
    return Canonical.account(transfer.path(field));
  }

  private static Found found(JsonNode transfer) {
    boolean live = !DocumentProjection.GONE.contains(transfer.path("Status").asText());
    return new Found(
      transfer.path(ID).asText(),
      Canonical.text(transfer, "Reference"),
      live,
      DocumentProjection.transfer(transfer)
    );
  }

  @Override
  public String differences(String meant, String found) {
    return DocumentDifference.words(meant, found);
  }
}
