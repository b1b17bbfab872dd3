package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.XeroStampliSettings.AfterDelivery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
   * @param alarm whether a person must stop something in Stampli
   */
  record Correct(FiledRecord filed, String words, boolean alarm) implements SinceDelivery {}

  /**
   * A person decides.
   *
   * @param alarm whether something must be stopped in Stampli
   */
  record Hold(FiledRecord filed, String words, boolean alarm) implements SinceDelivery {}

  /**
   * Compares what is filed of a bill with what it is now.
   *
   * @param bill as it is now
   * @param number under which it would go now
   * @param vendor its supplier's vendor id now; empty where it has none any more
   * @param filed every record of it in files that were not given up, in the order in which they were filed
   * @param released whether a person has let go this very change, although {@code after-delivery} is hold
   */
  static SinceDelivery of(
    SupplierDocument bill,
    String number,
    Optional<String> vendor,
    List<FiledRecord> filed,
    boolean released,
    XeroStampliSettings settings
  ) {
    if (filed.isEmpty()) {
      return new NeverFiled();
    }
    FiledRecord last = filed.getLast();
    return last.delivered()
      ? new Delivered(bill, filed, settings).now(number, vendor, released)
      : new InFile(last);
  }

  /** A bill whose latest version is delivered. */
  record Delivered(SupplierDocument bill, List<FiledRecord> filed, XeroStampliSettings settings) {
    private SinceDelivery now(String number, Optional<String> vendor, boolean released) {
      FiledRecord last = filed.getLast();
      Optional<String> known = knownOtherwise(number, vendor);
      List<String> words = new ArrayList<>();
      boolean stop = ended(words) | paid(words);
      content(words);
      if (words.isEmpty()) {
        return new InFile(last);
      }
      boolean correct = released || settings.afterDelivery() == AfterDelivery.CORRECT;
      if (known.isPresent() && !bill.isEnded()) {
        return new Hold(last, said(words) + "; " + known.get(), stop);
      }
      return correct
        ? new Correct(last, said(words), stop)
        : new Hold(last, said(words) + ". Release it to have a correction sent, or discard it", stop);
    }

    private String said(List<String> words) {
      return "after it was delivered in file " + filed.getLast().file() + " " + String.join("; ", words);
    }

    /** Stampli knows a bill by vendor and number: a correction under others would be a second bill. */
    private Optional<String> knownOtherwise(String number, Optional<String> vendor) {
      FiledRecord last = filed.getLast();
      if (!BillNumbers.folded(last.number()).equals(BillNumbers.folded(number))) {
        return Optional.of(
          "Stampli knows it by the number " +
            last.number() +
            ", not " +
            number +
            ": correct it there by hand, then discard this"
        );
      }
      return vendor.filter(last.vendor()::equals).isPresent()
        ? Optional.empty()
        : Optional.of(
            "Stampli knows it of vendor " + last.vendor() + ": correct it there by hand, then discard this"
          );
    }

    private boolean ended(List<String> words) {
      if (!bill.isEnded() || sameAsLast()) {
        return false;
      }
      words.add("it was " + (bill.status().equals("VOIDED") ? "voided" : "deleted") + " in Xero" + stop());
      return settings.pays() == Pays.STAMPLI;
    }

    private boolean paid(List<String> words) {
      BigDecimal then = settledOf(filed.getLast().total(), filed.getLast().due());
      BigDecimal now = settledOf(bill.total(), bill.due());
      int more = now.compareTo(then);
      if (bill.isEnded() || settings.pays() == Pays.XERO || more == 0) {
        return false;
      }
      String amount = amount(now.subtract(then).abs());
      words.add(
        more > 0
          ? amount + " of it were paid or credited in Xero" + stop()
          : amount + " that were paid or credited in Xero are due again"
      );
      return more > 0;
    }

    private String stop() {
      return settings.pays() == Pays.STAMPLI ? ": stop it in Stampli, which pays" : "";
    }

    private void content(List<String> words) {
      if (!bill.isEnded() && !sameAsLast()) {
        words.add("what the " + (bill.isCredit() ? "credit" : "bill") + " says changed in Xero: " + what());
      }
    }

    private String what() {
      BigDecimal then = filed.getLast().total().abs();
      return then.compareTo(bill.total().abs()) == 0
        ? "a line, a date, its number, its supplier or a code; its total is still " + amount(then)
        : "its total was " + amount(then) + " and is " + amount(bill.total().abs());
    }

    /** Xero's totals have two places in every currency (facts, Xero 3). */
    private String amount(BigDecimal amount) {
      return amount.setScale(Math.max(2, amount.scale())).toPlainString() + " " + bill.currency();
    }

    private boolean sameAsLast() {
      return Version.isLatest(Version.of(bill), filed);
    }

    private static BigDecimal settledOf(BigDecimal total, BigDecimal due) {
      return total.abs().subtract(due.abs());
    }
  }
}
