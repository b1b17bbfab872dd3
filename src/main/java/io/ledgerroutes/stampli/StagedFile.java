package io.ledgerroutes.stampli;

import java.time.Instant;
import java.util.Optional;

/**
 * A file on its way or delivered, without its bytes.
 *
 * @param name {@code stampli_<connection>_<kind>_<UTC sync time>_<sequence>.csv}, the same on every attempt
 * @param sha256 of its bytes, hex
 * @param records how many records stand in it
 * @param server where it was put; empty before it was
 * @param reason what stopped it last; empty where nothing did
 * @param kept whether its bytes are still there
 * @param step grows with each step that anybody takes with it
 * @param doubted whether its last rename failed so that its absence at the server proves nothing
 */
public record StagedFile(
  long id,
  String connection,
  FileKind kind,
  String name,
  State state,
  String sha256,
  long bytes,
  int rows,
  int records,
  Optional<String> server,
  Optional<String> reason,
  Instant stagedAt,
  Optional<Instant> deliveredAt,
  boolean kept,
  long step,
  boolean doubted
) {
  /** How far it has come; each is on disk before the next step begins. */
  public enum State {
    /** It is whole on this side. */
    STAGED,
    /** It is whole at the server, under a temporary name. */
    UPLOADED,
    /** It may have its final name. */
    RENAMING,
    /** It has, or had, its final name. */
    DELIVERED,
    /** An operator gave it up before it was uploaded: its records are free again. */
    DISCARDED,
  }

  /** Whether nothing is left to be done with it. */
  boolean over() {
    return state == State.DELIVERED || state == State.DISCARDED;
  }

  /** The name under which messages wait for its delivery. */
  public static String waitsForName(String connection, String name) {
    return connection + "/" + StagedFiles.FLOW + "/" + name;
  }
}
