/**
 * The integration WooCommerce → Xero: which orders are brought over and what they mean in the books. The
 * translator is a pure function and knows neither Camel nor Spring; how calls are made belongs to the systems.
 */
package io.ledgerroutes.woocommercexero;
