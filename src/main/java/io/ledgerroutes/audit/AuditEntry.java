package io.ledgerroutes.audit;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be put on the audit trail; every part but the actor and the action may be null. No personal data
 * and no secret: ids, hashes, counts, and the remote's own words where they name neither.
 *
 * @param key the record's key within its flow
 * @param actor who: {@link #SYSTEM} or the name of an operator
 * @param action what was tried or decided, lower-case with hyphens: {@code route-swap}
 * @param outcome how it ended, one word
 * @param remoteStatus the HTTP status of the remote's answer
 * @param detail further ids and hashes
 */
public record AuditEntry(
  String connection,
  String flow,
  String key,
  Long messageId,
  String actor,
  String action,
  String outcome,
  String reason,
  Integer remoteStatus,
  String correlationId,
  Long durationMillis,
  Map<String, String> detail
) {
  /** The actor of everything that no person asked for. */
  public static final String SYSTEM = "system";

  public AuditEntry {
    detail = detail == null ? Map.of() : Map.copyOf(detail);
  }

  /** An entry of the system with nothing but its action. */
  public static AuditEntry of(String action) {
    return new AuditEntry(null, null, null, null, SYSTEM, action, null, null, null, null, null, Map.of());
  }

  public AuditEntry connection(String value) {
    return new AuditEntry(
      value,
      flow,
      key,
      messageId,
      actor,
      action,
      outcome,
      reason,
      remoteStatus,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry flow(String value) {
    return new AuditEntry(
      connection,
      value,
      key,
      messageId,
      actor,
      action,
      outcome,
      reason,
      remoteStatus,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry key(String value) {
    return new AuditEntry(
      connection,
      flow,
      value,
      messageId,
      actor,
      action,
      outcome,
      reason,
      remoteStatus,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry message(Long value) {
    return new AuditEntry(
      connection,
      flow,
      key,
      value,
      actor,
      action,
      outcome,
      reason,
      remoteStatus,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry actor(String value) {
    return new AuditEntry(
      connection,
      flow,
      key,
      messageId,
      value,
      action,
      outcome,
      reason,
      remoteStatus,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry outcome(String value) {
    return new AuditEntry(
      connection,
      flow,
      key,
      messageId,
      actor,
      action,
      value,
      reason,
      remoteStatus,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry reason(String value) {
    return new AuditEntry(
      connection,
      flow,
      key,
      messageId,
      actor,
      action,
      outcome,
      value,
      remoteStatus,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry remoteStatus(Integer value) {
    return new AuditEntry(
      connection,
      flow,
      key,
      messageId,
      actor,
      action,
      outcome,
      reason,
      value,
      correlationId,
      durationMillis,
      detail
    );
  }

  public AuditEntry correlation(String value) {
    return new AuditEntry(
      connection,
      flow,
      key,
      messageId,
      actor,
      action,
      outcome,
      reason,
      remoteStatus,
      value,
      durationMillis,
      detail
    );
  }

  public AuditEntry took(Duration value) {
    return new AuditEntry(
      connection,
      flow,
      key,
      messageId,
      actor,
      action,
      outcome,
      reason,
      remoteStatus,
      correlationId,
      value.toMillis(),
      detail
    );
  }

  /** Adds one detail; a null value is left out. */
  public AuditEntry with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(detail);
    if (value != null) {
      more.put(name, value.toString());
    }
    return new AuditEntry(
      connection,
      flow,
      key,
      messageId,
      actor,
      action,
      outcome,
      reason,
      remoteStatus,
      correlationId,
      durationMillis,
      more
    );
  }
}
