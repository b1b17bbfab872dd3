package io.ledgerroutes.stampli;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.connection.IntegrationSettings;
import io.ledgerroutes.connection.SettingsNode;
import java.util.Set;

/** An integration whose settings say nothing but how files reach Stampli. */
final class FilesOnly implements Integration {

  record Read(StampliSettings stampli) implements IntegrationSettings, StampliConnection {}

  @Override
  public String name() {
    return "files-only";
  }

  @Override
  public Set<String> flows() {
    return Set.of();
  }

  @Override
  public String pollFlow() {
    return "files-only-poll";
  }

  @Override
  public IntegrationSettings read(SettingsNode section, ConnectionProblems problems) {
    return new Read(StampliSettingsReader.read(section.section("stampli"), problems));
  }
}
