package io.ledgerroutes.posting;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.remote.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the audit trail says of one write: an entry {@code write} an element, found by connection, flow and key of
 * its record; what all connections of the tenant share (contacts) is one entry together.
 */
final class WriteTrail {

  private WriteTrail() {}

  /** The remote answered for each element. */
  static List<AuditEntry> answered(Intent intent, List<Reply> replies, long begun) {
    AuditEntry all = entry(intent, begun).outcome("answered").remoteStatus(200);
    return entries(intent, all, position ->
      switch (replies.get(position)) {
        case Reply.Accepted accepted -> all.outcome("written").with("targetId", accepted.targetId());
        case Reply.Refused refused -> all.outcome("refused").reason(refused.failure().words());
      }
    );
  }

  /**
   * The request failed as a whole.
   *
   * @param fate what that means: not written, no answer, failed
   */
  static List<AuditEntry> failed(Intent intent, String fate, Failure failure, long begun) {
    AuditEntry all = entry(intent, begun)
      .outcome(fate)
      .reason(failure.toString())
      .remoteStatus(failure.status() == 0 ? null : failure.status());
    return entries(intent, all, position -> all);
  }

  private interface OfElement {
    AuditEntry at(int position);
  }

  private static List<AuditEntry> entries(Intent intent, AuditEntry all, OfElement element) {
    List<AuditEntry> entries = new ArrayList<>();
    boolean shared = false;
    for (int position = 0; position < intent.drafts().size(); position++) {
      SourceRef source = intent.drafts().get(position).source();
      if (source.scope().equals(intent.tenant())) {
        shared = true;
      } else {
        entries.add(element.at(position).connection(source.scope()).flow(source.type()).key(source.id()));
      }
    }
    if (shared) {
      entries.add(all);
    }
    return entries;
  }

  private static AuditEntry entry(Intent intent, long begun) {
    return AuditEntry.of("write")
      .took(Duration.ofNanos(System.nanoTime() - begun))
      .with("tenant", intent.tenant())
      .with("kind", intent.targetType())
      .with("elements", intent.drafts().size())
      .with("idempotencyKey", intent.key());
  }
}
