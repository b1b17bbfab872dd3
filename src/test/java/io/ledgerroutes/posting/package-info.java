/**
 * Posting against a remote in memory that keeps no unique numbers, so that every slip shows as a double. Crashes
 * are errors thrown at each step; a new {@code Posting} over the same store is the process that starts again.
 */
package io.ledgerroutes.posting;
