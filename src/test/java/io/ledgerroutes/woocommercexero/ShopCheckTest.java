package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.xero.mirror.Account;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said about the sandbox's shop, over real HTTP. */
class ShopCheckTest {

  private static final String PAYMENTS = """
    payments:
      - { methods: [stripe], account: "092" }
      - { methods: [ppcp-gateway], account: "090" }
      - { methods: [cheque], account: "200" }
      - { methods: [bacs, cod], account: none }
    """;
  private final ShopBench bench = new ShopBench(PAYMENTS);
  private final OrderContext context = mock(OrderContext.class);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_shop_that_is_well_connected_says_so_and_what_its_payments_lack() {
    Map<String, Finding> found = check("Australia/Melbourne");

    assertThat(found.get("orders").ok()).isTrue();
    assertThat(found.get("webhooks").ok()).isTrue();
    assertThat(found.get("time zone").ok()).as("Melbourne has Sydney's days").isTrue();
    assertThat(found.get("payment method stripe")).isEqualTo(
      new Finding("payment method stripe", true, "its payments go to account 092")
    );
    assertThat(found.get("payment method ppcp-gateway").words()).contains("name a clearing account");
    assertThat(found.get("payment method cheque").words()).contains("account 200 takes no payments");
    assertThat(found.get("payment method cod").ok()).isTrue();
    assertThat(found.get("payment method klarna_payments").words()).contains("no rule of payments names it");
    assertThat(webhooks()).as("a check makes nothing").isZero();
  }

  @Test
  void a_shop_with_other_days_than_the_organisation_is_warned_about() {
    Finding zone = check("Pacific/Auckland").get("time zone");

    assertThat(zone.ok()).isFalse();
    assertThat(zone.words()).contains("Australia/Sydney", "Pacific/Auckland");
  }

  @Test
  void a_key_that_only_reads_is_found_before_anything_depends_on_it() {
    bench.sandbox.control("POST", "/shop/habits", "{\"readOnlyKey\":true}");

    Map<String, Finding> found = check("Australia/Sydney");

    assertThat(found.get("orders").ok()).isTrue();
    assertThat(found.get("webhooks").ok()).isFalse();
    assertThat(found.get("webhooks").words()).contains("read and write permission");
  }

  @Test
  void a_wrong_key_is_the_one_thing_that_is_said() {
    bench.vault.put("connection:" + ShopBench.CONNECTION, "consumer-secret", "cs_other");

    assertThat(check("Australia/Sydney").values())
      .singleElement()
      .satisfies(finding -> {
        assertThat(finding.ok()).isFalse();
        assertThat(finding.words()).contains("does not accept the key");
      });
  }

  private Map<String, Finding> check(String zone) {
    OrderContext.Scope scope = new OrderContext.Scope(
      bench.connection,
      (WooCommerceXeroSettings) bench.connection.settings(),
      ZoneId.of(zone),
      day -> true
    );
    when(context.of(ShopBench.CONNECTION)).thenReturn(scope);
    when(context.ledger(any())).thenReturn(ledger());
    List<Finding> found = new ShopCheck(context, bench.sandbox.survey()).check(ShopBench.CONNECTION);
    return found.stream().collect(Collectors.toMap(Finding::what, finding -> finding));
  }

  private static LedgerView ledger() {
    Map<String, Account> accounts = new HashMap<>();
    accounts.put("090", account("090", "Business Bank Account", "BANK"));
    accounts.put("092", account("092", "Stripe Clearing", "BANK"));
    accounts.put("200", account("200", "Sales", "REVENUE"));
    LedgerView empty = Sample.ledger();
    return new LedgerView(empty.organisation(), accounts, empty.taxRates(), empty.currencies());
  }

  private static Account account(String code, String name, String type) {
    return new Account(code, code, name, type, "ASSET", "ACTIVE", "NONE", "", false, "");
  }

  private int webhooks() {
    return bench.sandbox.staff("GET", "/webhooks?per_page=100", "").size();
  }
}
