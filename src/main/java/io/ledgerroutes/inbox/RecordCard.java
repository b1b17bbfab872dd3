package io.ledgerroutes.inbox;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a person recognises a record by, without personal data; a field is null where the record has none.
 *
 * @param number as people know it, e.g. the order's number
 * @param day in the organisation's zone
 * @param total with tax, in the currency
 * @param currency ISO 4217 code
 */
public record RecordCard(String number, LocalDate day, BigDecimal total, String currency) {}
