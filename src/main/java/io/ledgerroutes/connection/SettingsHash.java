package io.ledgerroutes.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 over settings, whatever the order of their keys, their comments and the way they are quoted. */
final class SettingsHash {

  private SettingsHash() {}

  /** Of the entries without those that only say when: {@code schedule}. */
  static String of(Map<String, YamlEntry> entries) {
    Map<String, YamlEntry> deciding = new TreeMap<>(entries);
    deciding.remove("schedule");
    StringBuilder canonical = new StringBuilder();
    write(new YamlEntry.Section(deciding), canonical);
    return of(canonical.toString());
  }

  static String of(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** Each text with its length before it, so that no two different trees read the same. */
  private static void write(YamlEntry.Value value, StringBuilder out) {
    switch (value) {
      case YamlEntry.Text text -> out.append(text.text().length()).append(':').append(text.text());
      case YamlEntry.Many many -> {
        out.append('[');
        many.items().forEach(item -> write(item.value(), out));
        out.append(']');
      }
      case YamlEntry.Section section -> {
        out.append('{');
        new TreeMap<>(section.entries()).forEach((key, entry) -> {
          write(new YamlEntry.Text(key), out);
          write(entry.value(), out);
        });
        out.append('}');
      }
    }
  }
}
