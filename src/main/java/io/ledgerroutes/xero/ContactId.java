package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The ledger's contact for an element's {@link Person}; left there by {@code direct:xero-contacts-ensure}. */
public record ContactId(String value) {
  /** As it stands in documents: the id alone, other fields would overwrite the accountant's edits (facts, Xero 5). */
  ObjectNode json() {
    return XeroJson.object().put("ContactID", value);
  }
}
