package io.ledgerroutes.retention;

/**
 * Where a person's data is that is not ours to erase; a Spring bean of it is told in each report.
 *
 * @param where "Xero"
 * @param why why it stays and what to do there
 */
public record Remains(String where, String why) {}
