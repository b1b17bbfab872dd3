package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.SourceRef;

/**
 * A remark in the history of a document.
 *
 * @param source the record it stands for
 * @param list of the document, e.g. {@link XeroList#INVOICES}
 * @param document Xero's id of it
 * @param details what is said, at most 2,500 characters (facts, Xero 3); a longer text is cut
 */
public record NoteDraft(SourceRef source, XeroList list, String document, String details) {
  private static final int LONGEST = 2_500;

  public NoteDraft {
    details = details.length() > LONGEST ? details.substring(0, LONGEST) : details;
  }

  /** As a document to post. */
  public Draft draft() {
    ObjectNode body = XeroJson.object();
    body.putArray("HistoryRecords").addObject().put("Details", details);
    String path = "/" + list.resource() + "/" + document + "/History";
    return new Draft(source, document, new AddressedRequest("PUT", path, body).json(), details, "");
  }
}
