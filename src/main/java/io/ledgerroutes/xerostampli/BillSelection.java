package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Credits;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which bills and credits go that were never delivered, and which rule leaves the others (rules A1, P1, P4). */
public final class BillSelection {

  private BillSelection() {}

  /** What leaves a bill where it is. */
  public enum Rule {
    /** It is no supplier's document. */
    NOT_A_BILL,
    /** The connection delivers no credits (rule P4). */
    CREDITS_STAY,
    /** It is dated before the start (rule A1). */
    BEFORE_START,
    /** It was voided or deleted before it was delivered. */
    ENDED,
    /** Drafts never go (rule P1). */
    DRAFT,
    /** Nothing is to be paid any more (rule P1). */
    NOTHING_DUE,
    /** Its status is none that the connection names. */
    STATUS;

    /** As it stands in lists and tables, e.g. {@code before-start}. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A bill that does not go.
   *
   * @param words for a bookkeeper, without personal data
   */
  public record Left(Rule rule, String words) {}

  /**
   * Why a bill or credit that no file holds does not go; empty where it goes.
   *
   * @param from the connection's start, or a backfill's first day
   */
  public static Optional<Left> left(SupplierDocument bill, LocalDate from, XeroStampliSettings settings) {
    String what = bill.isCredit() ? "credit" : "bill";
    if (!List.of("ACCPAY", "ACCPAYCREDIT").contains(bill.type())) {
      return left(Rule.NOT_A_BILL, "it is no bill: " + bill.type());
    }
    if (bill.isCredit() && settings.credits() == Credits.NONE) {
      return left(Rule.CREDITS_STAY, "suppliers' credits are not delivered: stampli.credits is none");
    }
    if (bill.date().filter(from::isAfter).isPresent()) {
      return left(Rule.BEFORE_START, "before start: it is dated before " + from);
    }
    if (bill.isEnded()) {
      String ended = bill.status().equals("VOIDED") ? "voided" : "deleted";
      return left(Rule.ENDED, "the " + what + " was " + ended + " before it was delivered");
    }
    if (bill.isDraft()) {
      return left(Rule.DRAFT, "the " + what + " is a draft");
    }
    return standing(bill, what, settings);
  }

  private static Optional<Left> standing(SupplierDocument bill, String what, XeroStampliSettings settings) {
    if (bill.due().signum() <= 0) {
      return left(
        Rule.NOTHING_DUE,
        bill.isCredit()
          ? "nothing is left of the credit: it was used up in Xero before it was delivered"
          : "nothing is due: the bill was paid or credited in Xero before it was delivered"
      );
    }
    return settings.statuses().contains(bill.status())
      ? Optional.empty()
      : left(
          Rule.STATUS,
          "its status " +
            bill.status() +
            " is none of those that go: " +
            String.join(", ", new TreeSet<>(settings.statuses()))
        );
  }

  private static Optional<Left> left(Rule rule, String words) {
    return Optional.of(new Left(rule, words));
  }
}
