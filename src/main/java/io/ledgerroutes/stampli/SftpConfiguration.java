package io.ledgerroutes.stampli;

import io.ledgerroutes.posting.PostingProperties;
import io.ledgerroutes.start.StartRefused;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of SFTP; with a lease that no step can be taken under, nothing would ever be handed over. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SftpProperties.class)
class SftpConfiguration {

  SftpConfiguration(SftpProperties sftp, PostingProperties posting) {
    if (sftp.callTimeout().compareTo(posting.lease()) >= 0) {
      throw new StartRefused(
        "ledger.lease (" +
          posting.lease().toSeconds() +
          "s) is not longer than ledger.stampli.call-timeout (" +
          sftp.callTimeout().toSeconds() +
          "s): no file could be handed over.",
        "Set ledger.lease well above it; 60s and 20s are the defaults."
      );
    }
  }
}
