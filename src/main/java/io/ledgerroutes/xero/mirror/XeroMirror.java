package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.polling.PollSettings;
import io.ledgerroutes.xero.Priority;
import io.ledgerroutes.xero.XeroChanges;
import io.ledgerroutes.xero.XeroList;
import io.ledgerroutes.xero.XeroPage;
import io.ledgerroutes.xero.XeroPages;
import io.ledgerroutes.xero.XeroRecord;
import io.ledgerroutes.xero.XeroTenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Keeps the mirrors as fresh as somebody needs them. A list with pages is loaded by its first sweep, then refreshed
 * by cursor; a sweep finds what changed without showing it, and what is gone (facts, Xero 3). Pages are stored as
 * they come, and a sweep goes on where it stopped; only what Xero itself says it does not have is taken away.
 */
@Component
public class XeroMirror {

  private static final int ASKED_AT_ONCE = 40;

  private final XeroPages pages;
  private final XeroChanges changes;
  private final XeroMirrorStore records;
  private final MirrorStateStore states;
  private final XeroTenantStore tenants;
  private final PollSettings polls;
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  public XeroMirror(
    XeroPages pages,
    XeroChanges changes,
    XeroMirrorStore records,
    MirrorStateStore states,
    XeroTenantStore tenants,
    PollSettings polls
  ) {
    this.pages = pages;
    this.changes = changes;
    this.records = records;
    this.states = states;
    this.tenants = tenants;
    this.polls = polls;
  }

  /** Forgets, in the running transaction, all that is mirrored of an organisation that no connection uses. */
  public void forget(String tenant) {
    records.removeAll(tenant);
  }

  /** One reader of a mirror at a time, one sweeper beside it, and when the last reading began on this node. */
  private static final class Turn {

    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock sweeping = new ReentrantLock();
    private Optional<Long> readSince = Optional.empty();

    boolean covers(long moment) {
      return readSince.filter(begun -> begun - moment >= 0).isPresent();
    }
  }

  private interface Reading {
    void read(MirrorState state);
  }

  /**
   * Reads everything that changed, or the whole of what has no pages, whoever has done so before.
   *
   * @return how many records were new or different
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read; what was read by then is kept
   */
  public int refresh(String tenant, MirrorKind kind) {
    AtomicInteger changed = new AtomicInteger();
    Turn turn = turn(tenant, kind);
    turn.reading.lock();
    try {
      read(turn, tenant, kind, state -> changed.set(everything(state, kind)));
    } finally {
      turn.reading.unlock();
    }
    return changed.get();
  }

  /**
   * Returns when the mirror shows everything that stood in Xero at this moment: reads what changed, unless somebody
   * on this node has begun to do so since.
   *
   * @param moment a {@link System#nanoTime} of this node
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read
   */
  public void since(String tenant, MirrorKind kind, long moment) {
    Turn turn = turn(tenant, kind);
    turn.reading.lock();
    try {
      // What was read may have been forgotten since, with the organisation's last connection, on any node.
      boolean there = states.open(tenant, kind).refreshedAt().isPresent();
      if (!there || !turn.covers(moment)) {
        read(turn, tenant, kind, state -> latest(state, kind));
      }
    } finally {
      turn.reading.unlock();
    }
  }

  /** Returns when the mirror shows everything that stood in Xero this long ago; reads only where it does not. */
  public void notOlderThan(String tenant, MirrorKind kind, Duration age) {
    MirrorState state = states.open(tenant, kind);
    boolean fresh = state
      .refreshedAt()
      .filter(at -> !at.isBefore(states.now().minus(age)))
      .isPresent();
    if (!fresh) {
      since(tenant, kind, System.nanoTime() - age.toNanos());
    }
  }

  private void read(Turn turn, String tenant, MirrorKind kind, Reading reading) {
    long begun = System.nanoTime();
    reading.read(states.open(tenant, kind));
    turn.readSince = Optional.of(begun);
  }

  private int everything(MirrorState state, MirrorKind kind) {
    Instant at = states.now();
    if (!kind.byCursor()) {
      return whole(state.tenant(), kind, at);
    }
    return state.readTo().isPresent()
      ? changed(state, kind, at, changes::since)
      : changed(loaded(state, kind), kind, at, changes::from);
  }

  /** How what changed is read: a poll begins before its cursor, a first load has read all that was there before. */
  private interface Window {
    Instant read(String tenant, XeroList list, Instant from, Consumer<List<XeroRecord>> sink);
  }

  /** What is new since the last reading of any sort; the wider window of a refresh comes later. */
  private void latest(MirrorState state, MirrorKind kind) {
    if (!kind.byCursor() || state.readTo().isEmpty()) {
      everything(state, kind);
      return;
    }
    Instant to = changes.from(state.tenant(), kind.list(), state.lookedTo().orElseThrow(), page ->
      records.put(state.tenant(), kind, page)
    );
    states.looked(state.tenant(), kind, to);
  }

  private int whole(String tenant, MirrorKind kind, Instant at) {
    List<XeroRecord> all = pages.page(tenant, kind.list(), 1).records();
    int changed = records.replace(tenant, kind, all);
    if (kind == MirrorKind.ORGANISATION) {
      all.forEach(one -> tenants.renew(OrganisationFacts.of(tenant, one.json(), tenants).organisation()));
    }
    states.read(tenant, kind, Optional.empty(), Optional.empty(), at, all.size());
    return changed;
  }

  private int changed(MirrorState state, MirrorKind kind, Instant at, Window window) {
    String tenant = state.tenant();
    Instant from = state.readTo().orElseThrow();
    AtomicInteger changed = new AtomicInteger();
    Instant to = window.read(tenant, kind.list(), from, page ->
      changed.addAndGet(records.put(tenant, kind, page))
    );
    states.read(tenant, kind, Optional.of(from), Optional.of(to), at, records.count(tenant, kind));
    return changed.get();
  }

  private MirrorState loaded(MirrorState state, MirrorKind kind) {
    sweep(state.tenant(), kind, Priority.LIVE, Integer.MAX_VALUE);
    return states.open(state.tenant(), kind);
  }

  /**
   * Goes on with the sweep that is under way, or begins one.
   *
   * @param mostCalls after about so many calls it stops, to go on another time
   * @return whether it is finished
   * @throws io.ledgerroutes.remote.RemoteFailure where Xero could not be read; it goes on from there
   */
  public boolean sweep(String tenant, MirrorKind kind, Priority priority, int mostCalls) {
    Turn turn = turn(tenant, kind);
    turn.sweeping.lock();
    try {
      XeroList list = kind.list().at(priority);
      MirrorState.Sweep sweep = states
        .open(tenant, kind)
        .sweep()
        .orElseGet(() -> begin(tenant, kind, list));
      int calls = 1;
      while (sweep.page() > 0 && calls < mostCalls) {
        sweep = onePage(tenant, kind, list, sweep);
        calls++;
      }
      return sweep.page() == 0 && settleUnseen(tenant, kind, list, sweep, mostCalls - calls);
    } finally {
      turn.sweeping.unlock();
    }
  }

  private MirrorState.Sweep begin(String tenant, MirrorKind kind, XeroList list) {
    Instant now = states.now();
    XeroPage first = pages.page(tenant, list, 1);
    records.put(tenant, kind, first.records());
    int next = first.pageCount() > 1 ? first.pageCount() : 0;
    MirrorState.Sweep sweep = new MirrorState.Sweep(now, first.time().minus(polls.settling()), next);
    states.beginSweep(tenant, kind, sweep);
    return sweep;
  }

  /** From the last page to the first: however long it rests, what is not yet seen moves only towards the front. */
  private MirrorState.Sweep onePage(String tenant, MirrorKind kind, XeroList list, MirrorState.Sweep sweep) {
    records.put(tenant, kind, pages.page(tenant, list, sweep.page()).records());
    int next = sweep.page() - 1;
    states.sweptTo(tenant, kind, sweep.beganAt(), next);
    return new MirrorState.Sweep(sweep.beganAt(), sweep.from(), next);
  }

  /** What the sweep did not see is asked for by id: only what Xero does not have then is gone. */
  private boolean settleUnseen(
    String tenant,
    MirrorKind kind,
    XeroList list,
    MirrorState.Sweep sweep,
    int callsLeft
  ) {
    int atOnce = list.takesIds() ? ASKED_AT_ONCE : 1;
    List<String> unseen = records.notSeenSince(tenant, kind, sweep.beganAt(), "", atOnce);
    for (int calls = 0; !unseen.isEmpty(); calls++) {
      if (calls >= callsLeft) {
        return false;
      }
      settle(tenant, kind, list, unseen);
      unseen = records.notSeenSince(tenant, kind, sweep.beganAt(), unseen.getLast(), atOnce);
    }
    states.endSweep(tenant, kind, sweep.beganAt(), records.count(tenant, kind));
    return true;
  }

  private void settle(String tenant, MirrorKind kind, XeroList list, List<String> ids) {
    List<XeroRecord> there = pages.byIds(tenant, list, ids);
    records.put(tenant, kind, there);
    List<String> gone = new ArrayList<>(ids);
    gone.removeAll(there.stream().map(XeroRecord::id).toList());
    records.remove(tenant, kind, gone);
  }

  private Turn turn(String tenant, MirrorKind kind) {
    return turns.computeIfAbsent(tenant + "/" + kind.text(), key -> new Turn());
  }
}
