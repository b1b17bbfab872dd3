/**
 * The database: transactions that are on disk when they return, and the database's clock. No business
 * table is named here; each room keeps its own SQL in its own store class.
 */
package io.ledgerroutes.store;
