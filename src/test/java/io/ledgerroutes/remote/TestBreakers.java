package io.ledgerroutes.remote;

import static org.mockito.Mockito.mock;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.start.JmxView;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** Breakers without a runtime around them. */
public final class TestBreakers {

  private TestBreakers() {}

  /** As they ship. */
  public static Breakers fresh() {
    return new Breakers(new SimpleMeterRegistry(), mock(AuditTrail.class), mock(Database.class), jmx());
  }

  /** With a probe so long after opening. */
  static Breakers probingAfter(Duration wait, MeterRegistry meters, AuditTrail audit, Database database) {
    return new Breakers(meters, audit, database, jmx(), wait, wait.multipliedBy(4));
  }

  /** Looks after those that are not closed, as happens every second while running. */
  public static void probe(Breakers breakers) {
    breakers.probe();
  }

  /** JMX that is switched off. */
  @SuppressWarnings("unchecked")
  public static JmxView jmx() {
    return new JmxView(mock(org.springframework.beans.factory.ObjectProvider.class));
  }
}
