package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static io.ledgerroutes.xero.mirror.MirrorKind.CONTACTS;
import static io.ledgerroutes.xero.mirror.MirrorKind.ORGANISATION;
import static io.ledgerroutes.xero.mirror.MirrorKind.PURCHASE_ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.BrandingTheme;
import io.ledgerroutes.xero.mirror.OrganisationFacts;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The mirrors against the sandbox over real HTTP; Xero's clock is the test's, the node's is the machine's. */
class XeroMirrorTest {

  private final TestClock clock = new TestClock();
  private final XeroTestBed bed = new XeroTestBed(
    TestDatabase.h2(),
    SandboxSettings.defaults().withClock(clock).withLimits(Crowd.NO_LIMITS)
  );
  private XeroTestBed.Node node;
  private Crowd crowd;

  @BeforeEach
  void connect() {
    node = bed.connectedNode();
    crowd = new Crowd(bed.sandbox.url(), TENANT);
  }

  @AfterEach
  void close() {
    bed.close();
  }

  @Test
  void contacts_are_found_by_e_mail_name_number_and_id_archived_and_merged_ones_too() {
    List<String> ids = crowd.make("Ann", 3);
    crowd.archive(ids.get(1));
    merge(ids.get(2), ids.get(0));
    number(ids.get(0), "CRM-7");

    node.known.since(TENANT, System.nanoTime());

    assertThat(node.known.byEmail(TENANT, List.of("ANN1@example.com"))).satisfiesExactly(contact -> {
      assertThat(contact.id()).isEqualTo(ids.get(1));
      assertThat(contact.usable()).isFalse();
    });
    assertThat(node.known.byName(TENANT, List.of("  ann   0")))
      .extracting(LedgerContact::id)
      .containsExactly(ids.get(0));
    assertThat(node.known.byNumber(TENANT, List.of("CRM-7")))
      .extracting(LedgerContact::id)
      .containsExactly(ids.get(0));
    assertThat(node.known.byId(TENANT, List.of(ids.get(2)))).satisfiesExactly(merged ->
      assertThat(merged.mergedTo()).isEqualTo(ids.get(0))
    );
  }

  @Test
  void a_tenant_sees_nothing_of_another() {
    crowd.make("Ann", 1);
    node.known.since(TENANT, System.nanoTime());
    node.known.since(XeroTestBed.OTHER_TENANT, System.nanoTime());

    assertThat(node.known.byEmail(XeroTestBed.OTHER_TENANT, List.of("ann0@example.com"))).isEmpty();
  }

  @Test
  void a_loaded_mirror_answers_without_a_call_and_comes_up_to_now_with_one() {
    crowd.make("first", 30);
    node.known.since(TENANT, System.nanoTime());
    int loaded = contactCalls();
    crowd.make("second", 2);
    int made = contactCalls() - loaded;

    assertThat(node.known.byEmail(TENANT, List.of("first7@example.com"))).hasSize(1);
    assertThat(node.known.byEmail(TENANT, List.of("second1@example.com"))).isEmpty();
    node.known.since(TENANT, System.nanoTime());
    assertThat(node.known.byEmail(TENANT, List.of("second1@example.com"))).hasSize(1);
    assertThat(contactCalls() - loaded - made).isEqualTo(1);
  }

  @Test
  void what_was_forgotten_is_read_again_however_fresh_it_was() {
    crowd.make("Ann", 1);
    long before = System.nanoTime();
    node.known.since(TENANT, before);

    node.mirror.forget(TENANT);
    assertThat(node.known.byEmail(TENANT, List.of("ann0@example.com"))).isEmpty();
    node.known.since(TENANT, before);

    assertThat(node.known.byEmail(TENANT, List.of("ann0@example.com"))).hasSize(1);
  }

  @Test
  void who_needs_less_freshness_than_there_is_makes_no_call() {
    long before = System.nanoTime();
    node.known.since(TENANT, before);
    int calls = contactCalls();

    node.known.since(TENANT, before);
    node.known.notOlderThan(TENANT, Duration.ofMinutes(5));
    bed.node().known.notOlderThan(TENANT, Duration.ofMinutes(5));

    assertThat(contactCalls()).isEqualTo(calls);
  }

  @ParameterizedTest
  @ValueSource(ints = { -10, 10 })
  void three_thousand_changed_in_one_second_while_they_are_read_are_all_there_in_the_end(int minutesWrong) {
    clock.set(Instant.now().minus(Duration.ofMinutes(minutesWrong)));
    crowd = new Crowd(bed.sandbox.url(), TENANT);
    List<String> ids = crowd.make("crowd", 3_000).stream().sorted().toList();
    node.mirror.refresh(TENANT, CONTACTS);
    clock.advance(Duration.ofMinutes(20));
    crowd.touch(ids, "all");
    // While the pages are read somebody goes on changing what stands at their edges.
    for (int page = 3; page >= 1; page--) {
      bed.fault(
        """
        {"system":"xero","kind":"slow","path":"/Contacts","match":"page=%d&","times":1,"millis":150}""".formatted(
            page
          )
      );
    }
    Thread other = Thread.ofVirtual().start(() -> {
      for (int edge = 0; edge < 6; edge++) {
        clock.advance(Duration.ofMillis(300));
        crowd.touch(ids.subList(edge * 500, edge * 500 + 40), "edge" + edge);
      }
    });
    node.mirror.refresh(TENANT, CONTACTS);
    join(other);
    clock.advance(Duration.ofMinutes(1));
    node.mirror.refresh(TENANT, CONTACTS);

    assertThat(mirrored()).isEqualTo(crowd.emails());
  }

  @Test
  void looks_between_two_reads_leave_the_wider_window_to_the_next_read() {
    node.mirror.refresh(TENANT, CONTACTS);
    List<String> ids = crowd.make("late", 2);
    clock.advance(Duration.ofMinutes(10));
    // As if Xero had shown it only after a later look had passed its time by.
    node.known.since(TENANT, System.nanoTime());
    forget(ids.get(0));
    node.known.since(TENANT, System.nanoTime());
    assertThat(mirrored()).doesNotContainKey(ids.get(0));

    node.mirror.refresh(TENANT, CONTACTS);

    assertThat(mirrored()).containsKey(ids.get(0));
  }

  @Test
  void a_load_that_is_cut_off_goes_on_where_it_was() {
    crowd.make("crowd", 3_500);
    clock.advance(Duration.ofMinutes(20));
    bed.fault(
      "{\"system\":\"xero\",\"kind\":\"html\",\"path\":\"/Contacts\",\"match\":\"page=2&\",\"times\":1}"
    );

    assertThatThrownBy(() -> node.known.since(TENANT, System.nanoTime())).isInstanceOf(RemoteFailure.class);
    int before = contactCalls();
    XeroTestBed.Node restarted = bed.node();
    restarted.known.since(TENANT, System.nanoTime());

    assertThat(mirrored()).isEqualTo(crowd.emails());
    // Pages 2 and 1, what changed since, and this test's own question.
    assertThat(contactCalls() - before).isEqualTo(4);
  }

  @Test
  void a_sweep_in_parts_over_a_restart_misses_nothing_although_pages_shift_between() {
    List<String> ids = crowd.make("crowd", 3_500).stream().sorted().toList();
    node.mirror.refresh(TENANT, CONTACTS);
    Map<String, String> before = new TreeMap<>(mirrored());
    alter(ids);

    assertThat(node.mirror.sweep(TENANT, CONTACTS, Priority.BACKFILL, 3)).isFalse();
    clock.advance(Duration.ofMinutes(1));
    crowd.touch(ids.subList(0, 700), "moved");
    XeroTestBed.Node restarted = bed.node();
    boolean finished = false;
    for (int part = 0; part < 40 && !finished; part++) {
      finished = restarted.mirror.sweep(TENANT, CONTACTS, Priority.BACKFILL, 2);
    }
    restarted.mirror.refresh(TENANT, CONTACTS);

    assertThat(finished).isTrue();
    assertThat(mirrored()).hasSameSizeAs(before).isEqualTo(crowd.emails());
  }

  @Test
  void a_sweep_takes_away_what_is_gone_and_only_when_xero_says_so() {
    List<String> ids = crowd.make("crowd", 40);
    node.mirror.refresh(TENANT, CONTACTS);
    String ghost = UUID.randomUUID().toString();
    remember(ghost, "ghost@example.com");
    bed.fault(
      "{\"system\":\"xero\",\"kind\":\"offline\",\"path\":\"/Contacts\",\"match\":\"IDs\",\"times\":1}"
    );

    assertThatThrownBy(() -> node.mirror.sweep(TENANT, CONTACTS, Priority.BACKFILL, 20)).isInstanceOf(
      RemoteFailure.class
    );
    assertThat(mirrored()).containsKey(ghost);
    assertThat(node.mirror.sweep(TENANT, CONTACTS, Priority.BACKFILL, 20)).isTrue();

    assertThat(mirrored()).containsOnlyKeys(ids);
  }

  @Test
  void what_we_write_ourselves_is_known_at_once() {
    node.mirror.refresh(TENANT, CONTACTS);
    Person person = new Person("new@example.com", "craft-shop:1", "New One", "", "", "new@example.com");

    node.book.ensure(TENANT, List.of(person), Duration.ZERO);

    assertThat(node.known.byNumber(TENANT, List.of("craft-shop:1")))
      .extracting(LedgerContact::email)
      .containsExactly("new@example.com");
  }

  @Test
  void accounts_are_found_by_code_and_by_their_part_in_the_books() {
    Map<String, Account> accounts = node.reference.accounts(TENANT, List.of("200", "090", "999"));

    assertThat(accounts).containsOnlyKeys("200", "090");
    assertThat(accounts.get("200").active()).isTrue();
    assertThat(accounts.get("200").takesPayments()).isFalse();
    assertThat(accounts.get("090").takesPayments()).isTrue();
    assertThat(node.reference.systemAccount(TENANT, "ROUNDING")).map(Account::code).contains("860");
    assertThat(node.reference.systemAccount(TENANT, "WAGEPAYABLES")).isEmpty();
  }

  @Test
  void a_tax_rate_is_found_with_its_percent_and_where_it_fits() {
    TaxRate rate = node.reference.taxRate(TENANT, "OUTPUT").orElseThrow();
    Map<String, Account> accounts = node.reference.accounts(TENANT, List.of("200", "400"));

    assertThat(rate.effectiveRate()).isEqualByComparingTo(BigDecimal.TEN);
    assertThat(rate.active()).isTrue();
    assertThat(rate.fits(accounts.get("200"))).isTrue();
    assertThat(rate.fits(accounts.get("400"))).isFalse();
    assertThat(node.reference.taxRate(TENANT, "OUTPUT2")).isEmpty();
  }

  @Test
  void tracking_and_currencies_are_found() {
    TrackingCategory channel = node.reference.tracking(TENANT, "channel").orElseThrow();

    assertThat(channel.option("ONLINE")).map(TrackingCategory.Option::active).contains(true);
    assertThat(channel.option("Fax")).isEmpty();
    assertThat(node.reference.tracking(TENANT, "Planet")).isEmpty();
    assertThat(node.reference.currencies(TENANT)).contains("AUD", "JPY").doesNotContain("CHF");
  }

  @Test
  void a_branding_theme_is_found_by_its_name() {
    assertThat(node.reference.brandingTheme(TENANT, "special projects"))
      .map(BrandingTheme::sortOrder)
      .contains(1);
    assertThat(node.reference.brandingTheme(TENANT, "Purple")).isEmpty();
  }

  @Test
  void purchase_orders_are_found_by_supplier_and_number_with_their_lines_as_they_are_now() {
    List<String> suppliers = crowd.make("Supplier", 2);
    order("P-1", suppliers.get(0), "AUTHORISED");
    order("P-2", suppliers.get(0), "DRAFT");
    order("P-3", suppliers.get(1), "DRAFT");
    assertThat(node.reference.purchaseOrders(TENANT, suppliers.get(0))).hasSize(2);

    clock.advance(Duration.ofMinutes(1));
    order("P-1", suppliers.get(0), "BILLED");
    node.mirror.since(TENANT, PURCHASE_ORDERS, System.nanoTime());

    assertThat(node.reference.purchaseOrdersNumbered(TENANT, List.of("p-1 ", "P-9"))).satisfiesExactly(
      order -> {
        assertThat(order.status()).isEqualTo("BILLED");
        assertThat(order.supplier()).isEqualTo(suppliers.get(0));
        assertThat(order.supplierName()).isEqualTo("Supplier 0");
        assertThat(order.date()).contains(LocalDate.of(2026, 11, 21));
        assertThat(order.net()).isEqualByComparingTo("3.70");
        assertThat(order.lines()).satisfiesExactly(line -> {
          assertThat(line.unitAmount()).isEqualByComparingTo("1.2345");
          assertThat(line.quantity()).isEqualByComparingTo("3");
        });
      }
    );
    assertThat(node.mirror.sweep(TENANT, PURCHASE_ORDERS, Priority.BACKFILL, 20)).isTrue();
    assertThat(bed.ledger().path("violations").has("unknown-parameter")).isFalse();
  }

  @Test
  void a_purchase_order_that_the_sweep_does_not_see_is_asked_for_by_its_id() {
    String supplier = crowd.make("Supplier", 1).getFirst();
    order("P-1", supplier, "DRAFT");
    node.mirror.refresh(TENANT, PURCHASE_ORDERS);
    for (String change : List.of("xero_mirror SET seen_at = 0, record_id", "xero_mirror_key SET record_id")) {
      bed.store
        .database()
        .sql()
        .sql("UPDATE " + change + " = 'gone' WHERE kind = 'purchase-orders'")
        .update();
    }

    assertThat(node.mirror.sweep(TENANT, PURCHASE_ORDERS, Priority.BACKFILL, 20)).isTrue();

    assertThat(
      bed.store
        .database()
        .sql()
        .sql("SELECT record_id FROM xero_mirror WHERE kind = 'purchase-orders'")
        .query(String.class)
        .list()
    )
      .hasSize(1)
      .doesNotContain("gone");
  }

  @Test
  void the_organisation_is_as_it_says_of_itself_now_and_its_record_follows() {
    administer("{\"tenant\":\"%s\",\"EndOfYearLockDate\":\"/Date(1782777600000+0000)/\"}");
    assertThat(node.reference.organisation(TENANT).closedThrough()).contains(LocalDate.of(2026, 6, 30));
    administer(
      """
      {"tenant":"%s","PeriodLockDate":"/Date(1793404800000+0000)/","Timezone":"NEWZEALANDSTANDARDTIME"}"""
    );

    node.mirror.refresh(TENANT, ORGANISATION);

    OrganisationFacts now = node.reference.organisation(TENANT);
    assertThat(now.closedThrough()).contains(LocalDate.of(2026, 10, 31));
    assertThat(now.taxRegion()).isEqualTo("AU");
    assertThat(now.salesTaxBasis()).isEqualTo("ACCRUALS");
    assertThat(now.organisation().shortCode()).isEqualTo("!cr4Ft");
    assertThat(node.tenants.find(TENANT)).map(Organisation::zone).contains(ZoneId.of("Pacific/Auckland"));
  }

  @Test
  void reference_data_is_asked_for_once_however_many_look() {
    node.reference.accounts(TENANT, List.of("200"));
    node.reference.accounts(TENANT, List.of("210"));
    bed.node().reference.systemAccount(TENANT, "ROUNDING");

    assertThat(calls("GET /Accounts")).isEqualTo(1);
  }

  @Test
  void a_tenant_that_xero_does_not_answer_for_is_a_failure_and_not_an_empty_chart() {
    bed.fault("{\"system\":\"xero\",\"kind\":\"offline\",\"path\":\"/Accounts\",\"times\":1}");

    assertThatThrownBy(() -> node.reference.accounts(TENANT, List.of("200"))).isInstanceOf(
      RemoteFailure.class
    );
    assertThat(node.reference.accounts(TENANT, List.of("200"))).containsKey("200");
  }

  /** E-mails by id, as mirrored. */
  private Map<String, String> mirrored() {
    Map<String, String> emails = new TreeMap<>();
    List<String> ids = bed.store
      .database()
      .sql()
      .sql("SELECT record_id FROM xero_mirror WHERE tenant = ? AND kind = 'contacts'")
      .params(TENANT)
      .query(String.class)
      .list();
    node.known.byId(TENANT, ids).forEach(contact -> emails.put(contact.id(), contact.email()));
    return emails;
  }

  private void forget(String id) {
    for (String table : List.of("xero_mirror", "xero_mirror_key")) {
      bed.store.database().sql().sql("DELETE FROM " + table + " WHERE record_id = ?").params(id).update();
    }
  }

  /** As if they had changed in Xero without a new version: the mirror has something else at the same one. */
  private void alter(List<String> ids) {
    List<JsonNode> altered = new ArrayList<>();
    for (String id : ids.subList(0, 200)) {
      altered.add(contact(id, "stale@example.com"));
    }
    node.known.remember(TENANT, altered);
    assertThat(mirrored()).containsValue("stale@example.com");
  }

  private void remember(String id, String email) {
    node.known.remember(TENANT, List.of(contact(id, email)));
    // It was read long before the sweep.
    bed.store.database().sql().sql("UPDATE xero_mirror SET seen_at = 0").update();
  }

  private ObjectNode contact(String id, String email) {
    return XeroJson.object()
      .put("ContactID", id)
      .put("Name", "stale")
      .put("EmailAddress", email)
      .put("UpdatedDateUTC", "/Date(" + clock.millis() + "+0000)/");
  }

  private void merge(String from, String into) {
    bed.control(
      "/sandbox/ledger/merge",
      "{\"tenant\":\"" + TENANT + "\",\"contact\":\"" + from + "\",\"into\":\"" + into + "\"}"
    );
  }

  private void order(String number, String supplier, String status) {
    bed.control(
      "/sandbox/ledger/write",
      """
      {"tenant":"%s","method":"POST","path":"/PurchaseOrders","body":{"PurchaseOrderNumber":"%s",
       "Contact":{"ContactID":"%s"},"Date":"2026-11-21","Status":"%s",
       "LineItems":[{"Description":"Wax","Quantity":3,"UnitAmount":1.2345,"AccountCode":"429"}]}}
      """.formatted(TENANT, number, supplier, status)
    );
  }

  private void number(String id, String number) {
    crowd.send("POST", List.of(XeroJson.object().put("ContactID", id).put("ContactNumber", number)));
  }

  private void administer(String json) {
    bed.control("/sandbox/organisation", json.formatted(TENANT));
  }

  private int contactCalls() {
    return calls("GET /Contacts") + calls("PUT /Contacts") + calls("POST /Contacts");
  }

  private int calls(String path) {
    return bed.ledger().path("tenants").path(TENANT).path("calls").path("byPath").path(path).asInt();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
