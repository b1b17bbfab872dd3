package io.ledgerroutes.posting;

/** Counts the steps of a process that leave a trace, and lets it die at one of them. */
final class Steps {

  /** The process is gone: nothing behind this line happens any more. */
  static final class Crash extends Error {

    private Crash(String where) {
      super(where);
    }
  }

  private final int last;
  private int taken;
  private String where = "nowhere";

  private Steps(int last) {
    this.last = last;
  }

  static Steps unhindered() {
    return new Steps(Integer.MAX_VALUE);
  }

  /** Dies at the n-th step, counted from 1. */
  static Steps dyingAt(int n) {
    return new Steps(n);
  }

  void take(String name) {
    if (taken >= last) {
      throw new Crash(where);
    }
    taken++;
    if (taken == last) {
      where = name;
      throw new Crash(name);
    }
  }

  int taken() {
    return taken;
  }

  /** The step it died at. */
  String where() {
    return where;
  }
}
