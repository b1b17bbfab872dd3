package io.ledgerroutes.stampli;

import java.util.Map;

/**
 * The directory at Stampli's side, while one is signed in. Every method throws
 * {@link io.ledgerroutes.remote.RemoteFailure} where it fails: of kind TRANSIENT with status 0 where no answer came, of
 * kind TRANSIENT with the server's status where a later try may do, of kind STRUCTURAL where none will.
 */
interface RemoteDirectory extends AutoCloseable {
  /** What lies there now: names to sizes in bytes, without directories. */
  Map<String, Long> list();

  /** Writes a file, over one of that name. */
  void put(String name, byte[] content);

  /** Renames a file; what becomes of one that bears the new name already is the server's choice. */
  void rename(String from, String to);

  byte[] read(String name);

  void delete(String name);

  /** Signs out. Never throws. */
  @Override
  void close();
}
