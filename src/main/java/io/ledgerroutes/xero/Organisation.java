package io.ledgerroutes.xero;

import java.time.ZoneId;

/**
 * A Xero organisation as recorded at the first consent, one per tenant.
 *
 * @param id Xero's OrganisationID
 * @param shortCode for links into Xero's pages
 * @param country ISO 3166 code
 * @param zone the days of its documents (rule A3)
 * @param currency ISO 4217 code of its books
 */
public record Organisation(
  String tenant,
  String id,
  String name,
  String shortCode,
  String country,
  ZoneId zone,
  String currency
) {}
