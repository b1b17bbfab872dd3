package io.ledgerroutes.posting;

import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import org.springframework.stereotype.Component;

/** What every pass writes to. */
@Component
public record PostingStores(
  LinkStore links,
  IntentStore intents,
  TenantLeases leases,
  AuditTrail audit,
  Database database
) {}
