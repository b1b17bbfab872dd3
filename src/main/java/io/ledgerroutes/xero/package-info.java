/**
 * Xero as a remote system: consent and tokens, the tenant's call budget, the one way every accounting call goes,
 * lists read by pages and changes by cursor, and contacts and invoices brought to a ledger exactly once. It knows no integration and no other system; an
 * integration leaves {@link io.ledgerroutes.xero.Person} and {@link io.ledgerroutes.xero.InvoiceDraft} on the
 * elements of a batch and calls {@code direct:xero-contacts-ensure}, then {@code direct:xero-invoices-bring}.
 */
package io.ledgerroutes.xero;
