package io.ledgerroutes.stampli;

import java.util.Map;

/**
 * How a connection reaches Stampli and what its files look like.
 *
 * @param host of the SFTP server
 * @param port of it
 * @param user who signs in; password or key stand in the vault
 * @param directory where files are put, which must be there
 * @param company the Stampli Company ID, the value of the column {@code company}
 * @param templates one a kind
 * @param rowsPerFile at most so many rows in a file, 5,000 by default; a record is never split
 * @param swept what a file is that is under neither name after a rename without an answer
 */
public record StampliSettings(
  String host,
  int port,
  String user,
  String directory,
  String company,
  Map<FileKind, Template> templates,
  int rowsPerFile,
  Swept swept
) {
  /** What to think of a file that is under neither name after a rename without an answer. */
  public enum Swept {
    /** It was renamed and Stampli has fetched it. */
    DELIVERED,
    /** A person looks. */
    HELD,
  }

  public StampliSettings {
    templates = Map.copyOf(templates);
  }

  /** Where its files go, for people: without secrets. */
  public String server() {
    return user + "@" + host + ":" + port + directory;
  }
}
