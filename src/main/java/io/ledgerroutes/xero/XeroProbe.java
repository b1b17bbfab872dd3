package io.ledgerroutes.xero;

import io.ledgerroutes.posting.Remote;
import io.ledgerroutes.remote.RemoteFailure;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The cheap call that tells "Xero is down" from "Xero fails on this request". */
@Component
class XeroProbe implements Remote {

  private final XeroCalls calls;

  XeroProbe(XeroCalls calls) {
    this.calls = calls;
  }

  @Override
  public Duration callTimeout() {
    return calls.timeout();
  }

  /** Being throttled or disconnected is not an answer. */
  @Override
  public boolean answers(String tenant) {
    try {
      calls.call(tenant, XeroCall.read("/Organisation"));
      return true;
    } catch (RemoteFailure noAnswer) {
      return false;
    }
  }
}
