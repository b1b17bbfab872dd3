package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.xerostampli.PlannedBill.Course;
import java.util.Optional;

/**
 * How a bill of a period stands between Xero and Stampli: a pure function of what a pass decides about it and of the
 * messages about it and its file.
 *
 * @param reason in words for a bookkeeper: the file, what stops it, or the rule that leaves it out
 */
record PeriodFinding(Verdict verdict, String reason) {
  /**
   * What a pass would do, as if nothing had been done yet (rule A9).
   *
   * @param message the last one of the bill
   */
  static PeriodFinding tried(PlannedBill bill, Optional<Message> message) {
    return discarded(bill, message).orElseGet(() -> tried(bill));
  }

  private static PeriodFinding tried(PlannedBill bill) {
    return switch (bill.course()) {
      case Course.InFile(FiledRecord record) -> new PeriodFinding(
        Verdict.UNCHANGED,
        "in file " + record.file()
      );
      case Course.LeftAlone(String rule) -> new PeriodFinding(Verdict.SKIPPED, rule);
      case Course.Stopped(String reason) -> new PeriodFinding(Verdict.HELD, reason);
      case Course.Goes goes -> goes.entry().correction()
        ? new PeriodFinding(Verdict.CHANGE, "would be delivered again as a correction" + match(bill))
        : new PeriodFinding(Verdict.CREATE, "would be delivered" + match(bill));
    };
  }

  /**
   * What was done, and what is missing.
   *
   * @param message the last one of the bill
   * @param file the last message of the file that it stands in last
   */
  static PeriodFinding compared(PlannedBill bill, Optional<Message> message, Optional<Message> file) {
    if (bill.stop().isPresent()) {
      return new PeriodFinding(Verdict.DIFFERENT, bill.stop().get());
    }
    return discarded(bill, message).orElseGet(() -> compare(bill, message, file));
  }

  /** An operator ended it before it was in any file: nobody brings it until it changes or somebody decides anew. */
  private static Optional<PeriodFinding> discarded(PlannedBill bill, Optional<Message> message) {
    return message
      .filter(Message::discarded)
      .filter(_ -> bill.filed().isEmpty())
      .filter(_ -> !(bill.course() instanceof Course.LeftAlone))
      .map(ended -> new PeriodFinding(Verdict.SKIPPED, ended.reason()));
  }

  private static PeriodFinding compare(PlannedBill bill, Optional<Message> message, Optional<Message> file) {
    return switch (bill.course()) {
      case Course.InFile(FiledRecord record) -> inFile(record, file);
      case Course.LeftAlone(String rule) -> bill
        .last()
        .map(record -> inFile(record, file))
        .map(found -> new PeriodFinding(found.verdict(), found.reason() + "; " + rule))
        .orElseGet(() -> new PeriodFinding(Verdict.SKIPPED, rule));
      case Course.Stopped(String reason) -> message
        .flatMap(PeriodFinding::open)
        .orElseGet(() -> new PeriodFinding(Verdict.HELD, reason));
      case Course.Goes goes -> message
        .flatMap(PeriodFinding::open)
        .orElseGet(() ->
          new PeriodFinding(
            Verdict.MISSING,
            goes.entry().correction()
              ? "it changed after its delivery, and nobody is delivering the correction"
              : "it would be delivered, and nobody is delivering it"
          )
        );
    };
  }

  private static PeriodFinding inFile(FiledRecord record, Optional<Message> file) {
    String words = "in file " + record.file();
    if (record.state() == StagedFile.State.DELIVERED) {
      return new PeriodFinding(Verdict.MATCHED, words);
    }
    return file
      .flatMap(PeriodFinding::stuck)
      .map(found -> new PeriodFinding(found.verdict(), words + ", which is not delivered: " + found.reason()))
      .orElseGet(() -> new PeriodFinding(Verdict.WAITING, words + ", which is on its way"));
  }

  private static Optional<PeriodFinding> stuck(Message message) {
    return open(message).filter(found -> found.verdict() != Verdict.WAITING);
  }

  /** How it stands by its message; empty where that has ended. */
  private static Optional<PeriodFinding> open(Message message) {
    String reason = message.reason() == null ? "" : message.reason();
    return switch (message.state()) {
      case RECEIVED, IN_FLIGHT -> Optional.of(
        new PeriodFinding(Verdict.WAITING, "its message waits for its turn")
      );
      case RETRY -> Optional.of(new PeriodFinding(Verdict.WAITING, reason));
      case HELD -> Optional.of(new PeriodFinding(Verdict.HELD, reason));
      case DEAD -> Optional.of(new PeriodFinding(Verdict.DEAD, reason));
      case DONE, SKIPPED -> Optional.empty();
    };
  }

  private static String match(PlannedBill bill) {
    return bill
      .match()
      .filter(match -> !match.reasons().isEmpty())
      .map(match -> ": " + PlannedBill.word(match) + ", " + match.reasons().getFirst())
      .orElse("");
  }
}
