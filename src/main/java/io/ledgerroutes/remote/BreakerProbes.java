package io.ledgerroutes.remote;

import io.ledgerroutes.start.Regularly;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Finds out, for remotes that are left alone, whether they answer again: nobody else calls them meanwhile. */
@Component
class BreakerProbes implements SmartLifecycle {

  private final Breakers breakers;
  private Regularly probing;

  BreakerProbes(Breakers breakers) {
    this.breakers = breakers;
  }

  @Override
  public synchronized void start() {
    probing = new Regularly(
      "breaker-probes",
      Duration.ofSeconds(1),
      breakers::probe,
      "Remotes that are down cannot be probed, they stay left alone"
    );
  }

  @Override
  public synchronized void stop() {
    probing.close();
    probing = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return probing != null;
  }
}
