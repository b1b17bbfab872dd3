package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What happened in Xero to a bill or credit since the last of its files was delivered, in words. */
final class ChangedSince {

  private final BillAtHand at;
  private final SupplierDocument bill;
  private final FiledRecord last;
  private final boolean stampliPays;
  private final List<String> words = new ArrayList<>();
  private boolean stop;

  ChangedSince(BillAtHand at, XeroStampliSettings settings) {
    this.at = at;
    this.bill = at.bill();
    this.last = at.filed().getLast();
    this.stampliPays = settings.pays() == Pays.STAMPLI;
    ended();
    draft();
    settled();
    content();
  }

  /** Whether it is in Xero as it was delivered. */
  boolean nothing() {
    return words.isEmpty();
  }

  /** Whether a person must do something in Stampli by hand. */
  boolean stop() {
    return stop;
  }

  /** All of it, without personal data. */
  String said() {
    return "after it was delivered in file " + last.file() + " " + String.join("; ", words);
  }

  private void ended() {
    if (bill.isEnded() && !sameAsLast()) {
      toStop("it was " + (bill.status().equals("VOIDED") ? "voided" : "deleted") + " in Xero");
    }
  }

  private void draft() {
    if (bill.isDraft()) {
      toStop("it is a draft again in Xero");
    }
  }

  private void settled() {
    BigDecimal then = last.total().abs().subtract(last.due().abs());
    BigDecimal now = bill.total().abs().subtract(bill.due().abs());
    int more = now.compareTo(then);
    if (bill.isEnded() || !stampliPays || more == 0) {
      return;
    }
    String amount = amount(now.subtract(then).abs());
    if (more > 0) {
      toStop(amount + " of it were paid or credited in Xero");
    } else {
      dueAgain(amount + " that were paid or credited in Xero are due again");
    }
  }

  /** Whoever was told to stop it has perhaps done so; Stampli may drop the correction. */
  private void dueAgain(String what) {
    boolean wasToStop = at.told().filter(Told::stop).isPresent();
    words.add(wasToStop ? what + ": take back in Stampli, which pays, what was stopped there" : what);
    stop |= wasToStop;
  }

  private void content() {
    if (!bill.isEnded() && !sameAsLast()) {
      words.add("what the " + (bill.isCredit() ? "credit" : "bill") + " says changed in Xero: " + what());
    }
  }

  private void toStop(String what) {
    words.add(stampliPays ? what + ": stop it in Stampli, which pays" : what);
    stop |= stampliPays;
  }

  private String what() {
    BigDecimal then = last.total().abs();
    return then.compareTo(bill.total().abs()) == 0
      ? "a line, a date, its number, its supplier or a code; its total is still " + amount(then)
      : "its total was " + amount(then) + " and is " + amount(bill.total().abs());
  }

  /** Xero's totals have two places in every currency (facts, Xero 3). */
  private String amount(BigDecimal amount) {
    return amount.setScale(Math.max(2, amount.scale())).toPlainString() + " " + bill.currency();
  }

  private boolean sameAsLast() {
    return Version.isLatest(Version.of(bill), at.filed());
  }
}
