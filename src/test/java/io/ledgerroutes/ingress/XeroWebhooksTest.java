package io.ledgerroutes.ingress;

import static io.ledgerroutes.ingress.XeroDeliveries.INTENT;
import static io.ledgerroutes.ingress.XeroDeliveries.PATH;
import static io.ledgerroutes.ingress.XeroDeliveries.TENANT;
import static io.ledgerroutes.ingress.XeroDeliveries.bytes;
import static io.ledgerroutes.ingress.XeroDeliveries.delivery;
import static io.ledgerroutes.ingress.XeroDeliveries.event;
import static io.ledgerroutes.ingress.XeroDeliveries.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.ingress.WireClient.Answer;
import io.ledgerroutes.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Xero's webhook through the shipped route on a real port (facts, Xero 4). */
class XeroWebhooksTest {

  private static final Logger LOG = LoggerFactory.getLogger(XeroWebhooksTest.class);
  private static final String INVOICE = "9a1b2c3d-0000-4444-8888-0123456789ab";
  private static final String OTHER_TENANT = "0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002";

  @TempDir
  private static Path directory;

  private static ReceivingHouse house;
  private static WireClient client;

  @BeforeAll
  static void open() throws IOException {
    Path connections = Files.createDirectories(directory.resolve("connections"));
    file(connections, "books-one", TENANT);
    file(connections, "books-paused", TENANT);
    file(connections, "books-removed", TENANT);
    file(connections, "books-elsewhere", OTHER_TENANT);
    house = ReceivingHouse.open(directory, connections);
    client = new WireClient(house.port());
    Connections known = house.bean(Connections.class);
    known.pause("books-paused", "test");
    Files.delete(connections.resolve("books-removed.yaml"));
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> known.state("books-removed") == ConnectionState.PAUSED);
  }

  private static void file(Path directory, String id, String tenant) throws IOException {
    Files.writeString(
      directory.resolve(id + ".yaml"),
      """
      id: %s
      integration: books
      start-date: 2026-01-01
      xero: { tenant: %s, grant: main }
      schedule: { poll: "0 0 * * * ?" }
      """.formatted(id, tenant)
    );
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void an_empty_inbox() {
    house.bean(Database.class).sql().sql("DELETE FROM inbox").update();
  }

  @Test
  void the_intent_to_receive_gets_200_when_signed_and_401_when_not_both_empty() throws Exception {
    byte[] intent = bytes(INTENT);

    Answer right = client.post(PATH, intent, signed(intent), "Content-Type: application/json; charset=utf-8");
    Answer wrong = client.post(PATH, intent, signed(bytes(INTENT + " ")), "Content-Type: application/json");
    Answer without = client.post(PATH, intent, "Content-Type: application/json");

    assertThat(List.of(right.status(), wrong.status(), without.status())).containsExactly(200, 401, 401);
    assertThat(List.of(right, wrong, without)).allSatisfy(XeroWebhooksTest::is_bare);
    assertThat(house.hints("books-invoice")).isEmpty();
  }

  @Test
  void an_event_is_stored_for_every_connection_of_its_tenant_however_they_stand() throws Exception {
    Answer answer = post(delivery(event(TENANT, "INVOICE", INVOICE)));

    assertThat(answer.status()).isEqualTo(200);
    is_bare(answer);
    assertThat(house.hints("books-invoice")).containsExactly(
      "books-one " + INVOICE,
      "books-paused " + INVOICE,
      "books-removed " + INVOICE
    );
  }

  @Test
  void a_record_named_many_times_in_a_delivery_is_one_hint_and_ids_are_taken_in_lower_case()
    throws Exception {
    post(
      delivery(
        event(OTHER_TENANT, "INVOICE", INVOICE),
        event(OTHER_TENANT.toUpperCase(), "INVOICE", INVOICE.toUpperCase()),
        event(OTHER_TENANT, "CONTACT", INVOICE)
      )
    );

    assertThat(house.hints("books-invoice")).containsExactly("books-elsewhere " + INVOICE);
    assertThat(house.hints("books-mirror")).containsExactly("books-elsewhere " + INVOICE);
  }

  @Test
  void what_nobody_takes_is_acknowledged_and_counted() throws Exception {
    double unknown = events("INVOICE", "unknown-tenant");
    double noFlow = events("PAYMENT", "no-flow");
    double other = events("other", "other-category");

    Answer answer = post(
      delivery(
        event("62b39f84-e0a7-42d1-9e76-8fc1d3700008", "INVOICE", INVOICE),
        event(TENANT, "PAYMENT", INVOICE),
        event(TENANT, "SUBSCRIPTION", INVOICE)
      )
    );

    assertThat(answer.status()).isEqualTo(200);
    assertThat(events("INVOICE", "unknown-tenant")).isEqualTo(unknown + 1);
    assertThat(events("PAYMENT", "no-flow")).isEqualTo(noFlow + 1);
    assertThat(events("other", "other-category")).isEqualTo(other + 1);
    assertThat(rows()).isZero();
  }

  @Test
  void a_genuine_body_that_cannot_be_read_is_acknowledged_counted_and_audited() throws Exception {
    double unreadable = house
      .bean(MeterRegistry.class)
      .counter("ledger.webhooks", "system", "xero", "kind", "unreadable")
      .count();

    Answer answer = post(bytes("{\"events\":[{\"tenantId\":"));

    assertThat(answer.status()).isEqualTo(200);
    is_bare(answer);
    assertThat(
      house
        .bean(MeterRegistry.class)
        .counter("ledger.webhooks", "system", "xero", "kind", "unreadable")
        .count()
    ).isEqualTo(unreadable + 1);
    assertThat(house.bean(AuditTrail.class).find(AuditQuery.newest(1)))
      .singleElement()
      .satisfies(row -> {
        assertThat(row.entry().action()).isEqualTo("webhook-unreadable");
        assertThat(row.entry().detail()).containsEntry("bytes", "23").containsKey("sha256");
      });
  }

  @Test
  void good_events_beside_a_broken_one_are_stored() throws Exception {
    post(
      delivery(
        event(OTHER_TENANT, "INVOICE", "../../Organisation"),
        "{\"tenantId\":5}",
        "null",
        event(OTHER_TENANT, "INVOICE", INVOICE)
      )
    );

    assertThat(house.hints("books-invoice")).containsExactly("books-elsewhere " + INVOICE);
    assertThat(house.bean(AuditTrail.class).find(AuditQuery.newest(1)))
      .singleElement()
      .satisfies(row -> assertThat(row.entry().reason()).contains("3 of its 4 events"));
  }

  @Test
  void what_is_kept_of_an_event_is_no_address() throws Exception {
    post(delivery(event(OTHER_TENANT, "INVOICE", INVOICE)));

    byte[] payload = house
      .bean(Database.class)
      .sql()
      .sql("SELECT payload FROM inbox")
      .query(byte[].class)
      .single();
    byte[] opened = house
      .bean(io.ledgerroutes.vault.Vault.class)
      .open(payload, "inbox/books-elsewhere/books-invoice/" + INVOICE);

    assertThat(new String(opened, java.nio.charset.StandardCharsets.UTF_8))
      .contains(INVOICE, "\"eventCategory\":\"INVOICE\"")
      .doesNotContain("canary", "resourceUrl");
  }

  @Test
  void without_a_key_nothing_is_genuine() throws Exception {
    byte[] intent = bytes(INTENT);
    Path data = Files.createDirectories(directory.resolve("without-key"));
    try (
      ReceivingHouse keyless = ReceivingHouse.open(
        data,
        directory.resolve("connections"),
        "--ledger.xero.webhook-key=",
        "--spring.jmx.enabled=false"
      )
    ) {
      Answer answer = new WireClient(keyless.port()).post(PATH, intent, signed(intent));

      assertThat(answer.status()).isEqualTo(401);
      is_bare(answer);
    }
  }

  @Test
  @Timeout(120)
  void ten_thousand_mutated_deliveries_are_answered_200_or_401_and_store_only_what_is_well_formed()
    throws Exception {
    long seed = new Random().nextLong();
    LOG.warn("Mutated deliveries of Xero: seed {}", seed);
    Random random = new Random(seed);
    for (int index = 0; index < 10_000; index++) {
      byte[] body = mutated(random);
      boolean genuine = random.nextBoolean();
      Answer answer = client.post(PATH, body, genuine ? signed(body) : "x-xero-signature: " + junk(random));

      assertThat(answer.status()).as("seed %d, delivery %d", seed, index).isEqualTo(genuine ? 200 : 401);
      is_bare(answer);
    }
    assertThat(house.hints("books-invoice")).allMatch(hint ->
      hint.matches("books-[a-z]+ [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    );

    assertThat(post(delivery(event(OTHER_TENANT, "CONTACT", INVOICE))).status()).isEqualTo(200);
    assertThat(house.hints("books-mirror")).contains("books-elsewhere " + INVOICE);
  }

  private static byte[] mutated(Random random) {
    byte[] body = delivery(event(OTHER_TENANT, "INVOICE", INVOICE), event(TENANT, "INVOICE", INVOICE));
    return switch (random.nextInt(6)) {
      case 0 -> java.util.Arrays.copyOf(body, random.nextInt(body.length));
      case 1 -> {
        for (int flip = 0; flip <= random.nextInt(8); flip++) {
          body[random.nextInt(body.length)] ^= (byte) (1 + random.nextInt(255));
        }
        yield body;
      }
      case 2 -> bytes(
        pick(random, "", "null", "[]", "5", "{}", "{\"events\":{}}", "{\"events\":[[[]]]}", "{}{}")
      );
      case 3 -> bytes("{\"events\":" + "[".repeat(1 + random.nextInt(3000)));
      case 4 -> delivery(
        event(OTHER_TENANT, pick(random, "INVOICE", "invoice", "\\u0000", "", "Ü"), junk(random))
      );
      default -> {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        yield noise;
      }
    };
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static String junk(Random random) {
    return random
      .ints(1 + random.nextInt(60), 'a', 'z' + 1)
      .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
      .toString();
  }

  private static Answer post(byte[] body) throws IOException {
    return client.post(PATH, body, signed(body), "Content-Type: application/json");
  }

  /** Xero takes neither a body nor a cookie. */
  private static void is_bare(Answer answer) {
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Length")).isEqualTo("0");
    assertThat(answer.header("Set-Cookie")).isNull();
    assertThat(answer.header("Content-Type")).isNull();
  }

  private static double events(String category, String fate) {
    return house
      .bean(MeterRegistry.class)
      .counter("ledger.xero.events", "category", category, "fate", fate)
      .count();
  }

  private static long rows() {
    return house.bean(Database.class).sql().sql("SELECT COUNT(*) FROM inbox").query(Long.class).single();
  }
}
