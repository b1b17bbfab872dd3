package io.ledgerroutes.xero;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Xero names an organisation's time zone as Windows does, in capitals and without blanks (rule A3). */
public final class WindowsZones {

  private static final Properties ZONES = load();

  private WindowsZones() {}

  /** The zone, also where it is named as everyone else does; empty if unknown. */
  public static Optional<ZoneId> zone(String name) {
    String bare = name.replace(" ", "").replace(".", "").toUpperCase(Locale.ROOT);
    String known = ZONES.getProperty(bare);
    if (known != null) {
      return Optional.of(ZoneId.of(known));
    }
    return ZoneId.getAvailableZoneIds().contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
  }

  static Set<String> names() {
    return ZONES.stringPropertyNames();
  }

  private static Properties load() {
    Properties zones = new Properties();
    try (InputStream file = WindowsZones.class.getResourceAsStream("windows-zones.properties")) {
      zones.load(file);
      return zones;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
