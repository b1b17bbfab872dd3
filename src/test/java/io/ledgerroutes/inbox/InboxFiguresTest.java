package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.ingress.ReceivingHouse;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.springboot.metrics.CamelMetricsConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the inbox from outside: JMX and Prometheus, in a started product. */
class InboxFiguresTest {

  private static final String FLOW = "woocommerce-order";
  private static final MBeanServer MBEANS = ManagementFactory.getPlatformMBeanServer();

  @TempDir
  private static Path data;

  private static ReceivingHouse house;

  @BeforeAll
  static void open() {
    house = ReceivingHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void five_messages_wait_and_one_is_dead() {
    sql("DELETE FROM inbox");
    house
      .bean(Inbox.class)
      .store(
        Stream.of("1", "2", "3", "4", "5", "6", "7")
          .map(key -> new NewMessage("craft-shop", FLOW, key, new byte[0], "c"))
          .toList()
      );
    sql("UPDATE inbox SET state = 'DEAD' WHERE record_key = '6'");
    sql("UPDATE inbox SET state = 'DONE', received_at = 0 WHERE record_key = '7'");
    sql("UPDATE inbox SET received_at = received_at - 90000 WHERE record_key = '1'");
  }

  private static int sql(String text) {
    return house.bean(Database.class).sql().sql(text).update();
  }

  @Test
  void jmx_shows_the_inbox_of_a_flow() throws Exception {
    ObjectName inbox = endpoint();

    assertThat(MBEANS.getAttribute(inbox, "Flow")).isEqualTo(FLOW);
    assertThat(MBEANS.getAttribute(inbox, "BatchSize")).isEqualTo(50);
    assertThat(MBEANS.getAttribute(inbox, "ConcurrentConnections")).isEqualTo(16);
    assertThat(MBEANS.getAttribute(inbox, "PollInterval")).isEqualTo(1000L);
    assertThat(MBEANS.getAttribute(inbox, "Received")).isEqualTo(5L);
    assertThat(MBEANS.getAttribute(inbox, "InFlight")).isEqualTo(0L);
    assertThat(MBEANS.getAttribute(inbox, "Retry")).isEqualTo(0L);
    assertThat(MBEANS.getAttribute(inbox, "Held")).isEqualTo(0L);
    assertThat(MBEANS.getAttribute(inbox, "Dead")).isEqualTo(1L);
    assertThat((Long) MBEANS.getAttribute(inbox, "OldestAge")).isBetween(90_000L, 150_000L);
  }

  @Test
  void jmx_wakes_the_inbox_and_replays_a_dead_message_once() throws Exception {
    ObjectName inbox = endpoint();
    long dead = house
      .bean(Database.class)
      .sql()
      .sql("SELECT id FROM inbox WHERE state = 'DEAD'")
      .query(Long.class)
      .single();

    MBEANS.invoke(inbox, "wake", null, null);

    assertThat(replay(inbox, dead)).isEqualTo(true);
    assertThat(replay(inbox, dead)).isEqualTo(false);
    assertThat(MBEANS.getAttribute(inbox, "Dead")).isEqualTo(0L);
    assertThat(MBEANS.getAttribute(inbox, "Retry")).isEqualTo(1L);
  }

  private static Object replay(ObjectName inbox, long id) throws Exception {
    return MBEANS.invoke(inbox, "replay", new Object[] { id }, new String[] { "long" });
  }

  private static ObjectName endpoint() throws Exception {
    List<ObjectName> named = MBEANS.queryNames(new ObjectName("org.apache.camel:type=endpoints,*"), null)
      .stream()
      // The work route reads from it; the receiving one sends to an endpoint of the same flow.
      .filter(
        name ->
          name.getKeyProperty("context").equals(house.bean(CamelContext.class).getManagementName()) &&
          ObjectName.unquote(name.getKeyProperty("name")).equals("inbox://" + FLOW + "?batchSize=50")
      )
      .toList();
    assertThat(named).hasSize(1);
    return named.getFirst();
  }

  @Test
  void prometheus_shows_depth_by_flow_and_state_and_the_oldest_age() {
    house.bean(InboxGauges.class).sample();

    assertThat(depth(MessageState.RECEIVED)).isEqualTo(5);
    assertThat(depth(MessageState.DEAD)).isEqualTo(1);
    assertThat(depth(MessageState.HELD)).isZero();
    assertThat(meters().find("ledger.inbox.oldest.age").tag("flow", FLOW).gauge().value()).isBetween(
      90.0,
      150.0
    );
    assertThat(house.bean(PrometheusMeterRegistry.class).scrape())
      .contains(
        "ledger_inbox_depth{connection=\"craft-shop\",flow=\"woocommerce-order\",state=\"RECEIVED\"} 5.0"
      )
      .contains("ledger_inbox_oldest_age_seconds{connection=\"craft-shop\",flow=\"woocommerce-order\"} ");
  }

  @Test
  void a_flow_that_is_empty_again_shows_no_depth_and_finished_rows_have_none() {
    house.bean(InboxGauges.class).sample();
    sql("UPDATE inbox SET state = 'DONE'");
    house.bean(InboxGauges.class).sample();

    assertThat(depth(MessageState.RECEIVED)).isZero();
    assertThat(depth(MessageState.DEAD)).isZero();
    assertThat(meters().find("ledger.inbox.depth").tag("state", "DONE").gauge()).isNull();
    assertThat(meters().find("ledger.inbox.oldest.age").tag("flow", FLOW).gauge().value()).isZero();
  }

  private static double depth(MessageState state) {
    return Objects.requireNonNull(
      meters().find("ledger.inbox.depth").tags(Tags.of("flow", FLOW, "state", state.name())).gauge()
    ).value();
  }

  @Test
  void camel_s_exchange_events_whose_tags_differ_are_not_counted() {
    assertThat(house.bean(CamelMetricsConfiguration.class).isEnableExchangeEventNotifier()).isFalse();
    assertThat(meters().find("camel.exchange.event.notifier").meters()).isEmpty();
    assertThat(meters().find("camel.exchanges.total").meters()).isNotEmpty();
  }

  private static MeterRegistry meters() {
    return house.bean(MeterRegistry.class);
  }
}
