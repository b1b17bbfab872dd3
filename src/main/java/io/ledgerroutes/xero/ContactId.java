package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The ledger's contact for an element's {@link Person}; left there by {@code direct:xero-contacts-ensure}.
 *
 * @param restorable whether it may be made active again where somebody archived it
 */
public record ContactId(String value, boolean restorable) {
  /** One that stays archived where somebody archived it. */
  public ContactId(String value) {
    this(value, false);
  }

  /** As it stands in documents: the id alone, other fields would overwrite the accountant's edits (facts, Xero 5). */
  ObjectNode json() {
    return XeroJson.object().put("ContactID", value);
  }
}
