package io.ledgerroutes.polling;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How carefully polls read.
 *
 * @param overlap how far before its cursor a poll begins
 * @param settling how far behind the remote's clock it ends, so that what is just being written is left for the next
 */
@ConfigurationProperties("ledger.poll")
public record PollSettings(@DefaultValue("15m") Duration overlap, @DefaultValue("2m") Duration settling) {
  /** Where a poll begins that continues from this cursor. */
  public Instant from(Instant cursor) {
    return cursor.minus(overlap);
  }
}
