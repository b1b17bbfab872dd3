package io.ledgerroutes.reconcile;

import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The days before a connection's start that an operator approved after their dry run (rules A1, A9). */
@Component
public class BackfillPeriods {

  private final RunStore store;

  public BackfillPeriods(RunStore store) {
    this.store = store;
  }

  /** Whether records of this day of the organisation may be brought over although it lies before the start. */
  public boolean approved(String connection, LocalDate day) {
    return store.approved(connection, day);
  }
}
