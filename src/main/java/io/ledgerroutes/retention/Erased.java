package io.ledgerroutes.retention;

import org.jspecify.annotations.Nullable;

/**
 * What one place held of a person.
 *
 * @param place what its rows are, in the plural: "payloads"
 * @param erased rows that held the person and no longer do
 * @param left rows that still do
 * @param why why those stay, or why nothing else is to go; null where there is nothing to say
 */
public record Erased(String place, int erased, int left, @Nullable String why) {}
