/**
 * The stand-in for WooCommerce shops: orders over REST v3, and webhooks that are signed, sent one after the
 * other and never again. It takes orders; it knows nothing of the product that reads them.
 */
package io.ledgerroutes.sandbox.shop;
