package io.ledgerroutes.woocommerce;

import java.net.URI;

/**
 * A shop as a connection reaches it.
 *
 * @param connection whose vault entries hold {@code consumer-key} and {@code consumer-secret}
 * @param address without a slash at its end; https, or http on loopback (facts, WooCommerce 21)
 */
public record Shop(String connection, URI address) {}
