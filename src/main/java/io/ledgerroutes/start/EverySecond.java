package io.ledgerroutes.start;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing every second on a thread of its own, whatever goes wrong with it. */
public final class EverySecond implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EverySecond.class);

  /** What is done; it may fail. */
  public interface Work {
    void run() throws Exception;
  }

  private final Work work;
  private final String whenFailing;
  private final ScheduledExecutorService clock;
  private boolean failing;

  /**
   * Begins at once.
   *
   * @param thread its thread's name
   * @param whenFailing what the log says, once, when the work begins to fail
   */
  public EverySecond(String thread, Work work, String whenFailing) {
    this.work = work;
    this.whenFailing = whenFailing;
    this.clock = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name(thread).factory()
    );
    clock.scheduleWithFixedDelay(this::once, 1, 1, TimeUnit.SECONDS);
  }

  private void once() {
    try {
      work.run();
      failing = false;
    } catch (Exception e) {
      // Said once and not every second.
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
