/**
 * The integration Xero → Stampli: which bills go, which purchase order each belongs to, what its lines say to
 * Stampli, and what must wait for a person.
 */
package io.ledgerroutes.xerostampli;
