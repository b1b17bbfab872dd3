package io.ledgerroutes.woocommercexero;

import java.math.BigDecimal;

/**
 * A part of an order that was settled by a gift card, store credit or deposit: a payment out of a liability, not a
 * discount (rule W4).
 *
 * @param name where the shop says so, e.g. {@code gift_cards 17}; unique among the order's redemptions. No code of a
 *     card or coupon: those are as good as money
 * @param account code of the liability account that the payment comes from
 * @param amount in the order's currency, positive, 2 places
 */
record Redemption(String name, String account, BigDecimal amount) {}
