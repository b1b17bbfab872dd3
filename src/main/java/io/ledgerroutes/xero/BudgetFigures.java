package io.ledgerroutes.xero;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a tenant may still spend, as far as this node knows.
 *
 * @param minuteLeft calls of this minute
 * @param inFlight calls running now, of five
 * @param dayLeft as Xero last said; empty before the first call of the day's window
 * @param opensIn how long until the next call may start; zero for now
 */
public record BudgetFigures(int minuteLeft, int inFlight, OptionalInt dayLeft, Duration opensIn) {}
