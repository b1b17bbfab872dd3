package io.ledgerroutes.xero;

import io.ledgerroutes.remote.RemoteFailure;
import org.springframework.stereotype.Component;

/** The cheap call that tells "Xero is down" from "Xero fails on this request". */
@Component
class XeroProbe {

  private final XeroCalls calls;

  XeroProbe(XeroCalls calls) {
    this.calls = calls;
  }

  /** Whether Xero answers for the tenant now; being throttled or disconnected is not an answer. */
  boolean answers(String tenant) {
    try {
      calls.call(tenant, XeroCall.read("/Organisation"));
      return true;
    } catch (RemoteFailure noAnswer) {
      return false;
    }
  }
}
