package io.ledgerroutes.inbox;

/** Which record messages are about. */
public record RecordKey(String connection, String flow, String key) {}
