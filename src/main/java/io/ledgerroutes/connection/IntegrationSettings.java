package io.ledgerroutes.connection;

/** What an integration reads out of a connection's file: a record of its own, typed and checked. */
public interface IntegrationSettings {}
