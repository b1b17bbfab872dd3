package io.ledgerroutes.xero;

import java.time.Duration;
import java.util.PriorityQueue;

/**
 * One tenant's calls in the last minute, counted so that a fixed window of 60 s at any phase never sees a 61st
 * (DESIGN rule 9): a slot is taken from the call's start until 60 s and a margin after its end, because the remote
 * may have counted the call as late as it answered. Any 61 calls that one window could hold would have held their
 * slots at one moment. All times are nanoseconds of one clock; not safe for threads.
 */
final class CallWindow {

  /** Calls of a minute (facts, Xero 2). */
  static final int CALLS = 60;
  /** Calls at once (facts, Xero 2). */
  static final int IN_FLIGHT = 5;
  /** How long a slot stays taken after the call's end. */
  static final long SLOT = Duration.ofMillis(60_500).toNanos();

  private final long slot;
  private final PriorityQueue<Long> freeAt = new PriorityQueue<>((a, b) -> Long.signum(a - b));
  private int inFlight;
  private int places = IN_FLIGHT;
  private long fewerUntil;
  private long closedUntil;
  private boolean closed;

  CallWindow() {
    this(SLOT);
  }

  /** With slots that stay taken for another time after a call's end, to show what that would do. */
  CallWindow(long slot) {
    this.slot = slot;
  }

  /** How long until a call may start: 0 for now; -1 when that depends on a running call. */
  long opensIn(long now) {
    release(now);
    if (closed) {
      return closedUntil - now;
    }
    if (inFlight >= places) {
      return -1;
    }
    if (taken() < CALLS) {
      return 0;
    }
    // More may have been counted than there are slots: as many must go as there are too many.
    return nth(taken() - CALLS) - now;
  }

  /** Starts a call; only after {@link #opensIn} said 0. */
  void start() {
    inFlight++;
  }

  /** A started call has ended, however. */
  void end(long now) {
    inFlight--;
    freeAt.add(now + slot);
  }

  /** A started call was never sent. */
  void undo() {
    inFlight--;
  }

  /** Calls that someone else has made, or may have, at the latest at this time. */
  void spentElsewhere(int calls, long at) {
    for (int call = 0; call < calls; call++) {
      freeAt.add(at + slot);
    }
  }

  /** What the remote says is left of its minute; less than we think means that someone else has called. */
  void corrected(int remaining, long now) {
    int left = left(now);
    if (remaining < left) {
      spentElsewhere(left - Math.max(0, remaining), now);
    }
  }

  /** No call before this time. */
  void closeUntil(long time) {
    if (!closed || time - closedUntil > 0) {
      closedUntil = time;
      closed = true;
    }
  }

  /** The remote saw too many calls at once: for a minute no more than run now. */
  void tooManyAtOnce(long now) {
    places = Math.clamp(inFlight, 1, IN_FLIGHT);
    fewerUntil = now + slot;
  }

  /** Calls that could be made within this minute. */
  int left(long now) {
    release(now);
    return Math.max(0, CALLS - taken());
  }

  int inFlight() {
    return inFlight;
  }

  private int taken() {
    return inFlight + freeAt.size();
  }

  private long nth(int position) {
    return freeAt
      .stream()
      .sorted((a, b) -> Long.signum(a - b))
      .skip(Math.min(position, freeAt.size() - 1))
      .findFirst()
      .orElseThrow();
  }

  private void release(long now) {
    while (!freeAt.isEmpty() && freeAt.peek() - now <= 0) {
      freeAt.poll();
    }
    if (closed && closedUntil - now <= 0) {
      closed = false;
    }
    if (places < IN_FLIGHT && fewerUntil - now <= 0) {
      places = IN_FLIGHT;
    }
  }
}
