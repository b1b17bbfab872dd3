package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An account of the chart as requests name it: by its code, or by its id where it has none, as bank accounts may. */
public sealed interface LedgerAccount {
  /** As it stands in a request. */
  ObjectNode json();

  /** By its code, at most 10 characters. */
  record Code(String value) implements LedgerAccount {
    @Override
    public ObjectNode json() {
      return XeroJson.object().put("Code", value);
    }
  }

  /** By Xero's id; only for an account without a code. */
  record Id(String value) implements LedgerAccount {
    @Override
    public ObjectNode json() {
      return XeroJson.object().put("AccountID", value);
    }
  }
}
