package io.ledgerroutes.connection;

import java.time.LocalDate;

/**
 * One customer's pair of systems with its settings, as its file says; the unit of isolation.
 *
 * @param id lower-case letters, digits and hyphens; the file's name
 * @param integration the name of the {@link Integration}
 * @param startDate nothing older is touched (rule A1)
 * @param settings what the integration read
 * @param settingsHash SHA-256 (hex) of everything that decides what a record becomes: the file without its
 *     comments, order and schedule
 */
public record Connection(
  String id,
  String integration,
  LocalDate startDate,
  XeroTenancy xero,
  Schedule schedule,
  IntegrationSettings settings,
  String settingsHash
) {}
