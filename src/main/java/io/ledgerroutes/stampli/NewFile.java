package io.ledgerroutes.stampli;

import java.time.Instant;
import java.util.List;

/**
 * A file that is about to be staged.
 *
 * @param suffix behind the dot of its name
 * @param syncedAt the time in its name, UTC
 * @param content its bytes, whole
 * @param sha256 of them, hex
 * @param entries the records that stand in it, in their order
 */
record NewFile(
  String connection,
  FileKind kind,
  String suffix,
  Instant syncedAt,
  byte[] content,
  String sha256,
  List<FileEntry> entries
) {
  NewFile {
    entries = List.copyOf(entries);
  }

  int rows() {
    return entries
      .stream()
      .mapToInt(entry -> entry.rows().size())
      .sum();
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "NewFile[" + connection + " " + kind.text() + ", " + entries.size() + " records]";
  }
}
