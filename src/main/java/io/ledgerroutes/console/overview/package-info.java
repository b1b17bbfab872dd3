/** The first page: what needs a hand now. It counts what the other rooms know and decides nothing. */
package io.ledgerroutes.console.overview;
