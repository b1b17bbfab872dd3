package io.ledgerroutes.start;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again on a thread of its own, whatever goes wrong with it. */
public final class Regularly implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Regularly.class);

  /** What is done; it may fail. */
  public interface Work {
    void run() throws Exception;
  }

  private final Work work;
  private final String whenFailing;
  private final ScheduledExecutorService clock;
  private boolean failing;

  /**
   * Begins within a second.
   *
   * @param pause between the end of one time and the begin of the next, at least a second
   * @param thread its thread's name
   * @param whenFailing what the log says, once, when the work begins to fail
   */
  public Regularly(String thread, Duration pause, Work work, String whenFailing) {
    this.work = work;
    this.whenFailing = whenFailing;
    this.clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name(thread).factory()
    );
    clock.scheduleWithFixedDelay(this::once, 1, pause.toSeconds(), TimeUnit.SECONDS);
  }

  private void once() {
    try {
      work.run();
      failing = false;
    } catch (Exception e) {
      // Said once and not every time.
      if (!failing) {
        LOG.error("{}: {}", whenFailing, e.toString());
      }
      failing = true;
    }
  }

  /** Lets what is being done finish: an interrupt could close the database or leave a swap half done. */
  @Override
  public void close() {
    clock.close();
  }
}
