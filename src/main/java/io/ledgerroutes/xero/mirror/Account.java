package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An account of the chart.
 *
 * @param code may be empty, as bank accounts' codes may be
 * @param type e.g. {@code BANK}, {@code REVENUE}
 * @param accountClass {@code ASSET, LIABILITY, EQUITY, REVENUE, EXPENSE}
 * @param taxType its default; what is sent is always named (rule A8)
 * @param systemAccount e.g. {@code ROUNDING}; empty for an ordinary one
 * @param paymentsEnabled whether payments may go to it although it is no bank account
 * @param currency of a bank account, else empty
 */
public record Account(
  String id,
  String code,
  String name,
  String type,
  String accountClass,
  String status,
  String taxType,
  String systemAccount,
  boolean paymentsEnabled,
  String currency
) {
  static Account of(JsonNode json) {
    return new Account(
      json.path("AccountID").asText(""),
      json.path("Code").asText(""),
      json.path("Name").asText(""),
      json.path("Type").asText(""),
      json.path("Class").asText(""),
      json.path("Status").asText(""),
      json.path("TaxType").asText(""),
      json.path("SystemAccount").asText(""),
      json.path("EnablePaymentsToAccount").asBoolean(false),
      json.path("CurrencyCode").asText("")
    );
  }

  public boolean active() {
    return status.equals("ACTIVE");
  }

  /** Whether a payment may name it (facts, Xero 5). */
  public boolean takesPayments() {
    return active() && (type.equals("BANK") || paymentsEnabled);
  }
}
