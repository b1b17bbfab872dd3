package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.polling.PollCursorStore;
import io.ledgerroutes.polling.PollSettings;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;

/**
 * What changed in a list since a cursor (DESIGN, rule 3). The window begins before the cursor and ends behind
 * Xero's clock; it is read to its end before the cursor moves, and no clock of ours has a say. The windows overlap,
 * so the same version comes again: what is new the taker knows by id and version.
 */
@Component
public class XeroChanges {

  private final XeroPages pages;
  private final PollCursorStore cursors;
  private final PollSettings settings;

  XeroChanges(XeroPages pages, PollCursorStore cursors, PollSettings settings) {
    this.pages = pages;
    this.cursors = cursors;
    this.settings = settings;
  }

  /**
   * Reads what changed from a moment on.
   *
   * @param sink stores what it gets, or throws
   * @return up to when everything was read, by Xero's clock: the next cursor, to be kept only now
   */
  public Instant from(String tenant, XeroList list, Instant from, Consumer<List<XeroRecord>> sink) {
    Instant until = pages.read(tenant, list.since(from), sink).minus(settings.settling());
    return until.isBefore(from) ? from : until;
  }

  /** As {@link #from}, beginning as far before the cursor as polls do. */
  public Instant since(String tenant, XeroList list, Instant cursor, Consumer<List<XeroRecord>> sink) {
    Instant until = from(tenant, list, settings.from(cursor), sink);
    return until.isBefore(cursor) ? cursor : until;
  }

  /**
   * Works on a batch of polls of one connection: reads once, then moves the connection's cursor of this flow, and
   * settles the batch.
   *
   * @param first where the cursor begins that was never moved
   * @param store stores what is new of a page before it returns; how many that were
   */
  public void poll(Batch batch, XeroList list, Instant first, ToIntFunction<List<XeroRecord>> store) {
    Instant cursor = cursors.readTo(batch.connection(), batch.flow(), first);
    int[] counts = new int[2];
    Instant until = since(batch.tenant(), list, cursor, page -> {
      counts[0] += page.size();
      counts[1] += store.applyAsInt(page);
    });
    boolean moved = cursors.move(
      batch.connection(),
      batch.flow(),
      cursor,
      until,
      batch.tenant(),
      batch.epoch()
    );
    Outcome outcome = moved
      ? new Outcome.Delivered(
          counts[0] + " changed in " + list.name() + " read, " + counts[1] + " of them new"
        )
      : Outcome.Retry.later("another node has taken over this poll", null);
    batch.open().forEach(element -> element.settle(outcome));
  }
}
