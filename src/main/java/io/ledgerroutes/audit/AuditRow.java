package io.ledgerroutes.audit;

import java.time.Instant;

/**
 * An entry as it stands on the trail.
 *
 * @param id grows with time; the cursor of a list
 */
public record AuditRow(long id, Instant at, AuditEntry entry) {}
