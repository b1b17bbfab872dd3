package io.ledgerroutes.xero.mirror;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The mirrors as figures by tenant and kind: {@code ledger.xero.mirror.records}, and
 * {@code ledger.xero.mirror.age}, the seconds since the last refresh began.
 */
@Component
class MirrorGauges {

  private final MultiGauge records;
  private final MultiGauge age;

  MirrorGauges(MeterRegistry meters) {
    this.records = MultiGauge.builder("ledger.xero.mirror.records")
      .description("Records mirrored, by tenant and kind")
      .register(meters);
    this.age = MultiGauge.builder("ledger.xero.mirror.age")
      .description("Time since the mirror was last refreshed, by tenant and kind")
      .baseUnit("seconds")
      .register(meters);
  }

  void show(List<MirrorState> states, Instant now) {
    List<Row<?>> counts = new ArrayList<>();
    List<Row<?>> ages = new ArrayList<>();
    for (MirrorState state : states) {
      Tags tags = Tags.of("tenant", state.tenant(), "kind", state.kind());
      counts.add(Row.of(tags, state.records()));
      state
        .refreshedAt()
        .ifPresent(at -> ages.add(Row.of(tags, Duration.between(at, now).toMillis() / 1000.0)));
    }
    records.register(counts, true);
    age.register(ages, true);
  }
}
