package io.ledgerroutes.connection;

import java.util.List;
import java.util.Map;

/**
 * A value of a YAML file with the line on which it or its key stands.
 *
 * @param line from 1
 */
record YamlEntry(int line, Value value) {
  /** The three shapes of YAML; scalars are kept as they were written. */
  sealed interface Value permits Text, Many, Section {}

  record Text(String text) implements Value {}

  record Many(List<YamlEntry> items) implements Value {}

  /** @param entries in the order of the file */
  record Section(Map<String, YamlEntry> entries) implements Value {}
}
