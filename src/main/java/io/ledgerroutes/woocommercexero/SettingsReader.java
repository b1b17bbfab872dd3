package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@link WooCommerceXeroSettings} out of a connection's file. */
final class SettingsReader {

  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9._-]{1,10}");
  private static final String ACCOUNT_REMEDY =
    "write the account's code as Xero's chart of accounts shows it, in quotes";
  private static final Pattern TAX_TYPE = Pattern.compile("[A-Z0-9]{1,50}");
  private static final String TAX_TYPE_REMEDY = "write the TaxType as Xero's API shows it, e.g. OUTPUT";
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern NUMBER = Pattern.compile(
    "[A-Za-z0-9 ._/#-]{0,40}\\{(number|id)}[A-Za-z0-9 ._/#-]{0,40}"
  );
  private static final Set<String> NEVER = Set.of("checkout-draft", "auto-draft", "draft", "trash", "failed");
  private static final BigDecimal CEILING = new BigDecimal("0.05");

  private final SettingsNode shop;

  SettingsReader(SettingsNode root) {
    this.shop = root.section("woocommerce");
  }

  WooCommerceXeroSettings read() {
    return new WooCommerceXeroSettings(
      shop.remote("store"),
      zone(),
      statuses(),
      shop
        .optionalText("invoice-number", NUMBER, "write a pattern with {number} or {id} in it, as WC-{number}")
        .orElse("WC-{number}"),
      shop
        .optionalValue("invoice-status", InvoiceStatus::valueOf, "use AUTHORISED, SUBMITTED or DRAFT")
        .orElse(InvoiceStatus.AUTHORISED),
      shop.number("terms", 0, 365, 14),
      accounts(),
      shop.sectionList("taxes").stream().map(this::taxRule).toList(),
      shop.sectionList("untaxed").stream().map(this::untaxedRule).toList(),
      shop.optionalText("rounding-tax-type", TAX_TYPE, TAX_TYPE_REMEDY).orElse("NONE"),
      ceiling(),
      shop.text("cash-sale-contact", "Cash sale"),
      shop.choice("zero-total", ZeroTotal.class, ZeroTotal.SKIP)
    );
  }

  private ZoneId zone() {
    Optional<ZoneId> zone = shop.optionalZone("zone");
    if (!shop.has("zone")) {
      shop.problem("zone", "is missing", "add the Xero organisation's time zone, as Australia/Sydney");
    }
    return zone.orElse(ZoneOffset.UTC);
  }

  private Set<String> statuses() {
    List<String> given = shop.texts("statuses");
    if (given.stream().anyMatch(NEVER::contains)) {
      shop.problem(
        "statuses",
        "names a status that is no sale",
        "leave out " + String.join(", ", NEVER.stream().sorted().toList())
      );
    }
    return given.isEmpty() ? Set.of("processing", "completed") : Set.copyOf(given);
  }

  private LedgerAccounts accounts() {
    SettingsNode accounts = shop.section("accounts");
    return new LedgerAccounts(
      accounts.text("sales", ACCOUNT, ACCOUNT_REMEDY),
      accounts.text("shipping", ACCOUNT, ACCOUNT_REMEDY),
      accounts.text("fees", ACCOUNT, ACCOUNT_REMEDY),
      accounts.text("rounding", ACCOUNT, ACCOUNT_REMEDY)
    );
  }

  private BigDecimal ceiling() {
    BigDecimal ceiling = shop.decimal("rounding-ceiling", CEILING);
    if (ceiling.signum() < 0 || ceiling.compareTo(BigDecimal.ONE) > 0) {
      shop.problem(
        "rounding-ceiling",
        "is out of range",
        "write an amount from 0 to 1.00; 0.05 is the usual one"
      );
    }
    return ceiling;
  }

  private TaxRule taxRule(SettingsNode rule) {
    List<SettingsNode> rates = rule.sectionList("rates");
    if (rates.isEmpty()) {
      rule.problem("rates", "is missing or empty", "add the set of rates, each with country and percent");
    }
    return new TaxRule(
      rates.stream().map(this::rate).toList(),
      rule.text("tax-type", TAX_TYPE, TAX_TYPE_REMEDY)
    );
  }

  private TaxRule.Rate rate(SettingsNode rate) {
    return new TaxRule.Rate(
      rate.optionalText("country", COUNTRY, "write the country's code, as AU").orElse(""),
      rate.text("state", "").toUpperCase(Locale.ROOT),
      rate.text("label", ""),
      rate.decimal("percent")
    );
  }

  private UntaxedRule untaxedRule(SettingsNode rule) {
    return new UntaxedRule(
      rule.texts("countries"),
      rule.texts("skus"),
      rule.texts("tax-classes"),
      rule.text("tax-type", TAX_TYPE, TAX_TYPE_REMEDY),
      rule.optionalText("account", ACCOUNT, ACCOUNT_REMEDY)
    );
  }
}
