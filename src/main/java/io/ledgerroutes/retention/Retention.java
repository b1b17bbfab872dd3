package io.ledgerroutes.retention;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Component;

/**
 * Purges what is old (DESIGN, rule 13): small transactions with pauses, one node at a time, one audit entry a purge
 * that found something. What was seen, links and the keys of intents stay for good.
 */
@Component
public class Retention {

  private static final Duration EVERY = Duration.ofHours(1);
  // The running work comes first.
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final RetentionSettings settings;
  private final List<AgedRows> all;
  private final RetentionStore store;
  private final AuditTrail audit;
  private final MeterRegistry meters;
  private volatile boolean stopping;

  public Retention(
    RetentionSettings settings,
    List<AgedRows> all,
    RetentionStore store,
    AuditTrail audit,
    MeterRegistry meters
  ) {
    settings.check();
    this.settings = settings;
    // Rows go before what they belong to.
    this.all = all.stream().sorted(Comparator.comparing(AgedRows::age)).toList();
    this.store = store;
    this.audit = audit;
    this.meters = meters;
    all.forEach(rows -> meters.counter("ledger.retention.purged", "rows", rows.what()));
  }

  /** Purges if it is this node's turn. */
  void inTurn() {
    if (store.takeTurn(EVERY)) {
      purge();
    }
  }

  /** Purges everything that is old now; how many of which rows. */
  public Map<String, Long> purge() {
    Instant now = Instant.ofEpochMilli(store.now());
    Map<String, Long> purged = new LinkedHashMap<>();
    for (AgedRows rows : all) {
      if (!settings.keepsForGood(rows.age())) {
        long count = purge(rows, settings.before(rows.age(), now).toEpochMilli());
        purged.merge(rows.what(), count, Long::sum);
      }
    }
    purged.values().removeIf(count -> count == 0);
    if (!purged.isEmpty()) {
      AuditEntry entry = AuditEntry.of("purge");
      for (Map.Entry<String, Long> one : purged.entrySet()) {
        entry = entry.with(one.getKey().replace(' ', '-'), one.getValue());
      }
      audit.record(entry);
    }
    return purged;
  }

  private long purge(AgedRows rows, long before) {
    long mark = store.mark(rows);
    long last = store.lastBefore(rows, mark, before);
    long purged = 0;
    Optional<Long> left = Optional.empty();
    long after = mark;
    while (after < last && !stopping) {
      long upTo = store.stepEnd(rows, after, last);
      int some = store.purge(rows, after, upTo, before);
      left = left.isPresent() ? left : store.left(rows, after, upTo);
      store.mark(rows, left.map(id -> id - 1).orElse(upTo));
      purged += some;
      after = upTo;
      if (some > 0) {
        meters.counter("ledger.retention.purged", "rows", rows.what()).increment(some);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return purged;
  }

  /** Ends a running purge after its present step. */
  void stop() {
    stopping = true;
  }

  void begin() {
    stopping = false;
  }
}
