package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.posting.Terms;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Money received beyond what is due: written as a bank transaction of its own type, linked by the id of the
 * overpayment that Xero makes of it, because refunds and allocations name that one (facts, Xero 5).
 */
@Component
public class XeroOverpayments implements BatchedWrites {

  /** Names overpayments in links and intents. */
  public static final String TYPE = "xero-overpayment";

  private static final Terms TERMS = Terms.batched(
    TYPE,
    XeroBatch.LARGEST,
    XeroBatch.LARGEST_BYTES
  ).lookedForFirst();
  private static final String ID = "OverpaymentID";
  private static final XeroBatch BATCH = new XeroBatch(
    "BankTransactions",
    ID,
    DocumentProjection::overpaymentReference,
    XeroBatch.EACH_WITH_LINES,
    DocumentProjection::overpayment
  );

  private final XeroCalls calls;
  private final XeroProbe probe;
  private final BankTransactions transactions;

  XeroOverpayments(XeroCalls calls, XeroPages pages, XeroProbe probe) {
    this.calls = calls;
    this.probe = probe;
    this.transactions = new BankTransactions(
      pages,
      ID,
      DocumentProjection::overpaymentReference,
      DocumentProjection::overpayment
    );
  }

  /** An overpayment to be made for this contact. */
  public static Draft draft(BankTransactionDraft received, ContactId contact) {
    if (received.type() != BankTransactionDraft.Type.RECEIVE_OVERPAYMENT) {
      throw new IllegalArgumentException("Not an overpayment: see XeroBankTransactions");
    }
    ObjectNode body = received.body(contact);
    String meant = DocumentProjection.overpayment(body);
    return new Draft(received.source(), received.reference(), body, meant, received.sourceProjection());
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
  public String differences(String meant, String found) {
    return DocumentDifference.words(meant, found);
  }
}
