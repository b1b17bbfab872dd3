package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.SettingsNode;
import io.ledgerroutes.stampli.StampliSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@link XeroStampliSettings} out of a connection's file. */
final class SettingsReader {

  private final SettingsNode stampli;

  SettingsReader(SettingsNode root) {
    this.stampli = root.section("stampli");
  }

  XeroStampliSettings read() {
    return new XeroStampliSettings(
      new StampliSettings(
        stampli.text("host"),
        stampli.number("port", 1, 65_535, 22),
        stampli.text("user"),
        stampli.text("directory", "/"),
        stampli.text("company"),
        Map.of(),
        5_000,
        StampliSettings.Swept.DELIVERED
      ),
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
