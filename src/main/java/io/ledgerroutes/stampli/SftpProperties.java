package io.ledgerroutes.stampli;

import io.ledgerroutes.start.StartRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code ledger.stampli.*}: how patient the runtime is with Stampli's server.
 *
 * @param callTimeout how long one answer may take, a file longer as long as the server takes it; shorter than the lease, which a step at the server must not outlive
 */
@ConfigurationProperties("ledger.stampli")
public record SftpProperties(@DefaultValue("20s") Duration callTimeout) {
  static final SftpProperties DEFAULT = new SftpProperties(Duration.ofSeconds(20));

  public SftpProperties {
    if (callTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new StartRefused(
        "ledger.stampli.call-timeout is shorter than a second.",
        "Set it to at least 1s, and well below ledger.lease; 20s is the default."
      );
    }
  }

  int millis() {
    return Math.toIntExact(callTimeout.toMillis());
  }
}
