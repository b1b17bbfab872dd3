package io.ledgerroutes.xero.mirror;

import java.util.Optional;

/** What a message of the flow {@code xero-mirror} asks for: a refresh of one kind, or a sweep. */
record MirrorTask(MirrorKind kind, boolean sweep) {
  private static final String SWEEP = "-sweep";

  /** The message's key. */
  String key() {
    return kind.text() + (sweep ? SWEEP : "");
  }

  static Optional<MirrorTask> of(String key) {
    boolean sweep = key.endsWith(SWEEP);
    String kind = sweep ? key.substring(0, key.length() - SWEEP.length()) : key;
    return MirrorKind.of(kind).map(found -> new MirrorTask(found, sweep));
  }
}
