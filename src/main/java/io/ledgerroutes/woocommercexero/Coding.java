package io.ledgerroutes.woocommercexero;

/** Where a line is booked. */
sealed interface Coding {
  /** To this account with this tax type, which is always sent (rule A8). */
  record Coded(String account, String taxType) implements Coding {}

  /** No rule names it; the words say which one to add. */
  record Uncoded(String reason) implements Coding {}
}
