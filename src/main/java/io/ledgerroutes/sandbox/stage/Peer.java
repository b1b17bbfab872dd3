package io.ledgerroutes.sandbox.stage;

/** A stand-in behind the listener: it answers calls. */
@FunctionalInterface
public interface Peer {
  /** The answer, {@link Answer#NONE} to hang up without one. */
  Answer answer(Call call);
}
