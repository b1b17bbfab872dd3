package io.ledgerroutes.console.figures;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ledgerroutes.browser.LiveHouse;
import io.ledgerroutes.store.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What the log says while orders flow. */
@ExtendWith(LiveHouse.Keys.class)
class FollowedOrderTest {

  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger ours = logger("io.ledgerroutes");
  private final Lines lines = new Lines();
  private Level before;

  private record Line(Level level, String thread, String text, Map<String, String> whom) {}

  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final Queue<Line> all = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String text = event.getFormattedMessage();
      if (event.getThrowableProxy() != null) {
        text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
      }
      all.add(new Line(event.getLevel(), event.getThreadName(), text, event.getMDCPropertyMap()));
    }
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.INFO);
    ours.setLevel(Level.DEBUG);
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void listen_no_more() {
    root.detachAppender(lines);
    root.setLevel(before);
    ours.setLevel(null);
  }

  @Test
  void one_order_is_followed_by_its_id_from_the_webhook_over_each_call_to_its_settlement(LiveHouse house) {
    long last = lastMessage(house);
    house.placeOrders(1, 4711);

    Map<String, Object> done = house
      .bean(Database.class)
      .sql()
      .sql(
        """
        SELECT correlation_id, record_key FROM inbox WHERE flow = 'woocommerce-order' AND id > ?
           AND state <> 'SKIPPED' ORDER BY id LIMIT 1
        """
      )
      .params(last)
      .query()
      .singleRow();
    String id = done.get("CORRELATION_ID").toString();
    List<Line> its = lines.all
      .stream()
      .filter(line -> List.of(line.whom().getOrDefault("correlation", "").split(",")).contains(id))
      .toList();

    assertThat(its.getFirst().text()).startsWith("Stored woocommerce-order " + done.get("RECORD_KEY"));
    assertThat(its.getFirst().whom()).containsEntry("correlation", id);
    assertThat(its).anyMatch(line -> line.text().contains("GET /shop/wp-json/wc/v3/orders"));
    assertThat(its).anyMatch(line -> line.text().matches("P(U|OS)T /Invoices.* 200 in .*"));
    assertThat(its)
      .filteredOn(line -> line.text().startsWith("Message ") && line.text().contains(id))
      .hasSize(1)
      .allSatisfy(line -> assertThat(line.whom()).containsEntry("flow", "woocommerce-order"));
    assertThat(its.getLast().thread())
      .as("work is on virtual threads")
      .startsWith("inbox-woocommerce-order-");
  }

  @Test
  void what_is_said_of_one_batch_is_said_of_no_other(LiveHouse house) {
    house.placeOrders(3, 4712);

    List<Line> settled = lines.all
      .stream()
      .filter(line -> line.text().startsWith("Message "))
      .toList();

    assertThat(settled)
      .isNotEmpty()
      .allSatisfy(line -> {
        String id = line.text().replaceFirst(".*correlation ([^:]+):.*", "$1");
        String flow = line.text().replaceFirst("Message \\d+, (\\S+) .*", "$1");
        assertThat(line.whom().get("correlation").split(",")).contains(id);
        assertThat(line.whom()).containsEntry("flow", flow);
      });
    assertThat(lines.all)
      .filteredOn(line -> line.text().startsWith("Stored woocommerce-order"))
      .allSatisfy(line -> assertThat(line.whom()).doesNotContainKeys("connection", "flow"));
  }

  @Test
  void no_name_no_e_mail_and_no_street_of_the_people_whose_orders_flow_is_in_a_line(LiveHouse house)
    throws Exception {
    house.placeOrders(20, 4713);

    List<String> personal = personal(house);
    List<Line> shown = lines.all
      .stream()
      .filter(line -> line.level().isGreaterOrEqual(Level.INFO))
      .toList();

    assertThat(personal).hasSizeGreaterThan(40);
    // Not even where more is shown than usual.
    assertThat(lines.all)
      .isNotEmpty()
      .noneMatch(line -> personal.stream().anyMatch(line.text()::contains));
    assertThat(shown).noneMatch(line -> line.text().contains("@"));
  }

  private static List<String> personal(LiveHouse house) throws Exception {
    String keys = Base64.getEncoder().encodeToString(
      "ck_sandbox:cs_sandbox".getBytes(StandardCharsets.UTF_8)
    );
    HttpRequest request = HttpRequest.newBuilder(
      URI.create(house.sandbox("/shop/wp-json/wc/v3/orders?per_page=100"))
    )
      .header("Authorization", "Basic " + keys)
      .build();
    List<String> personal = new ArrayList<>();
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (JsonNode order : new ObjectMapper().readTree(http.send(request, BodyHandlers.ofString()).body())) {
        JsonNode buyer = order.path("billing");
        personal.add(buyer.path("first_name").asText() + " " + buyer.path("last_name").asText());
        personal.add(buyer.path("email").asText());
        personal.add(buyer.path("address_1").asText());
        personal.add(buyer.path("phone").asText());
      }
    }
    return personal
      .stream()
      .map(String::strip)
      .filter(text -> text.length() > 5)
      .distinct()
      .toList();
  }

  private static long lastMessage(LiveHouse house) {
    return house.bean(Database.class).sql().sql("SELECT MAX(id) FROM inbox").query(Long.class).single();
  }
}
