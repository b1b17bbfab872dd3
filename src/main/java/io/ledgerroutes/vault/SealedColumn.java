package io.ledgerroutes.vault;

/**
 * A sealed column of a table that may be large; a Spring bean of it takes part in the rotation of the master
 * key. The SQL is that of the room that owns the table.
 *
 * @param what the rows are, in the plural, for the log: "payloads"
 * @param last selects the largest id
 * @param rows selects {@code id}, {@code position}, {@code associated} (the text it was sealed for) and
 *     {@code sealed} of the rows with an id after {@code :after} and up to {@code :upTo}, without empty ones
 * @param replace puts {@code :now} in the place of {@code :before} where the row ({@code :id},
 *     {@code :position}) still holds that
 */
public record SealedColumn(String what, String last, String rows, String replace) {}
