package io.ledgerroutes.audit;

import java.time.Instant;

/**
 * Which entries to find; a null part does not narrow. Newest first.
 *
 * @param actor {@link AuditEntry#SYSTEM} or the name of an operator
 * @param outcome how it ended, one word
 * @param from at or after
 * @param to before
 * @param before only rows with a smaller id: the id of the last row of the page before
 * @param limit at most so many, 1 to 1,000
 */
public record AuditQuery(
  String connection,
  String flow,
  String key,
  Long messageId,
  String action,
  String actor,
  String outcome,
  Instant from,
  Instant to,
  Long before,
  int limit
) {
  private static final int MOST = 1_000;

  public AuditQuery {
    limit = Math.clamp(limit, 1, MOST);
  }

  /** The newest entries of everything. */
  public static AuditQuery newest(int limit) {
    return new AuditQuery(null, null, null, null, null, null, null, null, null, null, limit);
  }

  public AuditQuery ofConnection(String value) {
    return new AuditQuery(value, flow, key, messageId, action, actor, outcome, from, to, before, limit);
  }

  public AuditQuery ofFlow(String value) {
    return new AuditQuery(connection, value, key, messageId, action, actor, outcome, from, to, before, limit);
  }

  public AuditQuery ofKey(String value) {
    return new AuditQuery(
      connection,
      flow,
      value,
      messageId,
      action,
      actor,
      outcome,
      from,
      to,
      before,
      limit
    );
  }

  public AuditQuery ofMessage(long value) {
    return new AuditQuery(connection, flow, key, value, action, actor, outcome, from, to, before, limit);
  }

  public AuditQuery ofAction(String value) {
    return new AuditQuery(connection, flow, key, messageId, value, actor, outcome, from, to, before, limit);
  }

  public AuditQuery ofActor(String value) {
    return new AuditQuery(connection, flow, key, messageId, action, value, outcome, from, to, before, limit);
  }

  public AuditQuery ofOutcome(String value) {
    return new AuditQuery(connection, flow, key, messageId, action, actor, value, from, to, before, limit);
  }

  /** The same in pages of so many. */
  public AuditQuery ofPages(int value) {
    return new AuditQuery(connection, flow, key, messageId, action, actor, outcome, from, to, before, value);
  }

  public AuditQuery between(Instant since, Instant until) {
    return new AuditQuery(
      connection,
      flow,
      key,
      messageId,
      action,
      actor,
      outcome,
      since,
      until,
      before,
      limit
    );
  }

  public AuditQuery before(Long id) {
    return new AuditQuery(connection, flow, key, messageId, action, actor, outcome, from, to, id, limit);
  }
}
