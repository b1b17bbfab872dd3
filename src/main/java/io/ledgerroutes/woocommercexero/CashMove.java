package io.ledgerroutes.woocommercexero;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Money that moves through an account of ours for a document.
 *
 * @param account its code
 * @param date day of the organisation
 * @param amount in the document's currency; positive in, negative back to the customer
 */
record CashMove(String account, LocalDate date, BigDecimal amount) {}
