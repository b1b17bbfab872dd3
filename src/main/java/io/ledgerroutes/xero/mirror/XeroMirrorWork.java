package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.xero.Priority;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Does what the messages of the flow {@code xero-mirror} ask for. */
@Component("xeroMirrorWork")
public class XeroMirrorWork {

  /** A sweep makes way for others after so many calls. */
  private static final int CALLS_OF_A_SWEEP = 20;
  private static final Pattern CONTACT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final XeroMirror mirror;
  private final MirrorStateStore states;
  private final XeroMirrorSettings settings;
  private final PooledReading pooled;

  XeroMirrorWork(XeroMirror mirror, MirrorStateStore states, XeroMirrorSettings settings) {
    this.mirror = mirror;
    this.states = states;
    this.settings = settings;
    this.pooled = new PooledReading(mirror, states::now, PooledReading.POOLED);
  }

  /**
   * Refreshes or sweeps; each element is settled with what that brought.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read: for the elements that are still open
   */
  public void refresh(Batch batch) {
    contactsTold(
      batch.tenant(),
      batch
        .open()
        .stream()
        .filter(element -> CONTACT.matcher(element.key()).matches())
        .toList()
    );
    List<Element> sweepsLast = batch
      .open()
      .stream()
      .sorted(Comparator.comparing(XeroMirrorWork::isSweep))
      .toList();
    sweepsLast.forEach(element -> element.settle(done(batch.tenant(), element.key())));
  }

  /** Webhooks told of contacts, each by its id as key: one reading of what changed shows them all. */
  private void contactsTold(String tenant, List<Element> told) {
    if (told.isEmpty()) {
      return;
    }
    if (pooled.read(tenant, MirrorKind.CONTACTS, told)) {
      told.forEach(element -> element.settle(new Outcome.Delivered("the mirror of contacts shows it")));
    }
  }

  private static boolean isSweep(Element element) {
    return MirrorTask.of(element.key()).filter(MirrorTask::sweep).isPresent();
  }

  private Outcome done(String tenant, String key) {
    return MirrorTask.of(key)
      .map(task -> task.sweep() ? sweep(tenant, task.kind()) : refresh(tenant, task.kind()))
      .orElseGet(() -> new Outcome.Skipped("there is no mirror of " + key));
  }

  private Outcome refresh(String tenant, MirrorKind kind) {
    Instant fresh = states.now().minus(settings.every().dividedBy(2));
    if (states.open(tenant, kind).refreshedAt().filter(fresh::isBefore).isPresent()) {
      return new Outcome.Skipped("the mirror of " + kind.text() + " is fresh already");
    }
    int changed = mirror.refresh(tenant, kind);
    return new Outcome.Delivered(
      "the mirror of " + kind.text() + " is fresh; " + changed + " records were new or different"
    );
  }

  private Outcome sweep(String tenant, MirrorKind kind) {
    boolean finished = mirror.sweep(tenant, kind, Priority.BACKFILL, CALLS_OF_A_SWEEP);
    return new Outcome.Delivered(
      finished
        ? "the mirror of " + kind.text() + " was compared with everything in Xero"
        : "the mirror of " + kind.text() + " was compared in part; the sweep goes on"
    );
  }
}
