/**
 * WooCommerce as a remote system: its signed webhooks, its REST interface (v3) with the traps of its time zones
 * and pages, and its orders as records. What an order means in somebody's books does not enter.
 */
package io.ledgerroutes.woocommerce;
