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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Money spent and received on bank accounts, such as fees: documents to post, looked for first, and to delete. */
@Component
public class XeroBankTransactions implements ChangeTarget, BatchedWrites {

  /** Names bank transactions in links and intents. */
  public static final String TYPE = "xero-bank-transaction";

  private static final Terms TERMS = Terms.batched(
    TYPE,
    XeroBatch.LARGEST,
    XeroBatch.LARGEST_BYTES
  ).lookedForFirst();
  private static final String ID = "BankTransactionID";
  private static final XeroBatch BATCH = new XeroBatch(
    "BankTransactions",
    ID,
    XeroBatch.field("Reference"),
    XeroBatch.EACH_WITH_LINES,
    DocumentProjection::bankTransaction
  );

  private final XeroCalls calls;
  private final XeroPages pages;
  private final XeroProbe probe;
  private final BankTransactions transactions;

  XeroBankTransactions(XeroCalls calls, XeroPages pages, XeroProbe probe) {
    this.calls = calls;
    this.pages = pages;
    this.probe = probe;
    this.transactions = new BankTransactions(
      pages,
      ID,
      transaction -> Canonical.text(transaction, "Reference"),
      DocumentProjection::bankTransaction
    );
  }

  /** A transaction to be made, e.g. a gateway's fees with its contact. */
  public static Draft draft(BankTransactionDraft transaction, ContactId contact) {
    if (transaction.type() == BankTransactionDraft.Type.RECEIVE_OVERPAYMENT) {
      throw new IllegalArgumentException("An overpayment is a document of its own: see XeroOverpayments");
    }
    ObjectNode body = transaction.body(contact);
    String meant = DocumentProjection.bankTransaction(body);
    return new Draft(
      transaction.source(),
      transaction.reference(),
      body,
      meant,
      transaction.sourceProjection()
    );
  }

  /** A linked transaction that is not reconciled is deleted. */
  public static Change.End deleted(Link link, String sourceProjection) {
    return new Change.End(link, XeroJson.object().put("Status", "DELETED"), sourceProjection);
  }

  @Override
  public Writes writes() {
    return new Writes(TERMS, BATCH, calls, probe);
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    return transactions.look(tenant, drafts);
  }

  @Override
  public Map<String, Current> read(String tenant, Collection<String> ids) {
    return pages
      .byIds(tenant, XeroList.BANK_TRANSACTIONS, ids)
      .stream()
      .collect(Collectors.toMap(XeroRecord::id, found -> current(found.json()), (one, same) -> one));
  }

  private static Current current(JsonNode transaction) {
    Optional<String> untouchable = transaction.path("IsReconciled").asBoolean()
      ? Optional.of("is reconciled with a bank statement")
      : Optional.empty();
    String projection = DocumentProjection.bankTransaction(transaction);
    return new Current(transaction, projection, BankTransactions.live(transaction), untouchable);
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
