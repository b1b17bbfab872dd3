package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What operators decided about held bills, on both databases. */
class BillDecisionsTest {

  private static final String CONNECTION = "craft-bills";
  private static final String BILL = "5a0c2b1e-0000-4000-8000-000000000001";

  static Stream<Supplier<TestDatabase>> stores() {
    return Stream.of(TestDatabase::h2, TestDatabase::postgres);
  }

  @ParameterizedTest
  @MethodSource("stores")
  void the_last_decision_counts_and_the_trail_knows_all(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      BillDecisions decisions = decisions(db);
      assertThat(decisions.of(CONNECTION, BILL)).isEqualTo(Decided.NOTHING);

      decisions.decide(
        CONNECTION,
        BILL,
        new Decision(List.of("order-1"), Optional.empty(), false),
        Optional.empty(),
        null,
        "ann"
      );
      decisions.decide(
        CONNECTION,
        BILL,
        new Decision(List.of("order-1", "order-2"), Optional.of("TB-77"), true),
        Optional.empty(),
        "as on the paper",
        "bob"
      );

      Decided last = decisions.of(CONNECTION, BILL);
      assertThat(last.decision()).isEqualTo(
        new Decision(List.of("order-1", "order-2"), Optional.of("TB-77"), true)
      );
      assertThat(last.by()).isEqualTo("bob");
      assertThat(last.note()).contains("as on the paper");
      assertThat(decisions.pairings(CONNECTION)).containsOnlyKeys(BILL);
      assertThat(decisions.of("another", List.of(BILL))).isEmpty();
      assertThat(trail(db)).extracting(AuditRow::entry).extracting("actor").containsExactly("bob", "ann");
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_release_counts_for_what_came_before_it_only(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      BillDecisions decisions = decisions(db);
      decisions.decide(
        CONNECTION,
        BILL,
        new Decision(List.of(), Optional.empty(), true),
        Optional.empty(),
        null,
        "ann"
      );

      Instant now = Instant.ofEpochMilli(db.database().now());
      assertThat(decisions.of(CONNECTION, BILL).releasedAfter(now.minusSeconds(60))).isTrue();
      assertThat(decisions.of(CONNECTION, BILL).releasedAfter(now.plusSeconds(60))).isFalse();
      assertThat(Decided.NOTHING.releasedAfter(Instant.EPOCH)).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void a_release_that_stands_from_before_is_as_old_as_it_was(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      BillDecisions decisions = decisions(db);
      Instant before = Instant.ofEpochMilli(db.database().now() - 60_000);
      Decision numbered = new Decision(List.of(), Optional.of("TB-77"), true);
      decisions.decide(CONNECTION, BILL, numbered, Optional.of(before), null, "ann");

      Decided decided = decisions.of(CONNECTION, BILL);
      assertThat(decided.decision()).isEqualTo(numbered);
      assertThat(decided.releasedAt()).contains(before);
      assertThat(decided.releasedAfter(before)).isFalse();
      assertThat(decided.at()).isAfter(before);

      Decision unreleased = new Decision(List.of(), Optional.of("TB-77"), false);
      decisions.decide(CONNECTION, BILL, unreleased, Optional.of(before), null, "ann");
      assertThat(decisions.of(CONNECTION, BILL).releasedAt()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void more_orders_than_can_be_kept_are_refused(Supplier<TestDatabase> opened) {
    try (TestDatabase db = opened.get()) {
      BillDecisions decisions = decisions(db);
      Decision tooMany = new Decision(Collections.nCopies(101, "order"), Optional.empty(), false);

      assertThatThrownBy(() -> decisions.decide(CONNECTION, BILL, tooMany, Optional.empty(), null, "ann"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 100");
      assertThat(decisions.of(CONNECTION, BILL)).isEqualTo(Decided.NOTHING);
    }
  }

  private static BillDecisions decisions(TestDatabase db) {
    AuditTrail audit = new AuditTrail(new AuditStore(db.database()));
    return new BillDecisions(new BillDecisionStore(db.database()), audit, db.database());
  }

  private static List<AuditRow> trail(TestDatabase db) {
    return new AuditTrail(new AuditStore(db.database())).find(AuditQuery.newest(10));
  }
}
