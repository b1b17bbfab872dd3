package io.ledgerroutes.posting;

/**
 * A document found at the target.
 *
 * @param live false where it is voided or deleted: never adopted
 * @param projection canonical projection as read
 */
public record Found(String targetId, String number, boolean live, String projection) {}
