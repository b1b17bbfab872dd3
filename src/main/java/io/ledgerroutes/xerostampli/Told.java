package io.ledgerroutes.xerostampli;

import java.time.Instant;

/**
 * What was told last of a record that changed in Xero after it was delivered (rule P1).
 *
 * @param state of the record when it was told, as {@link Version#withStanding} has it
 * @param file in which it stood last when it was told
 * @param words what had happened, without personal data
 * @param stop whether something must be done in Stampli by hand
 * @param closed whether an operator has closed it since
 * @param at when it was told, by the database's clock
 */
record Told(String state, String file, String words, boolean stop, boolean closed, Instant at) {}
