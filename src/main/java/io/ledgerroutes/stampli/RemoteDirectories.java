package io.ledgerroutes.stampli;

/** Signs in at Stampli's side. */
interface RemoteDirectories {
  /**
   * Opens a connection's directory.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure of kind TRANSIENT where the server cannot be reached, of kind
   *     CREDENTIALS where it does not let us in or something to sign in with is missing
   * @throws ChangedHostKey where the server is another one than was pinned
   */
  RemoteDirectory open(String connection, StampliSettings settings);
}
