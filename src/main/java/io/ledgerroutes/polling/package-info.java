/**
 * When a connection is polled and how far each poll has read: schedules from cron expressions, each due time once
 * over all nodes, and cursors that move only behind rows in the inbox. What is read and what it means belongs to
 * the integrations.
 */
package io.ledgerroutes.polling;
