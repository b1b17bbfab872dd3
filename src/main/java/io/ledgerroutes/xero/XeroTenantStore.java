package io.ledgerroutes.xero;

import io.ledgerroutes.store.Database;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The table {@code xero_tenant}: which organisation each tenant was at its first consent. */
@Component
public class XeroTenantStore {

  private static final String COLUMNS = """
    SELECT tenant, grant_id, organisation_id, name, short_code, country, time_zone, currency FROM xero_tenant
    """;

  private static final String INSERT = """
    INSERT INTO xero_tenant
      (tenant, grant_id, organisation_id, name, short_code, country, time_zone, currency, recorded_at)
    VALUES (:tenant, :grant, :id, :name, :shortCode, :country, :zone, :currency, %s)
    """.formatted(Database.NOW);

  private static final String MOVE = "UPDATE xero_tenant SET grant_id = :grant WHERE tenant = :tenant";

  private static final String RENEW = """
    UPDATE xero_tenant SET name = :name, short_code = :shortCode, country = :country, time_zone = :zone
     WHERE tenant = :tenant AND organisation_id = :id
    """;

  private final Database database;

  public XeroTenantStore(Database database) {
    this.database = database;
  }

  private record Row(
    String tenant,
    String grantId,
    String organisationId,
    String name,
    String shortCode,
    String country,
    String timeZone,
    String currency
  ) {
    Organisation organisation() {
      return new Organisation(
        tenant,
        organisationId,
        name,
        shortCode,
        country,
        ZoneId.of(timeZone),
        currency
      );
    }
  }

  /** The organisation of a tenant; empty before its first consent. */
  public Optional<Organisation> find(String tenant) {
    return database
      .sql()
      .sql(COLUMNS + "WHERE tenant = :tenant")
      .param("tenant", tenant)
      .query(Row.class)
      .optional()
      .map(Row::organisation);
  }

  /** The organisations that were last consented to through this grant. */
  List<Organisation> ofGrant(String grant) {
    return database
      .sql()
      .sql(COLUMNS + "WHERE grant_id = :grant ORDER BY tenant")
      .param("grant", grant)
      .query(Row.class)
      .list()
      .stream()
      .map(Row::organisation)
      .toList();
  }

  /** Records a tenant's organisation at its first consent; later only the grant is noted. */
  void record(String grant, Organisation organisation) {
    database.durably(() -> {
      int known = database
        .sql()
        .sql(MOVE)
        .param("grant", grant)
        .param("tenant", organisation.tenant())
        .update();
      if (known == 0) {
        insert(grant, organisation);
      }
    });
  }

  /** Takes over what an organisation may change of itself; which one it is and its currency stay as recorded. */
  public void renew(Organisation now) {
    database
      .sql()
      .sql(RENEW)
      .param("name", now.name())
      .param("shortCode", now.shortCode())
      .param("country", now.country())
      .param("zone", now.zone().getId())
      .param("tenant", now.tenant())
      .param("id", now.id())
      .update();
  }

  private void insert(String grant, Organisation organisation) {
    database
      .sql()
      .sql(INSERT)
      .param("tenant", organisation.tenant())
      .param("grant", grant)
      .param("id", organisation.id())
      .param("name", organisation.name())
      .param("shortCode", organisation.shortCode())
      .param("country", organisation.country())
      .param("zone", organisation.zone().getId())
      .param("currency", organisation.currency())
      .update();
  }
}
