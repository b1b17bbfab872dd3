package io.ledgerroutes.xerostampli;

/** Who pays the bills (rule P1): there is no default. */
public enum Pays {
  /** Stampli does: what is paid or credited in Xero after delivery must be stopped there. */
  STAMPLI,
  /** Xero does: a payment there is the usual end of a delivered bill. */
  XERO,
}
