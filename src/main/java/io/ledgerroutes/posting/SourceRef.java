package io.ledgerroutes.posting;

/**
 * Which record a document stands for.
 *
 * @param scope the connection, or the tenant for what all its connections share (contacts)
 * @param type kind of record, e.g. {@code woocommerce-order}
 * @param id the record's id at its source; for people a pseudonym
 */
public record SourceRef(String scope, String type, String id) {}
