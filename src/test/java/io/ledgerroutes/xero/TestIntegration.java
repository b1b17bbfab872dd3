package io.ledgerroutes.xero;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.SettingsNode;
import java.util.Set;

/** An integration that only has a name and needs some scopes. */
record TestIntegration(String name, Set<String> xeroScopes) implements Integration {
  TestIntegration(String name, String... scopes) {
    this(name, Set.of(scopes));
  }

  @Override
  public Set<String> flows() {
    return Set.of();
  }

  @Override
  public String pollFlow() {
    return name + "-poll";
  }

  @Override
  public IntegrationSettings read(SettingsNode section, ConnectionProblems problems) {
    throw new UnsupportedOperationException("has no files");
  }
}
