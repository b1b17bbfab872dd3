package io.ledgerroutes.woocommercexero;

import java.math.BigDecimal;

/**
 * A part of an order that was settled by a gift card, store credit or deposit: a payment out of a liability, not a
 * discount (rule W4).
 *
 * @param name what it was, as the shop calls it, e.g. {@code Gift card ABCD}; unique among the order's redemptions
 * @param account code of the liability account that the payment comes from
 * @param amount in the order's currency, positive, 2 places
 */
record Redemption(String name, String account, BigDecimal amount) {}
