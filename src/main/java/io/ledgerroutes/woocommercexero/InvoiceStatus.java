package io.ledgerroutes.woocommercexero;

/** The status in which an invoice is made (rule A5). */
public enum InvoiceStatus {
  /** Approved at once. */
  AUTHORISED,
  /** Waits for approval. */
  SUBMITTED,
  /** A draft; a person submits it. */
  DRAFT,
}
