/**
 * Copies of what a Xero organisation holds that many records need and few change: contacts, purchase orders and
 * reference data, refreshed by cursor or as a whole and swept slowly, so that no batch asks Xero record by record.
 * It reads and never writes to Xero; what the records mean is for those who ask.
 */
package io.ledgerroutes.xero.mirror;
