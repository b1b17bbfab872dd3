package io.ledgerroutes.connection;

/** Whether a connection's records are delivered. Whatever it is, a known connection goes on receiving. */
public enum ConnectionState {
  /** Records are brought over. */
  RUNNING,
  /** Stopped by an operator, or its file was removed. */
  PAUSED,
  /** The remote no longer honours its consent: an operator connects again. */
  RECONNECT,
  /** Its file has never been good. */
  INVALID,
}
