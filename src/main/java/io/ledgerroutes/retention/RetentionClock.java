package io.ledgerroutes.retention;

import io.ledgerroutes.start.Regularly;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Asks for a turn to purge every minute, from start to stop. */
@Component
@EnableConfigurationProperties(RetentionSettings.class)
class RetentionClock implements SmartLifecycle {

  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final Retention retention;
  private Regularly clock;
  private long last;

  RetentionClock(Retention retention) {
    this.retention = retention;
  }

  @Override
  public synchronized void start() {
    last = System.nanoTime();
    retention.begin();
    clock = new Regularly(
      "retention",
      Duration.ofSeconds(1),
      this::look,
      "What is old cannot be purged, it stays for now"
    );
  }

  private void look() {
    if (System.nanoTime() - last >= PAUSE) {
      last = System.nanoTime();
      retention.inTurn();
    }
  }

  @Override
  public synchronized void stop() {
    retention.stop();
    clock.close();
    clock = null;
  }

  @Override
  public synchronized boolean isRunning() {
    return clock != null;
  }
}
