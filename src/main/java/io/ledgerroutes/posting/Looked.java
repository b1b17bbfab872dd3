package io.ledgerroutes.posting;

import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found at the remote of some records.
 *
 * @param found their documents, as far as there are any
 * @param unknown of these nobody can tell: the remote, which answers otherwise, fails on each that is asked for alone
 */
record Looked(Map<SourceRef, Found> found, Map<SourceRef, Failure> unknown) {
  /** Nobody was asked for. */
  static final Looked NOWHERE = new Looked(Map.of(), Map.of());

  /**
   * Looks for the records, and where the remote fails on them as a whole in halves, until those at fault stand alone
   * (DESIGN, rule 5).
   *
   * @throws RemoteFailure where it is no record's fault: the remote is down, does not answer, throttles or knows us not
   */
  static Looked of(List<Draft> sought, Target target, Writer writer) {
    Looked looked = new Looked(new HashMap<>(), new HashMap<>());
    looked.look(sought, target, writer);
    return looked;
  }

  private void look(List<Draft> sought, Target target, Writer writer) {
    try {
      found.putAll(target.look(writer.tenant(), sought));
    } catch (RemoteFailure failed) {
      if (!mayBeARecords(failed.failure()) || !writer.remoteIsUp()) {
        throw failed;
      }
      if (sought.size() == 1) {
        unknown.put(sought.getFirst().source(), failed.failure());
        return;
      }
      int half = sought.size() / 2;
      look(sought.subList(0, half), target, writer);
      look(sought.subList(half, sought.size()), target, writer);
    }
  }

  private static boolean mayBeARecords(Failure failure) {
    return (
      failure.status() > 0 &&
      failure.kind() != FailureKind.THROTTLED &&
      failure.kind() != FailureKind.CREDENTIALS
    );
  }
}
