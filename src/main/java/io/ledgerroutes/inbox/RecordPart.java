package io.ledgerroutes.inbox;

/**
 * A record that belongs to a message's and has documents of its own, such as an order's refund.
 *
 * @param type as its links and intents name it, e.g. {@code woocommerce-refund}
 */
public record RecordPart(String type, String id) {}
