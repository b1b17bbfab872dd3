package io.ledgerroutes.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditTrail;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.RouteController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Edits of route files while Camel, the scheduler and the HTTP listener run. */
@SpringBootTest(
  classes = RouteReloaderTest.App.class,
  webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
  properties = {
    // The routes here are Camel's own; the product's door for webhooks is not part of this test.
    "spring.autoconfigure.exclude=",
    "ledger.expected-routes=shop-orders-receive,shop-orders-poll,shop-orders-work",
    "spring.jmx.enabled=false",
  }
)
// A context that is kept for later tests would show its routes where those of another house are looked for.
@DirtiesContext
class RouteReloaderTest {

  private static final String ORDERS = "shop/orders.camel.yaml";
  private static final String SHARED = "shared/error-handling.camel.yaml";

  private static final String SHARED_TEXT = """
    - routeConfiguration:
        id: ledger
        errorHandler:
          deadLetterChannel:
            deadLetterUri: inbox:settle
            deadLetterHandleNewException: false
            redeliveryPolicy: { maximumRedeliveries: 0 }
    """;

  private static final String ORDERS_TEXT = """
    # orders of the shop
    - route:
        id: shop-orders-receive
        routeConfigurationId: ledger
        from:
          uri: platform-http:/webhooks/shop
          parameters: { httpMethodRestrict: POST }
          steps:
            - setBody: { constant: received }

    - route:
        id: shop-orders-poll
        routeConfigurationId: ledger
        from:
          uri: quartz:shop-orders
          parameters: { cron: "* * * * * ?" }
          steps:
            - bean: { ref: clock, method: tick }

    - route:
        id: shop-orders-work
        routeConfigurationId: ledger
        from:
          uri: inbox:shop-order
          parameters: { batchSize: 10 }
          steps:
            - setBody: { constant: "worked" }
            - to: direct:ledger
    """;

  @TempDir
  static Path directory;

  @EnableAutoConfiguration
  @ComponentScan(
    basePackages = {
      "io.ledgerroutes.store",
      "io.ledgerroutes.audit",
      "io.ledgerroutes.connection",
      "io.ledgerroutes.routing",
    }
  )
  static class App {

    @Bean("inbox")
    TestInbox inbox() {
      return new TestInbox();
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) throws Exception {
      return http
        .csrf(csrf -> csrf.disable())
        .authorizeHttpRequests(all -> all.anyRequest().permitAll())
        .build();
    }

    @Bean
    Clock clock() {
      return new Clock();
    }

    @Bean
    RouteBuilder ledger() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("direct:ledger").routeId("ledger-client").transform(simple("${body} into the ledger"));
        }
      };
    }
  }

  /** Counts the polls; holds a batch for as long as a test wants. */
  public static class Clock {

    final AtomicInteger ticks = new AtomicInteger();
    final CountDownLatch inBatch = new CountDownLatch(1);
    final CountDownLatch batchMayEnd = new CountDownLatch(1);

    public void hold() throws InterruptedException {
      inBatch.countDown();
      batchMayEnd.await();
    }

    public void tick() {
      ticks.incrementAndGet();
    }
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) throws IOException {
    Files.createDirectories(directory.resolve("routes/connections"));
    put(SHARED, SHARED_TEXT);
    put(ORDERS, ORDERS_TEXT);
    registry.add("ledger.routes-dir", () -> directory.resolve("routes").toString());
    registry.add("spring.datasource.url", () -> "jdbc:h2:mem:routing;DB_CLOSE_DELAY=-1");
  }

  @Autowired
  CamelContext camel;

  @Autowired
  TestInbox inbox;

  @Autowired
  Clock clock;

  @Autowired
  RouteReloader reloader;

  @Autowired
  RouteProblems problems;

  @Autowired
  AuditTrail audit;

  @LocalServerPort
  int port;

  private static void put(String file, String text) throws IOException {
    Path path = directory.resolve("routes").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** An edit is taken when two looks saw it. */
  private void edit(String file, String text) throws IOException {
    put(file, text);
    reloader.look();
    reloader.look();
  }

  private void delete(String file) throws IOException {
    Files.delete(directory.resolve("routes").resolve(file));
    reloader.look();
    reloader.look();
  }

  @BeforeEach
  void as_shipped() throws IOException {
    edit(ORDERS, ORDERS_TEXT);
  }

  @AfterEach
  void nothing_left() throws IOException {
    for (String extra : new String[] { "shop/refunds.camel.yaml" }) {
      Files.deleteIfExists(directory.resolve("routes").resolve(extra));
    }
    put(SHARED, SHARED_TEXT);
    edit(ORDERS, ORDERS_TEXT);
    assertThat(problems.all()).isEmpty();
  }

  private String webhook() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://localhost:" + port + "/webhooks/shop");
      HttpRequest request = HttpRequest.newBuilder(uri)
        .POST(HttpRequest.BodyPublishers.ofString("{}"))
        .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void the_old_routes_go_on() throws Exception {
    assertThat(webhook()).isEqualTo("200 received");
    assertThat(inbox.deliver("shop-order", "x")).isEqualTo("worked into the ledger");
    int before = clock.ticks.get();
    await()
      .atMost(Duration.ofSeconds(5))
      .until(() -> clock.ticks.get() > before + 1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
    delimiter = '|',
    quoteCharacter = '`',
    textBlock = """
    YAML syntax            | id: shop-orders-work       | id: [shop-orders-work                     | is not YAML
    unknown component      | to: direct:ledger          | to: nosuch:ledger                         | No endpoint could be found for: nosuch
    unknown option         | batchSize: 10              | batchSiz: 10                              | inbox has no option batchSiz
    unknown direct         | to: direct:ledger          | to: direct:leger                          | sends to direct:leger
    unknown bean           | ref: clock                 | ref: clok                                 | names the bean clok
    unknown method         | method: tick               | method: tock                              | names the method tock
    unknown bean by process| - to: direct:ledger        | - process: { ref: nobody }                | nobody
    unknown configuration  | routeConfigurationId: ledger | routeConfigurationId: leger             | unknown routeConfigurationId leger
    no configuration       | routeConfigurationId: ledger | description: none                       | without routeConfigurationId
    id twice               | id: shop-orders-work       | id: shop-orders-poll                      | has the route id shop-orders-poll twice
    id of another route    | id: shop-orders-work       | id: ledger-client                         | does not fit its file
    bad cron               | "* * * * * ?"              | "* * * * *"                               | does not understand the cron
    two verbs              | httpMethodRestrict: POST   | httpMethodRestrict: "POST, GET"           | exactly one verb
    toD                    | to: direct:ledger          | toD: direct:${header.where}               | uses toD
    unknown step           | - setBody:                 | - setBdy:                                 | setBdy
    business expression    | constant: "worked"         | simple: "${header.a} > 1 && ${header.b}"  | more than a header test
    script                 | constant: "worked"         | groovy: "1 + 1"                           | uses groovy
    body in a log          | - to: direct:ledger        | - log: "got ${body}"                      | uses the expression ${body}
    a credential           | to: direct:ledger          | to: http://host?password=hunter22         | credential
    """
  )
  void a_broken_edit_is_refused_with_a_reason_and_the_old_routes_go_on(
    String kind,
    String good,
    String bad,
    String words
  ) throws Exception {
    assertThat(ORDERS_TEXT).contains(good);

    edit(ORDERS, ORDERS_TEXT.replace(good, bad));

    assertThat(problems.of(ORDERS)).hasValueSatisfying(problem -> {
      assertThat(problem.inOneLine()).contains(words).doesNotContain("\n").doesNotContain("hunter22");
    });
    AuditRow row = audit.find(AuditQuery.newest(1).ofAction("route-swap")).getFirst();
    assertThat(row.entry().outcome()).isEqualTo("refused");
    assertThat(row.entry().detail()).containsEntry("file", ORDERS).containsKey("hash");
    the_old_routes_go_on();
  }

  @Test
  void a_file_that_takes_the_id_of_another_file_is_refused() throws Exception {
    edit("shop/refunds.camel.yaml", ORDERS_TEXT);

    assertThat(problems.of("shop/refunds.camel.yaml").orElseThrow().inOneLine()).contains(
      "which " + ORDERS + " has"
    );
    the_old_routes_go_on();
  }

  @Test
  void a_refusal_names_the_line() throws Exception {
    edit(ORDERS, ORDERS_TEXT.replace("ref: clock", "ref: clok"));

    assertThat(problems.of(ORDERS).orElseThrow().line()).isEqualTo(18);
  }

  @Test
  void after_many_broken_edits_the_next_poll_still_happens() throws Exception {
    for (int i = 0; i < 20; i++) {
      edit(ORDERS, ORDERS_TEXT.replace("ref: clock", "ref: clock" + i));
      edit(ORDERS, ORDERS_TEXT.replace("direct:ledger", "nosuch" + i + ":x"));
    }

    the_old_routes_go_on();
  }

  @Test
  void a_good_edit_takes_effect_and_is_audited_with_its_hash() throws Exception {
    String edited = ORDERS_TEXT.replace("constant: received", "constant: stored").replace(
      "\"worked\"",
      "\"brought\""
    );

    edit(ORDERS, edited);

    assertThat(webhook()).isEqualTo("200 stored");
    assertThat(inbox.deliver("shop-order", "x")).isEqualTo("brought into the ledger");
    AuditRow row = audit.find(AuditQuery.newest(1).ofAction("route-swap")).getFirst();
    assertThat(row.entry().outcome()).isEqualTo("taken");
    assertThat(row.entry().detail()).containsEntry("hash", RouteFile.hash(edited));
  }

  @Test
  void a_good_edit_is_noticed_by_itself() throws Exception {
    put(ORDERS, ORDERS_TEXT.replace("constant: received", "constant: noticed"));

    await()
      .atMost(Duration.ofSeconds(10))
      .until(() -> webhook().equals("200 noticed"));
  }

  @Test
  void a_route_whose_text_did_not_change_is_not_touched() throws Exception {
    Object receive = camel.getRoute("shop-orders-receive");
    Object work = camel.getRoute("shop-orders-work");

    edit(ORDERS, "# a comment more\n" + ORDERS_TEXT.replace("\"worked\"", "\"brought\""));

    assertThat(camel.getRoute("shop-orders-receive")).isSameAs(receive);
    assertThat(camel.getRoute("shop-orders-work")).isNotSameAs(work);
  }

  @Test
  void a_route_that_left_its_file_is_gone_and_the_others_stay() throws Exception {
    edit(ORDERS, ORDERS_TEXT.substring(0, ORDERS_TEXT.indexOf("- route:\n    id: shop-orders-work")));

    assertThat(camel.getRoute("shop-orders-work")).isNull();
    assertThat(inbox.deliver("shop-order", "x")).isEqualTo("nobody listens");
    assertThat(webhook()).isEqualTo("200 received");
  }

  @Test
  void a_new_file_brings_its_routes_and_takes_them_along_when_it_goes() throws Exception {
    String refunds = ORDERS_TEXT.substring(ORDERS_TEXT.indexOf("- route:\n    id: shop-orders-work"))
      .replace("shop-orders-work", "shop-refunds-work")
      .replace("inbox:shop-order", "inbox:shop-refund");

    edit("shop/refunds.camel.yaml", refunds);
    assertThat(inbox.deliver("shop-refund", "x")).isEqualTo("worked into the ledger");

    delete("shop/refunds.camel.yaml");
    assertThat(inbox.deliver("shop-refund", "x")).isEqualTo("nobody listens");
    the_old_routes_go_on();
  }

  @Test
  void a_route_may_move_to_another_file_in_one_edit() throws Exception {
    String work = ORDERS_TEXT.substring(ORDERS_TEXT.indexOf("- route:\n    id: shop-orders-work"));
    put("shop/refunds.camel.yaml", work.replace("shop-orders-work", "shop-refunds-work"));
    edit(ORDERS, ORDERS_TEXT.replace(work, ""));

    assertThat(problems.all()).isEmpty();
    assertThat(inbox.deliver("shop-order", "x")).isEqualTo("worked into the ledger");
  }

  @Test
  void a_batch_under_way_ends_in_the_old_route_before_the_new_one_begins() throws Exception {
    String holding = ORDERS_TEXT.replace("- to: direct:ledger", "- bean: { ref: clock, method: hold }");
    edit(ORDERS, holding);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Object> batch = threads.submit(() -> inbox.deliver("shop-order", "x"));
      assertThat(clock.inBatch.await(10, TimeUnit.SECONDS)).isTrue();
      Future<?> swap = threads.submit(() -> {
        edit(ORDERS, ORDERS_TEXT.replace("\"worked\"", "\"brought\""));
        return null;
      });

      assertThatThrownBy(() -> swap.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      assertThat(batch.isDone()).isFalse();
      clock.batchMayEnd.countDown();
      assertThat(batch.get()).isEqualTo("worked");
      swap.get();
    } finally {
      clock.batchMayEnd.countDown();
    }
    assertThat(inbox.deliver("shop-order", "x")).isEqualTo("brought into the ledger");
  }

  @Test
  void a_route_stopped_by_hand_stays_stopped_after_a_good_edit() throws Exception {
    RouteController routes = camel.getRouteController();
    routes.stopRoute("shop-orders-work");

    edit(ORDERS, ORDERS_TEXT.replace("\"worked\"", "\"brought\""));

    assertThat(routes.getRouteStatus("shop-orders-work").isStopped()).isTrue();
    routes.startRoute("shop-orders-work");
    assertThat(inbox.deliver("shop-order", "x")).isEqualTo("brought into the ledger");
  }

  @Test
  void changed_error_handling_reaches_the_routes_that_name_it() throws Exception {
    Object work = camel.getRoute("shop-orders-work");

    edit(SHARED, SHARED_TEXT.replace("maximumRedeliveries: 0", "maximumRedeliveries: 1"));

    assertThat(problems.all()).isEmpty();
    assertThat(camel.getRoute("shop-orders-work")).isNotSameAs(work);
    the_old_routes_go_on();
  }

  @Test
  void broken_error_handling_is_refused_and_the_old_one_goes_on() throws Exception {
    Object work = camel.getRoute("shop-orders-work");

    edit(SHARED, SHARED_TEXT.replace("inbox:settle", "nosuch:settle"));

    assertThat(problems.of(SHARED).orElseThrow().inOneLine()).contains("nosuch");
    assertThat(camel.getRoute("shop-orders-work")).isSameAs(work);
    the_old_routes_go_on();
  }

  @Test
  void error_handling_in_use_cannot_be_removed() throws Exception {
    delete(SHARED);

    assertThat(problems.of(SHARED).orElseThrow().inOneLine()).contains(ORDERS + " needs");
    the_old_routes_go_on();
  }
}
