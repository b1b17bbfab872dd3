package io.ledgerroutes.stampli;

/** Settings of a connection that delivers to Stampli. */
public interface StampliConnection {
  StampliSettings stampli();
}
