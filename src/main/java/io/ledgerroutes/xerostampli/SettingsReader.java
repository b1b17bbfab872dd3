package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.ConnectionProblems;
import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.stampli.StampliSettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@link XeroStampliSettings} out of a connection's file. */
final class SettingsReader {

  private final SettingsNode stampli;

  private final ConnectionProblems problems;

  SettingsReader(SettingsNode root, ConnectionProblems problems) {
    this.stampli = root.section("stampli");
    this.problems = problems;
  }

  XeroStampliSettings read() {
    return new XeroStampliSettings(
      StampliSettingsReader.read(stampli, problems),
      stampli.choice("pays", Pays.class),
      Set.of("SUBMITTED", "AUTHORISED"),
      MatchSettings.DEFAULT,
      XeroStampliSettings.Unmatched.HOLD,
      XeroStampliSettings.Unmatched.HOLD,
      XeroStampliSettings.AfterDelivery.HOLD,
      Map.of(),
      true,
      List.of(),
      Map.of(),
      true,
      Map.of(),
      true,
      XeroStampliSettings.Credits.NEGATIVE_ROWS,
      false
    );
  }
}
