package io.ledgerroutes.xerostampli;

import io.ledgerroutes.posting.Sha256;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import java.util.List;
import java.util.Optional;

/**
 * Each new version of an order or a supplier goes once. One that comes back, after another was delivered in between,
 * goes again: it is told from what it was by what it follows.
 *
 * @param filed every record of it in files, in the order in which they were filed
 */
record FiledOnce(List<FiledRecord> filed) {
  FiledOnce {
    filed = List.copyOf(filed);
  }

  /** What was filed last. */
  Optional<FiledRecord> last() {
    return filed.isEmpty() ? Optional.empty() : Optional.of(filed.getLast());
  }

  /** The last of them, if it is this version or still on its way: that is waited for first. */
  Optional<FiledRecord> standing(String version) {
    return last().filter(record -> !record.delivered() || record.version().equals(last(version)));
  }

  private String last(String version) {
    return told(version, filed.subList(0, filed.size() - 1));
  }

  /** The entry as it is to be filed behind them. */
  FileEntry next(FileEntry entry) {
    return entry.as(told(entry.version(), filed));
  }

  private static String told(String version, List<FiledRecord> before) {
    return before.stream().anyMatch(record -> record.version().equals(version))
      ? Sha256.hex(version + " after " + before.getLast().version())
      : version;
  }
}
