package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xerostampli.XeroStampliSettings.AfterDelivery;
import java.util.Optional;

/** What became of a bill or credit since it was put into a file, and what that means (rule P1). */
public sealed interface SinceDelivery {
  /** No file holds it: it is selected, matched and translated like any other. */
  record NeverFiled() implements SinceDelivery {}

  /** What it is now stands in this file; or the file is still on its way, which is waited for first. */
  record InFile(FiledRecord filed) implements SinceDelivery {}

  /**
   * It goes again, as a correction of what is in a file.
   *
   * @param alarm whether a person must do something in Stampli
   */
  record Correct(FiledRecord filed, String words, boolean alarm) implements SinceDelivery {}

  /**
   * A person decides.
   *
   * @param words what happened
   * @param remedy what to do about it, to be read behind the words
   * @param alarm whether something must be done in Stampli
   */
  record Hold(FiledRecord filed, String words, String remedy, boolean alarm) implements SinceDelivery {
    /** What happened and what to do. */
    String reason() {
      return words + remedy;
    }
  }

  /** A person has closed it as it is now: nothing more becomes of it. */
  record Closed(FiledRecord filed, String words) implements SinceDelivery {
    /** Why nothing becomes of it. */
    String reason() {
      return "told before, and closed by an operator: " + words;
    }
  }

  /** Compares what is filed of a bill, and what was told of it since, with what it is now. */
  static SinceDelivery of(BillAtHand at, XeroStampliSettings settings) {
    if (at.filed().isEmpty()) {
      return new NeverFiled();
    }
    FiledRecord last = at.filed().getLast();
    return last.delivered() ? new Delivered(at, last, settings).now() : new InFile(last);
  }

  /** A bill whose latest version is delivered. */
  record Delivered(BillAtHand at, FiledRecord last, XeroStampliSettings settings) {
    private static final String THEN_DISCARD = ". Discard this once that is done";

    private SinceDelivery now() {
      ChangedSince changed = new ChangedSince(at, settings);
      if (changed.nothing()) {
        return at
          .told()
          .map(this::unchanged)
          .orElseGet(() -> new InFile(last));
      }
      Optional<Told> told = at.told().filter(one -> one.state().equals(at.state()));
      boolean closed = told.filter(Told::closed).isPresent();
      boolean released = told.filter(one -> at.decided().releasedAfter(one.at())).isPresent();
      Optional<String> obstacle = obstacle();
      if (obstacle.isEmpty() && (released || settings.afterDelivery() == AfterDelivery.CORRECT)) {
        return new Correct(last, changed.said(), changed.stop() && !closed);
      }
      return closed
        ? new Closed(last, changed.said())
        : new Hold(
            last,
            changed.said(),
            obstacle.orElse(". Release it to have a correction sent, or discard it"),
            changed.stop()
          );
    }

    /**
     * What was told of it stands until somebody closes it, also once the correction is delivered: Stampli knows a bill
     * by vendor and number, and may drop the correction (facts, Stampli).
     */
    private SinceDelivery unchanged(Told told) {
      if (!told.file().equals(last.file())) {
        return told.stop() && !told.closed()
          ? new Hold(last, told.words(), "; the correction went in file " + last.file() + THEN_DISCARD, true)
          : new InFile(last);
      }
      if (!told.state().equals(at.state())) {
        return new Hold(last, asDelivered(), THEN_DISCARD, false);
      }
      return told.closed() ? new InFile(last) : new Hold(last, told.words(), THEN_DISCARD, told.stop());
    }

    /** Something else was told since it was filed, and somebody has perhaps acted on it. */
    private String asDelivered() {
      return (
        "it is again as it was delivered in file " +
        last.file() +
        ": take back what was done in Stampli since then"
      );
    }

    /** Why no correction may go, and what to do instead. */
    private Optional<String> obstacle() {
      if (at.bill().isEnded()) {
        return Optional.empty();
      }
      return at.bill().isDraft()
        ? Optional.of(". A draft is never sent, nor a correction of it: discard this when it is dealt with")
        : knownOtherwise();
    }

    /** Stampli knows a bill by vendor and number: a correction under others would be a second bill. */
    private Optional<String> knownOtherwise() {
      if (!BillNumbers.folded(last.number()).equals(BillNumbers.folded(at.number()))) {
        return Optional.of(
          "; Stampli knows it by the number " +
            last.number() +
            ", not " +
            at.number() +
            ": correct it there by hand, then discard this"
        );
      }
      return at.vendor(settings).filter(last.vendor()::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            "; Stampli knows it of vendor " + last.vendor() + ": correct it there by hand, then discard this"
          );
    }
  }
}
