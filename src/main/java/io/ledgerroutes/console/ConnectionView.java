package io.ledgerroutes.console;

import io.ledgerroutes.connection.ConnectionProblem;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.xero.BudgetFigures;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A connection as the API shows it.
 *
 * @param integration null, as settings and budget, when its file was never good
 * @param stateReason why it is not RUNNING; null when it is
 * @param credentials which of the credentials it needs are in the vault
 * @param problems what is wrong in its file; its last good version goes on
 */
record ConnectionView(
  String id,
  String integration,
  ConnectionState state,
  String stateReason,
  Settings settings,
  Map<String, Boolean> credentials,
  Map<MessageState, Long> messages,
  Instant lastPollAt,
  Instant lastWebhookAt,
  Budget budget,
  List<ConnectionProblem> problems
) {
  /** What its file says; no secret can stand there. */
  record Settings(
    LocalDate startDate,
    XeroTenancy xero,
    Schedule schedule,
    IntegrationSettings integration
  ) {}

  /**
   * What this node may still spend at Xero.
   *
   * @param dayLeft null before Xero said
   */
  record Budget(int minuteLeft, int inFlight, Integer dayLeft, long opensInSeconds) {
    static Budget of(BudgetFigures figures) {
      return new Budget(
        figures.minuteLeft(),
        figures.inFlight(),
        figures.dayLeft().isPresent() ? figures.dayLeft().getAsInt() : null,
        figures.opensIn().toSeconds()
      );
    }
  }
}
