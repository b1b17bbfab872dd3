package io.ledgerroutes.connection;

import java.math.BigDecimal;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An integration for tests, with a setting of every form. */
public class ShopIntegration implements Integration {

  public enum Rounding {
    HALF_UP,
    HALF_EVEN,
  }

  public record Account(String code, boolean taxed) {}

  public record Settings(
    URI store,
    Optional<ZoneId> zone,
    Rounding rounding,
    BigDecimal limit,
    int days,
    List<String> statuses,
    Map<String, String> taxes,
    List<Account> accounts
  ) implements IntegrationSettings {
    @Override
    public Optional<String> system() {
      return Optional.of(store.toString());
    }
  }

  @Override
  public String name() {
    return "shop";
  }

  @Override
  public Set<String> flows() {
    return Set.of("shop-order");
  }

  @Override
  public String pollFlow() {
    return "shop-poll";
  }

  @Override
  public IntegrationSettings read(SettingsNode root, ConnectionProblems problems) {
    SettingsNode shop = root.section("shop");
    List<Account> accounts = root
      .sectionList("accounts")
      .stream()
      .map(section -> new Account(section.text("code"), section.flag("taxed", true)))
      .toList();
    if (accounts.stream().anyMatch(account -> account.code().equals("000"))) {
      problems.add(root, "accounts", "holds the account 000", "use an account of the chart of accounts");
    }
    return new Settings(
      shop.remote("store"),
      shop.optionalZone("zone"),
      shop.choice("rounding", Rounding.class, Rounding.HALF_UP),
      shop.decimal("limit", new BigDecimal("0.01")),
      shop.number("days", 1, 31, 7),
      shop.texts("statuses"),
      root.map("taxes"),
      accounts
    );
  }
}
