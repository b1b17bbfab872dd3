package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A tax rate.
 *
 * @param type what documents name, e.g. {@code OUTPUT2}
 * @param effectiveRate percent, all components together
 */
public record TaxRate(
  String type,
  String name,
  BigDecimal effectiveRate,
  String status,
  boolean forAssets,
  boolean forEquity,
  boolean forExpenses,
  boolean forLiabilities,
  boolean forRevenue
) {
  private static final BigDecimal WHOLE = new BigDecimal(100);

  static TaxRate of(JsonNode json) {
    return new TaxRate(
      json.path("TaxType").asText(""),
      json.path("Name").asText(""),
      json.path("EffectiveRate").decimalValue(),
      json.path("Status").asText(""),
      json.path("CanApplyToAssets").asBoolean(false),
      json.path("CanApplyToEquity").asBoolean(false),
      json.path("CanApplyToExpenses").asBoolean(false),
      json.path("CanApplyToLiabilities").asBoolean(false),
      json.path("CanApplyToRevenue").asBoolean(false)
    );
  }

  public boolean active() {
    return status.equals("ACTIVE");
  }

  /**
   * The tax that a line comes to by this rate, rounded as Xero rounds it: a line at a time (facts, Xero 5).
   *
   * @param inclusive whether the line's amount includes it
   */
  public BigDecimal tax(BigDecimal amount, boolean inclusive) {
    BigDecimal whole = inclusive ? WHOLE.add(effectiveRate) : WHOLE;
    return amount.multiply(effectiveRate).divide(whole, 2, RoundingMode.HALF_UP);
  }

  /** Whether lines of this account may carry it. */
  public boolean fits(Account account) {
    return switch (account.accountClass()) {
      case "ASSET" -> forAssets;
      case "EQUITY" -> forEquity;
      case "EXPENSE" -> forExpenses;
      case "LIABILITY" -> forLiabilities;
      case "REVENUE" -> forRevenue;
      default -> false;
    };
  }
}
