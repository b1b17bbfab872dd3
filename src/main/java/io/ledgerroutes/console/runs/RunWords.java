package io.ledgerroutes.console.runs;

import io.ledgerroutes.reconcile.Run;
import io.ledgerroutes.reconcile.RunKind;
import io.ledgerroutes.reconcile.RunState;
import io.ledgerroutes.reconcile.Verdict;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Runs in the words and figures of a page. */
final class RunWords {

  private RunWords() {}

  static String kind(RunKind kind) {
    return switch (kind) {
      case DRY_RUN -> "Dry run";
      case BACKFILL -> "Backfill";
      case RECONCILE -> "Reconcile";
    };
  }

  static String state(RunState state) {
    return switch (state) {
      case WAITING -> "waiting";
      case RUNNING -> "under way";
      case DONE -> "done";
      case STOPPED -> "stopped";
    };
  }

  /** The class that colours a state. */
  static String tone(RunState state) {
    return switch (state) {
      case WAITING, RUNNING -> "warn";
      case DONE -> "good";
      case STOPPED -> "bad";
    };
  }

  static String period(Run run) {
    return run.period().from() + " to " + run.period().to();
  }

  /** A constant's name as words: {@code gone in books}. */
  static String plain(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The class that colours a verdict. */
  static String tone(Verdict verdict) {
    return switch (verdict) {
      case CREATE, CHANGE, UNCHANGED, MATCHED -> "good";
      case WAITING, HELD, SKIPPED -> "soft";
      case REFUSED, DIFFERENT, MISSING, DEAD, GONE_IN_BOOKS, GONE_AT_SOURCE, NOT_OURS -> "bad";
    };
  }

  /** As a figure, in two places at least. */
  static String amount(Number number) {
    BigDecimal exact = new BigDecimal(number.toString());
    return figure(exact.scale() < 2 ? exact.setScale(2) : exact);
  }

  /** A figure with its thousands apart, in the places that it has; empty for none. */
  static String figure(Number number) {
    if (number == null) {
      return "";
    }
    BigDecimal exact = new BigDecimal(number.toString());
    String places = exact.scale() > 0 ? "." + "0".repeat(exact.scale()) : "";
    return new DecimalFormat("#,##0" + places, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(exact);
  }
}
