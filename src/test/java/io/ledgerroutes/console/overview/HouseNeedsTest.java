package io.ledgerroutes.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.DirectoryAlarm;
import io.ledgerroutes.connection.XeroTenancy;
import io.ledgerroutes.console.Times;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.routing.RouteProblem;
import io.ledgerroutes.routing.RouteProblems;
import io.ledgerroutes.xerostampli.BillAlarms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HouseNeedsTest {

  private static final Instant TIME = Instant.parse("2026-11-21T02:00:00Z");

  private final RouteProblems routes = mock(RouteProblems.class);
  private final DirectoryAlarm directories = mock(DirectoryAlarm.class);
  private final Recovery recovery = mock(Recovery.class);
  private final Connections connections = mock(Connections.class);
  private final BillAlarms bills = mock(BillAlarms.class);
  private final HouseNeeds needs = new HouseNeeds(
    routes,
    directories,
    recovery,
    connections,
    new Times(),
    bills
  );

  @Test
  void a_house_in_order_needs_nobody() {
    assertThat(needs.all()).isEmpty();
  }

  @Test
  void a_refused_route_names_file_line_and_remedy() {
    when(routes.all()).thenReturn(
      List.of(new RouteProblem("woocommerce-xero/orders.camel.yaml", 12, "uses toD", "use to"))
    );

    assertThat(needs.all())
      .singleElement()
      .satisfies(need -> {
        assertThat(need.where()).isEqualTo("woocommerce-xero/orders.camel.yaml, line 12");
        assertThat(need.what()).startsWith("uses toD");
        assertThat(need.remedy()).isEqualTo("use to");
      });
  }

  @Test
  void nodes_that_differ_are_named() {
    when(directories.differences()).thenReturn(
      List.of(new DirectoryAlarm.Difference("connections", TIME, List.of("1@one: aaaa", "2@two: bbbb")))
    );

    assertThat(needs.all().getFirst().what()).isEqualTo(
      "they work by different connections since 2026-11-21 02:00:00 UTC: 1@one: aaaa; 2@two: bbbb"
    );
  }

  @Test
  void a_restored_backup_is_told_until_the_setting_is_removed() {
    when(recovery.recoveredFrom()).thenReturn(Optional.of(TIME));
    Connection behind = new Connection(
      "craft-shop",
      "shop",
      null,
      new XeroTenancy("t-1", "main"),
      null,
      null,
      ""
    );
    when(connections.all()).thenReturn(List.of(behind));
    when(recovery.looksFirst("t-1")).thenReturn(true);

    assertThat(needs.all().getFirst().what()).contains(
      "2026-11-21 02:00:00 UTC",
      "until these",
      "craft-shop"
    );

    when(recovery.looksFirst("t-1")).thenReturn(false);

    assertThat(needs.all().getFirst().what()).contains("all connections have caught up");
    assertThat(needs.all().getFirst().remedy()).contains("remove the setting");
  }

  @Test
  void bills_that_xero_has_paid_since_are_to_be_stopped_in_stampli() {
    when(bills.standing()).thenReturn(Map.of("craft-bills", 2L));

    Need need = needs.all().getFirst();

    assertThat(need.where()).isEqualTo("craft-bills");
    assertThat(need.what()).startsWith("2 delivered bills were paid");
    assertThat(need.tone()).isEqualTo("bad");
    assertThat(need.href()).contains("connection=craft-bills");
  }
}
