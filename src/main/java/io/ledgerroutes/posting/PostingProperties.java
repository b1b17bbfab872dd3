package io.ledgerroutes.posting;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code ledger.*} of posting.
 *
 * @param lease how long a node keeps a tenant after its last sign of life; longer than any call's time-out
 * @param recoveredFrom the time of a restored backup: look before every write until every flow has caught up
 */
@ConfigurationProperties("ledger")
public record PostingProperties(@DefaultValue("60s") Duration lease, Instant recoveredFrom) {
  public PostingProperties {
    if (lease.toMillis() < 1000) {
      throw new IllegalArgumentException("ledger.lease must be at least 1s");
    }
  }
}
