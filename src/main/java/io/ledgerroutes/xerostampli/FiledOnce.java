package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FiledRecord;
import java.util.List;
import java.util.Optional;

/**
 * Each new version of an order or a supplier goes once; one that comes back, after another was delivered in between,
 * goes again.
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

  /**
   * The last of them, if it is this content or still on its way: that is waited for first.
   *
   * @param content as {@link Version} tells it
   */
  Optional<FiledRecord> standing(String content) {
    return last().filter(record -> !record.delivered() || Version.isLatest(content, filed));
  }
}
