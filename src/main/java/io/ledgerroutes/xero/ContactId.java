package io.ledgerroutes.xero;

/** The ledger's contact for an element's {@link Person}; left there by {@code direct:xero-contacts-ensure}. */
public record ContactId(String value) {}
