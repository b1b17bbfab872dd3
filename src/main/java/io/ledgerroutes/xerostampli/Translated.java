package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry;

/** What a record's translation came to. */
public sealed interface Translated {
  /** It can stand in a file. */
  record Ready(FileEntry entry) implements Translated {}

  /** A person must mend something first: what, in words for a bookkeeper, without personal data. */
  record Stopped(String reason) implements Translated {}
}
