package io.ledgerroutes.xero.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.WindowsZones;
import io.ledgerroutes.xero.XeroDates;
import io.ledgerroutes.xero.XeroTenantStore;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What an organisation says of itself.
 *
 * @param periodLock no document up to this day may be touched (rule A2)
 * @param yearLock the same, for all users
 * @param salesTaxBasis Xero's word, e.g. {@code CASH}, {@code ACCRUALS}, {@code PAYMENTS}; empty where it has none
 * @param taxRegion Xero's {@code Version}, e.g. {@code AU}, {@code NZ}, {@code UK}, {@code GLOBAL}
 */
public record OrganisationFacts(
  Organisation organisation,
  Optional<LocalDate> periodLock,
  Optional<LocalDate> yearLock,
  String salesTaxBasis,
  String taxRegion
) {
  static OrganisationFacts of(String tenant, JsonNode json, XeroTenantStore recorded) {
    return new OrganisationFacts(
      new Organisation(
        tenant,
        json.path("OrganisationID").asText(""),
        json.path("Name").asText(""),
        json.path("ShortCode").asText(""),
        json.path("CountryCode").asText(""),
        zone(tenant, json, recorded),
        json.path("BaseCurrency").asText("")
      ),
      XeroDates.day(json.path("PeriodLockDate").asText("")),
      XeroDates.day(json.path("EndOfYearLockDate").asText("")),
      json.path("SalesTaxBasis").asText(""),
      json.path("Version").asText("")
    );
  }

  // A zone that nobody knows was refused at the consent; should one come later, the recorded one stays.
  private static ZoneId zone(String tenant, JsonNode json, XeroTenantStore recorded) {
    return WindowsZones.zone(json.path("Timezone").asText(""))
      .or(() -> recorded.find(tenant).map(Organisation::zone))
      .orElse(ZoneOffset.UTC);
  }

  /** The last day that is closed: the later of both lock dates. */
  public Optional<LocalDate> closedThrough() {
    return periodLock.filter(period -> yearLock.filter(period::isBefore).isEmpty()).or(() -> yearLock);
  }
}
