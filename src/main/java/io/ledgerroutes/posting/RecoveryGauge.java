package io.ledgerroutes.posting;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.stereotype.Component;

/** Shows, as {@code ledger.recovery.tenants} and in JMX, how many tenants have not caught up with a restored backup. */
@Component
@ManagedResource(objectName = "io.ledgerroutes:type=Recovery", description = "After a restored backup")
public class RecoveryGauge {

  private final Recovery recovery;

  public RecoveryGauge(Recovery recovery, MeterRegistry meters) {
    this.recovery = recovery;
    meters.gauge("ledger.recovery.tenants", recovery, now -> now.tenants().size());
  }

  /** The tenants for which every document is looked for before it is written. */
  @ManagedAttribute(description = "Tenants for which every document is looked for before it is written")
  public String[] getTenants() {
    return recovery.tenants().toArray(String[]::new);
  }
}
