package io.ledgerroutes.xero.mirror;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code ledger.xero.mirror.*}: what is mirrored of each organisation and how often it is refreshed by itself; who
 * needs it fresher asks for that.
 *
 * @param every at least hourly, so that lock dates are no older (rule A2)
 * @param kinds empty for all
 */
@ConfigurationProperties("ledger.xero.mirror")
public record XeroMirrorSettings(@DefaultValue("1h") Duration every, @DefaultValue Set<MirrorKind> kinds) {
  public XeroMirrorSettings {
    kinds = kinds.isEmpty() ? EnumSet.allOf(MirrorKind.class) : EnumSet.copyOf(kinds);
  }
}
