package io.ledgerroutes.console.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.browser.LiveHouse;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.InboxGauges;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.start.JmxView;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/** The figures of a product into whose ledger orders have flown. */
@ExtendWith(LiveHouse.Keys.class)
class FiguresTest {

  private static final Pattern DOCUMENTED = Pattern.compile("`(ledger_[a-z_]+)(?:\\{([a-z,]+)})?`");
  private static final Pattern SCRAPED = Pattern.compile(
    "(ledger_[a-z_]+?)(?:_count|_sum|_max)?(?:\\{(.*)})? \\S+"
  );
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"");

  private static Map<String, Set<String>> scraped(LiveHouse house) {
    house.bean(LedgerGauges.class).sample();
    Map<String, Set<String>> labels = new TreeMap<>();
    house
      .bean(PrometheusMeterRegistry.class)
      .scrape()
      .lines()
      .map(SCRAPED::matcher)
      .filter(Matcher::matches)
      .forEach(line -> labels.put(line.group(1), labels(line.group(2))));
    return labels;
  }

  private static Set<String> labels(String text) {
    return text == null
      ? Set.of()
      : LABEL.matcher(text)
          .results()
          .map(one -> one.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the tables of the README say of metrics: names with their labels. */
  private static Map<String, Set<String>> documented() throws IOException {
    Map<String, Set<String>> labels = new TreeMap<>();
    Files.readAllLines(Path.of("README.md"))
      .stream()
      .filter(line -> line.startsWith("| `ledger_"))
      .map(line -> line.split("\\|")[1])
      .flatMap(cell -> DOCUMENTED.matcher(cell).results())
      .forEach(one ->
        labels.put(
          one.group(1),
          one.group(2) == null ? Set.of() : new TreeSet<>(Arrays.asList(one.group(2).split(",")))
        )
      );
    return labels;
  }

  /** The inbox is counted every fifteen seconds: what these tests look at is there after the next count. */
  @BeforeEach
  void counted(LiveHouse house) {
    await()
      .atMost(Duration.ofSeconds(30))
      .until(() ->
        house
          .bean(InboxGauges.class)
          .last()
          .stream()
          .anyMatch(one -> one.state() == MessageState.HELD)
      );
  }

  @Test
  void every_metric_is_in_the_readme_with_its_labels_and_every_metric_of_the_readme_is_there(LiveHouse house)
    throws Exception {
    assertThat(scraped(house)).isEqualTo(documented());
  }

  @Test
  void the_alerts_name_metrics_that_are_there_and_say_what_is_the_matter(LiveHouse house) throws Exception {
    String text = Files.readString(Path.of("docker/prometheus-alerts.yaml"));
    Set<String> known = scraped(house).keySet();

    Map<String, Object> file = new Yaml().load(text);

    assertThat(file).containsOnlyKeys("groups");
    assertThat(
      Pattern.compile("ledger_[a-z_]+")
        .matcher(text)
        .results()
        .map(one -> one.group())
    )
      .isNotEmpty()
      .allSatisfy(name -> assertThat(known).contains(name));
    assertThat(
      text
        .lines()
        .filter(line -> line.strip().startsWith("- alert:"))
        .count()
    ).isEqualTo(
      text
        .lines()
        .filter(line -> line.contains("summary:"))
        .count()
    );
  }

  @Test
  void a_figure_is_by_connection_and_never_by_record(LiveHouse house) {
    String scrape = house.bean(PrometheusMeterRegistry.class).scrape();

    assertThat(scrape)
      .contains(
        "ledger_inbox_received_total{by=\"webhook\",connection=\"craft-shop\",flow=\"woocommerce-order\"}"
      )
      .contains(
        "ledger_remote_calls_seconds_count{name=\"craft-shop\",remote=\"woocommerce\",status=\"2xx\"}"
      );
    assertThat(scrape.lines().filter(line -> line.startsWith("ledger_"))).noneMatch(line ->
      line.matches(".*=\"(WC-)?1\\d{3}\".*")
    );
  }

  @Test
  void jmx_shows_the_inbox_the_leases_and_the_connection_without_asking_the_store(LiveHouse house)
    throws Exception {
    MBeanServer beans = house.bean(MBeanServer.class);
    house.bean(LedgerGauges.class).sample();
    ObjectName connection = new ObjectName("io.ledgerroutes:type=Connection,id=craft-shop");

    assertThat(beans.getAttribute(connection, "State")).isEqualTo("RUNNING");
    // The inbox is counted every fifteen seconds.
    await()
      .atMost(Duration.ofSeconds(30))
      .untilAsserted(() ->
        assertThat(beans.getAttribute(connection, "Messages").toString()).contains("HELD")
      );
    assertThat((Long) beans.getAttribute(connection, "LastPollAgeSeconds")).isNotNegative();
    assertThat(beans.getAttribute(connection, "LastWebhook").toString()).startsWith("20");
    assertThat(beans.getMBeanInfo(connection).getOperations())
      .as("who acts through JMX has no name")
      .allMatch(operation -> operation.getName().startsWith("get"));
    assertThat(beans.getAttribute(new ObjectName("io.ledgerroutes:type=Inbox"), "Depth").toString()).contains(
      "woocommerce-order HELD"
    );
    assertThat(
      beans.getAttribute(new ObjectName("io.ledgerroutes:type=Leases"), "Tenants").toString()
    ).contains("-");
  }

  @Test
  void the_bean_of_a_connection_goes_with_it(LiveHouse house) throws Exception {
    MBeanServer beans = house.bean(MBeanServer.class);
    JmxView jmx = house.bean(JmxView.class);
    ObjectName name = new ObjectName("io.ledgerroutes:type=Connection,id=gone-shop");
    ConnectionBean bean = new ConnectionBean(
      "gone-shop",
      house.bean(Connections.class),
      house.bean(Inbox.class),
      house.bean(InboxGauges.class),
      house.bean(LedgerGauges.class)
    );

    jmx.show("type=Connection,id=gone-shop", bean);
    assertThat(beans.getAttribute(name, "State")).isEqualTo("GONE");
    jmx.hide("type=Connection,id=gone-shop");

    assertThat(beans.isRegistered(name)).isFalse();
  }
}
