package io.ledgerroutes.xero;

import java.util.List;

/** A consent that was not taken over; the message says why and what to do, for the operator's eyes. */
public final class ConsentRefused extends RuntimeException {

  private final transient Choice choice;

  public ConsentRefused(String message) {
    this(message, null);
  }

  private ConsentRefused(String message, Choice choice) {
    super(message);
    this.choice = choice;
  }

  /** The consent covers others than the connection's organisation, of which one may be meant. */
  static ConsentRefused choosing(String message, String connection, List<Consented.Free> eligible) {
    return new ConsentRefused(message, eligible.isEmpty() ? null : new Choice(connection, eligible));
  }

  /** Organisations of which one may be meant for a connection; at least one. */
  public record Choice(String connection, List<Consented.Free> organisations) {}

  /** What may be chosen instead; null where nothing can be. */
  public Choice choice() {
    return choice;
  }
}
