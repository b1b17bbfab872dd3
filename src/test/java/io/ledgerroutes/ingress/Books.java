package io.ledgerroutes.ingress;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.SettingsNode;
import java.util.Map;
import java.util.Set;

/** An integration for tests that is told of invoices and contacts in Xero. */
final class Books implements Integration {

  private record Nothing() implements IntegrationSettings {}

  @Override
  public String name() {
    return "books";
  }

  @Override
  public Set<String> flows() {
    return Set.of("books-invoice", "books-mirror", "books-poll");
  }

  @Override
  public String pollFlow() {
    return "books-poll";
  }

  @Override
  public Map<String, String> xeroEvents() {
    return Map.of("INVOICE", "books-invoice", "CONTACT", "books-mirror");
  }

  @Override
  public IntegrationSettings read(SettingsNode section, ConnectionProblems problems) {
    return new Nothing();
  }
}
