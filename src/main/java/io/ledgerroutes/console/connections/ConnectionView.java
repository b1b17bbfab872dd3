package io.ledgerroutes.console.connections;

import io.ledgerroutes.connection.ConnectionProblem;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.Schedule;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.remote.Breaker;
import io.ledgerroutes.woocommerce.WebhookKeeper;
import io.ledgerroutes.xero.BudgetFigures;
import io.ledgerroutes.xero.XeroLimit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the API shows it.
 *
 * @param id as in its file
 * @param integration null, as settings and budget, when its file was never good
 * @param state whether its records are delivered
 * @param stateReason why it is not RUNNING; null when it is
 * @param stateSince since when it is not RUNNING; null when it is, or nobody noted it
 * @param settings what its file says
 * @param credentials which of the credentials it may have are in the vault
 * @param missingCredentials what it still needs of them; several by "or" where one is enough
 * @param messages how many there are by state; one without any is left out
 * @param oldestWaitingAt when the oldest message came in that waits or is at work; null if there is none
 * @param lastPollAt when a poll last read to its end; null before the first
 * @param lastWebhookAt when a webhook last arrived whose body is still kept; null if there is none
 * @param budget what may still be spent at Xero
 * @param remotes how the systems stand that this node has called for it
 * @param webhooks those in its shop, as this node last saw them
 * @param webhookAddress where those deliver to; null where its integration keeps none
 * @param problems what is wrong in its file; its last good version goes on
 */
public record ConnectionView(
  String id,
  @Nullable String integration,
  ConnectionState state,
  @Nullable String stateReason,
  @Nullable Instant stateSince,
  @Nullable Settings settings,
  Map<String, Boolean> credentials,
  List<String> missingCredentials,
  Map<MessageState, Long> messages,
  @Nullable Instant oldestWaitingAt,
  @Nullable Instant lastPollAt,
  @Nullable Instant lastWebhookAt,
  @Nullable Budget budget,
  List<Breaker.Figures> remotes,
  List<WebhookKeeper.Seen> webhooks,
  @Nullable String webhookAddress,
  List<ConnectionProblem> problems
) {
  /** How many messages are in the state of that name. */
  public long count(String state) {
    return messages.getOrDefault(MessageState.valueOf(state), 0L);
  }

  /** How many messages wait or are at work. */
  public long waiting() {
    return OverviewStore.WAITING.stream()
      .mapToLong(state -> messages.getOrDefault(state, 0L))
      .sum();
  }

  /**
   * What its file says; no secret can stand there.
   *
   * @param startDate nothing older is touched
   * @param xero where in Xero it writes
   * @param schedule when it is polled
   * @param integration the rest of the file, as its integration knows it
   */
  public record Settings(
    LocalDate startDate,
    XeroTenancy xero,
    Schedule schedule,
    IntegrationSettings integration
  ) {}

  /**
   * What this node may still spend at Xero for the organisation, and what waits for it.
   *
   * @param minuteLeft calls
   * @param inFlight calls
   * @param waiting calls that wait for their turn
   * @param dayLeft calls; null before Xero said
   * @param day calls of a whole day; null before Xero said
   * @param opensInSeconds until the next call may start; 0 for now
   * @param closedBecause {@code minute}, {@code day}, {@code concurrent} or {@code app-minute}; null when open
   * @param closedUntil null when open
   * @param backlog messages that wait or are at work, of all connections of the organisation
   * @param clearAt when they will have been brought over, see {@link Backlog}; null when unknown
   */
  public record Budget(
    int minuteLeft,
    int inFlight,
    int waiting,
    @Nullable Integer dayLeft,
    @Nullable Integer day,
    long opensInSeconds,
    @Nullable String closedBecause,
    @Nullable Instant closedUntil,
    long backlog,
    @Nullable Instant clearAt
  ) {
    static Budget of(BudgetFigures figures, Backlog.Estimate backlog, Instant now) {
      return new Budget(
        figures.minuteLeft(),
        figures.inFlight(),
        figures.waiting(),
        orNull(figures.dayLeft()),
        orNull(figures.day()),
        figures.opensIn().toSeconds(),
        figures.closedBecause().map(XeroLimit::text).orElse(null),
        figures.opensIn().isZero() ? null : now.plus(figures.opensIn()),
        backlog.messages(),
        backlog.clearAt().orElse(null)
      );
    }

    private static Integer orNull(OptionalInt number) {
      return number.isPresent() ? number.getAsInt() : null;
    }
  }
}
