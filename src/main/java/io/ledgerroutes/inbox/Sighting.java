package io.ledgerroutes.inbox;

/**
 * A source record as it was read: remembered for good, so that a poll knows what is new.
 *
 * @param version what changes with the record, e.g. its modification time
 * @param settingsHash hash of the settings the decision was made with
 */
public record Sighting(String recordType, String recordId, String version, String settingsHash) {}
