package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an organisation starts with and seldom changes: accounts, tax rates, currencies and tracking
 * categories, by country.
 */
final class Chart {

  private static final long MADE = 1_767_225_600_000L;

  private final XeroTenant tenant;
  private final List<ObjectNode> accounts = new ArrayList<>();
  private final List<ObjectNode> rates = new ArrayList<>();
  private final Map<String, BigDecimal> currencies;
  private final String sales;
  private final String purchases;
  private final String outside;

  private Chart(XeroTenant tenant) {
    this.tenant = tenant;
    this.currencies = ratesOf(tenant.currency());
    boolean australian = tenant.country().equals("AU");
    this.sales = australian ? "OUTPUT" : "OUTPUT2";
    this.purchases = australian ? "INPUT" : "INPUT2";
    this.outside = australian ? "BASEXCLUDED" : "NONE";
  }

  static Chart of(XeroTenant tenant) {
    Chart chart = new Chart(tenant);
    chart.open();
    return chart;
  }

  List<ObjectNode> accounts() {
    return List.copyOf(accounts);
  }

  List<ObjectNode> taxRates() {
    return List.copyOf(rates);
  }

  /** An account by its code, or by its id. */
  Optional<ObjectNode> account(String codeOrId) {
    return accounts
      .stream()
      .filter(
        account ->
          account.path("Code").asText().equals(codeOrId) ||
          account.path("AccountID").asText().equals(codeOrId)
      )
      .findFirst();
  }

  /** Puts these fields on the account of their Code; unknown codes are an IllegalArgumentException. */
  void change(ObjectNode changes) {
    String code = changes.path("Code").asText();
    account(code)
      .orElseThrow(() -> new IllegalArgumentException("There is no account " + code))
      .setAll(changes);
  }

  /** The account with this role, e.g. {@code DEBTORS}. */
  ObjectNode system(String role) {
    return accounts
      .stream()
      .filter(account -> account.path("SystemAccount").asText().equals(role))
      .findFirst()
      .orElseThrow();
  }

  /** Whether money may be paid to or from this account: a bank, or one that was opened for it. */
  static boolean takesPayments(ObjectNode account) {
    boolean open = account.path("EnablePaymentsToAccount").asBoolean();
    return (open || bank(account)) && active(account);
  }

  static boolean bank(ObjectNode account) {
    return account.path("Type").asText().equals("BANK") && active(account);
  }

  private static boolean active(ObjectNode account) {
    return account.path("Status").asText().equals("ACTIVE");
  }

  /** Two themes; the first is the organisation's standard. */
  List<ObjectNode> brandingThemes() {
    return List.of(theme("Standard", 0), theme("Special Projects", 1));
  }

  private ObjectNode theme(String name, int place) {
    return Json.object()
      .put("BrandingThemeID", id("theme " + name))
      .put("Name", name)
      .put("Type", "INVOICE")
      .put("SortOrder", place)
      .put("CreatedDateUTC", XeroDates.instant(MADE));
  }

  Optional<ObjectNode> rate(String taxType) {
    return rates
      .stream()
      .filter(rate -> rate.path("TaxType").asText().equals(taxType))
      .findFirst();
  }

  /** Subscribed currencies by code, with the day rate: units of it for one unit of the base currency. */
  Map<String, BigDecimal> currencies() {
    return currencies;
  }

  /** Whether lines of a document may be booked to this account. */
  static boolean bookable(ObjectNode account) {
    String system = account.path("SystemAccount").asText();
    return (
      !account.path("Type").asText().equals("BANK") &&
      (system.isEmpty() || system.equals("ROUNDING")) &&
      active(account)
    );
  }

  /** Whether lines of this account may carry this rate. */
  static boolean fits(ObjectNode account, ObjectNode rate) {
    return switch (account.path("Class").asText()) {
      case "REVENUE" -> rate.path("CanApplyToRevenue").asBoolean();
      case "EXPENSE" -> rate.path("CanApplyToExpenses").asBoolean();
      case "ASSET" -> rate.path("CanApplyToAssets").asBoolean();
      case "LIABILITY" -> rate.path("CanApplyToLiabilities").asBoolean();
      default -> rate.path("CanApplyToEquity").asBoolean();
    };
  }

  private void open() {
    openRates();
    bank("090", "Business Bank Account");
    bank("091", "Shop Clearing");
    bank("092", "Stripe Clearing");
    revenue("200", "Sales");
    revenue("205", "Wholesale Sales");
    revenue("210", "Shipping Income");
    revenue("220", "Fees and Surcharges");
    revenue("260", "Other Revenue");
    revenue("270", "Interest Income");
    account("310", "Cost of Goods Sold", "DIRECTCOSTS", "EXPENSE", purchases);
    expense("400", "Advertising");
    expense("404", "Bank Fees");
    expense("408", "Cleaning");
    expense("425", "Freight & Courier");
    expense("429", "General Expenses");
    expense("453", "Office Expenses");
    expense("489", "Telephone & Internet");
    system("610", "Accounts Receivable", "CURRENT", "ASSET", "DEBTORS");
    account("620", "Prepayments", "CURRENT", "ASSET", outside);
    account("630", "Inventory", "INVENTORY", "ASSET", outside);
    system("800", "Accounts Payable", "CURRLIAB", "LIABILITY", "CREDITORS");
    system("820", "GST", "CURRLIAB", "LIABILITY", "GST");
    account("835", "Gift Cards", "CURRLIAB", "LIABILITY", outside).put("EnablePaymentsToAccount", true);
    account("836", "Foreign Sales Tax", "CURRLIAB", "LIABILITY", outside);
    system("840", "Historical Adjustment", "CURRLIAB", "LIABILITY", "HISTORICAL");
    account("850", "Suspense", "CURRLIAB", "LIABILITY", outside).put("EnablePaymentsToAccount", true);
    system("860", "Rounding", "CURRLIAB", "LIABILITY", "ROUNDING");
    system("960", "Retained Earnings", "EQUITY", "EQUITY", "RETAINEDEARNINGS");
  }

  private static Map<String, BigDecimal> ratesOf(String currency) {
    Map<String, BigDecimal> dollars = Map.of(
      "AUD",
      new BigDecimal("1.000000"),
      "USD",
      new BigDecimal("0.655000"),
      "JPY",
      new BigDecimal("97.400000"),
      "NZD",
      new BigDecimal("1.098000"),
      "EUR",
      new BigDecimal("0.605000"),
      "GBP",
      new BigDecimal("0.515000")
    );
    BigDecimal base = dollars.get(currency);
    Map<String, BigDecimal> rates = new TreeMap<>();
    dollars.forEach((code, rate) -> rates.put(code, rate.divide(base, 6, RoundingMode.HALF_UP)));
    return rates;
  }

  private void openRates() {
    switch (tenant.country()) {
      case "AU" -> {
        rate("OUTPUT", "GST on Income", "10.0000", true, false);
        rate("INPUT", "GST on Expenses", "10.0000", false, true);
        rate("EXEMPTOUTPUT", "GST Free Income", "0.0000", true, false);
        rate("EXEMPTEXPENSES", "GST Free Expenses", "0.0000", false, true);
        rate("EXEMPTEXPORT", "GST Free Exports", "0.0000", true, false);
        rate("INPUTTAXED", "Input Taxed", "0.0000", true, true);
        rate("BASEXCLUDED", "BAS Excluded", "0.0000", true, true);
      }
      case "NZ" -> {
        rate("OUTPUT2", "15% GST on Income", "15.0000", true, false);
        rate("INPUT2", "15% GST on Expenses", "15.0000", false, true);
        rate("ZERORATED", "Zero Rated", "0.0000", true, true);
        rate("NONE", "No GST", "0.0000", true, true);
      }
      default -> {
        rate("OUTPUT2", "20% (VAT on Income)", "20.0000", true, false);
        rate("INPUT2", "20% (VAT on Expenses)", "20.0000", false, true);
        rate("RROUTPUT", "5% (VAT on Income)", "5.0000", true, false);
        rate("RRINPUT", "5% (VAT on Expenses)", "5.0000", false, true);
        rate("ZERORATEDOUTPUT", "Zero Rated Income", "0.0000", true, false);
        rate("EXEMPTOUTPUT", "Exempt Income", "0.0000", true, false);
        rate("MOSSSALES", "OSS Sales", "0.0000", true, false);
        rate("NONE", "No VAT", "0.0000", true, true);
      }
    }
  }

  private void rate(String type, String name, String percent, boolean income, boolean expenses) {
    BigDecimal rate = new BigDecimal(percent);
    ObjectNode node = Json.object().put("Name", name).put("TaxType", type).put("ReportTaxType", type);
    node.put("CanApplyToAssets", true).put("CanApplyToEquity", true).put("CanApplyToExpenses", expenses);
    node.put("CanApplyToLiabilities", true).put("CanApplyToRevenue", income);
    node.put("DisplayTaxRate", rate).put("EffectiveRate", rate).put("Status", "ACTIVE");
    ObjectNode component = node.putArray("TaxComponents").addObject();
    component.put("Name", "Tax").put("Rate", rate).put("IsCompound", false).put("IsNonRecoverable", false);
    rates.add(node);
  }

  private void bank(String code, String name) {
    ObjectNode account = account(code, name, "BANK", "ASSET", outside);
    account.put("BankAccountNumber", "000000" + code).put("BankAccountType", "BANK");
    account.put("CurrencyCode", tenant.currency());
  }

  private void revenue(String code, String name) {
    account(code, name, code.equals("200") || code.equals("205") ? "SALES" : "REVENUE", "REVENUE", sales);
  }

  private void expense(String code, String name) {
    account(code, name, "EXPENSE", "EXPENSE", purchases);
  }

  private void system(String code, String name, String type, String accountClass, String role) {
    account(code, name, type, accountClass, outside).put("SystemAccount", role);
  }

  private ObjectNode account(String code, String name, String type, String accountClass, String taxType) {
    ObjectNode account = Json.object()
      .put("AccountID", id("account " + code))
      .put("Code", code)
      .put("Name", name)
      .put("Status", "ACTIVE")
      .put("Type", type)
      .put("TaxType", taxType)
      .put("Class", accountClass)
      .put("EnablePaymentsToAccount", false)
      .put("ShowInExpenseClaims", false)
      .put("ReportingCode", accountClass.substring(0, 3))
      .put("HasAttachments", false)
      .put("UpdatedDateUTC", XeroDates.instant(MADE))
      .put("AddToWatchlist", false);
    accounts.add(account);
    return account;
  }

  /** Two categories with two options each. */
  List<ObjectNode> trackingCategories() {
    return List.of(tracking("Channel", "Online", "Store"), tracking("Region", "East", "West"));
  }

  private ObjectNode tracking(String name, String... options) {
    ObjectNode category = Json.object()
      .put("Name", name)
      .put("Status", "ACTIVE")
      .put("TrackingCategoryID", id("tracking " + name));
    var list = category.putArray("Options");
    for (String option : options) {
      list
        .addObject()
        .put("TrackingOptionID", id("option " + option))
        .put("Name", option)
        .put("Status", "ACTIVE")
        .put("HasValidationErrors", false)
        .put("IsDeleted", false)
        .put("IsArchived", false)
        .put("IsActive", true);
    }
    return category;
  }

  /** The same id at every start. */
  private String id(String what) {
    return UUID.nameUUIDFromBytes((tenant.id() + " " + what).getBytes(StandardCharsets.UTF_8)).toString();
  }
}
