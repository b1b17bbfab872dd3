package io.ledgerroutes.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.connection.ConnectionProblem;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.console.Times;
import io.ledgerroutes.console.connections.ConnectionView;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.remote.Breaker;
import io.ledgerroutes.woocommerce.WebhookKeeper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionNeedsTest {

  private static final Instant SINCE = Instant.parse("2026-11-21T09:30:00Z");

  private final ConnectionNeeds needs = new ConnectionNeeds(new Times());

  private ConnectionState state = ConnectionState.RUNNING;
  private String reason;
  private Instant since;
  private Map<String, Boolean> credentials = Map.of("consumer-key", true);
  private Map<MessageState, Long> messages = Map.of(MessageState.DONE, 7L, MessageState.RETRY, 1L);
  private ConnectionView.Budget budget;
  private List<Breaker.Figures> remotes = List.of(
    new Breaker.Figures("woocommerce", "craft-shop", "closed", null, null)
  );
  private List<WebhookKeeper.Seen> webhooks = List.of(
    new WebhookKeeper.Seen("order.created", "active", SINCE)
  );
  private List<ConnectionProblem> problems = List.of();

  private List<Need> found() {
    return needs.of(
      new ConnectionView(
        "craft-shop",
        "woocommerce-xero",
        state,
        reason,
        since,
        null,
        credentials,
        credentials
          .entrySet()
          .stream()
          .filter(one -> !one.getValue())
          .map(Map.Entry::getKey)
          .toList(),
        messages,
        null,
        null,
        null,
        budget,
        remotes,
        webhooks,
        null,
        problems
      )
    );
  }

  private Need only() {
    List<Need> found = found();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void what_runs_and_waits_by_itself_needs_nobody() {
    assertThat(found()).isEmpty();
  }

  @Test
  void a_lost_consent_is_told_with_its_reason_and_the_way_to_a_new_one() {
    state = ConnectionState.RECONNECT;
    reason = "the consent is no longer valid: reconnect it to Xero";
    since = SINCE;

    assertThat(only().what()).startsWith(reason + " since 2026-11-21 09:30:00 UTC");
    assertThat(only().href()).isEqualTo("/connect/xero/craft-shop");
    assertThat(only().tone()).isEqualTo("bad");
  }

  @Test
  void a_pause_names_who_and_since_when_and_is_no_alarm() {
    state = ConnectionState.PAUSED;
    reason = "paused by ann";
    since = SINCE;

    assertThat(only().what()).startsWith("paused by ann since 2026-11-21 09:30:00 UTC");
    assertThat(only().tone()).isEqualTo("warn");
  }

  @Test
  void a_problem_names_file_line_and_remedy_and_that_the_last_good_version_goes_on() {
    problems = List.of(
      new ConnectionProblem("craft-shop.yaml", 7, "xero.tenant", "is missing", "add the tenant id")
    );

    assertThat(only().where()).isEqualTo("craft-shop.yaml, line 7");
    assertThat(only().what()).isEqualTo("xero.tenant is missing (its last good version goes on)");
    assertThat(only().remedy()).isEqualTo("add the tenant id");
  }

  @Test
  void a_file_that_was_never_good_is_told_with_what_is_wrong() {
    state = ConnectionState.INVALID;
    problems = List.of(new ConnectionProblem("craft-shop.yaml", 0, "", "holds no settings", "write some"));

    assertThat(found()).extracting(Need::where).containsExactly("craft-shop", "craft-shop.yaml");
    assertThat(found().getLast().what()).isEqualTo("holds no settings");
  }

  @Test
  void dead_and_held_lead_to_their_messages() {
    messages = Map.of(MessageState.DEAD, 2L, MessageState.HELD, 3L);

    assertThat(found())
      .extracting(Need::href)
      .containsExactly(
        "/review/group?connection=craft-shop&state=DEAD",
        "/review/group?connection=craft-shop&state=HELD"
      );
    assertThat(found()).extracting(Need::tone).containsExactly("bad", "warn");
    assertThat(found().getFirst().what()).startsWith("2 dead");
  }

  @Test
  void a_missing_credential_leads_to_its_form() {
    credentials = Map.of("consumer-key", false, "consumer-secret", true);

    assertThat(only().what()).isEqualTo("credentials are missing: consumer-key");
    assertThat(only().href()).isEqualTo("/connections/craft-shop#credentials");
  }

  @Test
  void a_remote_that_is_down_a_day_that_is_used_up_and_webhooks_that_do_not_come_are_told() {
    remotes = List.of(new Breaker.Figures("xero", "tenant", "open", SINCE, "xero 503"));
    budget = new ConnectionView.Budget(0, 0, 0, 0, 5000, 60, "day", SINCE, 4, null);
    webhooks = List.of(
      new WebhookKeeper.Seen("order.created", "active", SINCE),
      new WebhookKeeper.Seen("order.updated", "paused", SINCE)
    );

    assertThat(found())
      .extracting(Need::what)
      .satisfiesExactly(
        down -> assertThat(down).contains("xero does not answer since 2026-11-21 09:30:00 UTC (xero 503)"),
        spent -> assertThat(spent).contains("calls of the day are used up until 2026-11-21 09:30:00 UTC"),
        silent -> assertThat(silent).isEqualTo("webhooks do not come: order.updated (paused)")
      );
  }
}
