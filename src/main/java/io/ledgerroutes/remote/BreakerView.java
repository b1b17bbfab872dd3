package io.ledgerroutes.remote;

import org.springframework.jmx.export.annotation.ManagedAttribute;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedResource;

/** A breaker in JMX. */
@ManagedResource(description = "Leaves a remote alone while it is down")
public final class BreakerView {

  private final Breakers breakers;
  private final Breaker breaker;

  BreakerView(Breakers breakers, Breaker breaker) {
    this.breakers = breakers;
    this.breaker = breaker;
  }

  @ManagedAttribute(description = "closed: calls go through; open: none does; half-open: one finds out")
  public String getState() {
    return breaker.figures().breaker();
  }

  @ManagedAttribute(description = "When it opened; empty while closed")
  public String getSince() {
    return breaker.figures().since() == null ? "" : breaker.figures().since().toString();
  }

  @ManagedAttribute(description = "The last failure; empty while closed")
  public String getReason() {
    return breaker.figures().reason() == null ? "" : breaker.figures().reason();
  }

  @ManagedAttribute(description = "Calls that were not made")
  public long getTurnedAway() {
    return breaker.turnedAway();
  }

  @ManagedOperation(description = "Lets calls through again at once; the next failures decide anew")
  public void close() {
    breakers.closeByHand(breaker, "jmx");
  }
}
