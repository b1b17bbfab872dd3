package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

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
