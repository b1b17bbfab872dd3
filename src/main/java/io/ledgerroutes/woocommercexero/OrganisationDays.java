package io.ledgerroutes.woocommercexero;

import java.time.ZoneId;
import java.util.Optional;

/** Whose days a tenant's documents are dated by (rule A3). */
@FunctionalInterface
public interface OrganisationDays {
  /** The recorded organisation's zone, or empty while it is not known. */
  Optional<ZoneId> zoneOf(String tenant);
}
