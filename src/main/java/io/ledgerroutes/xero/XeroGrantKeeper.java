package io.ledgerroutes.xero;

import io.ledgerroutes.start.Regularly;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps consents alive while there is nothing to do: a refresh whose answer was lost is tried again while Xero
 * still takes the old token, and a grant that is not used is refreshed long before its 60 days are over.
 */
@Component
class XeroGrantKeeper implements SmartLifecycle {

  private final XeroGrants grants;
  private Regularly keeping;

  XeroGrantKeeper(XeroGrants grants) {
    this.grants = grants;
  }

  @Override
  public synchronized void start() {
    keeping = new Regularly(
      "xero-grant-keeper",
      Duration.ofSeconds(1),
      grants::keepAlive,
      "Xero's consents cannot be looked after, they go on as they are"
    );
  }

  @Override
  public synchronized void stop() {
    keeping.close();
    keeping = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return keeping != null;
  }
}
