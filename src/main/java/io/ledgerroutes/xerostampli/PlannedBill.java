package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.util.List;
import java.util.Optional;

/**
 * A bill or credit with what a pass decides about it now.
 *
 * @param match what was found out about its orders; empty where nobody looked for them
 * @param stop why it must be stopped in Stampli; empty where nothing happened after its delivery
 */
record PlannedBill(BillAtHand at, Optional<Match> match, Course course, Optional<String> stop) {
  /** Nobody looked for its orders. */
  static final String NO_MATCH = "–";

  /** What a pass does with it. */
  sealed interface Course {
    /** Nothing: this version stands in a file already. */
    record InFile(FiledRecord record) implements Course {}

    /** Nothing, by this rule. */
    record LeftAlone(String rule) implements Course {}

    /** It waits for a person, for this reason. */
    record Stopped(String reason) implements Course {}

    /** It goes into the next file. */
    record Goes(FileEntry entry) implements Course {}
  }

  SupplierDocument document() {
    return at.bill();
  }

  /** Its versions that stand in files, oldest first. */
  List<FiledRecord> filed() {
    return at.filed();
  }

  /** What was found out about its orders, in one word. */
  static String word(Match match) {
    return switch (match) {
      case Match.Matched _ -> "matched";
      case Match.Ambiguous _ -> "ambiguous";
      case Match.Unmatched _ -> "unmatched";
    };
  }

  /** The version that went out last, or is on its way. */
  Optional<FiledRecord> last() {
    return filed().isEmpty() ? Optional.empty() : Optional.of(filed().getLast());
  }

  /** The version that Stampli got first: corrections do not make it younger. */
  Optional<FiledRecord> delivered() {
    return filed().stream().filter(FiledRecord::delivered).findFirst();
  }
}
