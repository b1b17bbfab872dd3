package io.ledgerroutes.posting;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Whether this start follows a restored backup ({@code ledger.recovered-from}): then intents and links of the
 * time since are missing, and every document is looked for before it is written.
 */
@Component
public class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private final boolean active;

  public Recovery(PostingProperties properties) {
    this.active = properties.recoveredFrom() != null;
    if (active) {
      LOG.warn(
        "Recovering from the backup of {}: every document is looked for before it is written. " +
          "Remove ledger.recovered-from once each connection's cursor has passed the time of this start",
        properties.recoveredFrom()
      );
    }
  }

  public boolean looksFirst() {
    return active;
  }
}
