package io.ledgerroutes.sandbox.xero;

import java.util.Locale;

/** What an accountant expects to become of a bill or credit on its way to Stampli. */
enum Expected {
  /** It goes, with the orders named. */
  MATCHED,
  /** It may belong to one order or another: nobody guesses (rule P3). */
  AMBIGUOUS,
  /** No order fits, or it takes more than is left of one (rule P3). */
  UNMATCHED,
  /** It cannot go before a person did something: its number is no number (rule P2), its supplier no vendor. */
  HELD,
  /** It does not go: a draft, ended, or nothing is due (rule P1). */
  NOT_SELECTED;

  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
