package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields a request may carry: names, and for some of them the fields inside. */
record Fields(Set<String> names, Map<String, Fields> inside) {
  static Fields of(String... names) {
    return new Fields(Set.of(names), Map.of());
  }

  /** These and more names. */
  Fields and(String... more) {
    return new Fields(
      Stream.concat(names.stream(), Arrays.stream(more)).collect(Collectors.toUnmodifiableSet()),
      inside
    );
  }

  /** Whether there is a field of this name, whatever is in it. */
  boolean has(String name) {
    return names.contains(name) || inside.containsKey(name);
  }

  Fields with(String field, Fields content) {
    Map<String, Fields> all = new HashMap<>(inside);
    all.put(field, content);
    return new Fields(names, all);
  }

  /** The paths of fields that are in the node and not allowed. */
  List<String> unknown(JsonNode node) {
    List<String> unknown = new ArrayList<>();
    collect(node, "", unknown);
    return unknown;
  }

  private void collect(JsonNode node, String path, List<String> unknown) {
    if (node.isArray()) {
      node.forEach(element -> collect(element, path, unknown));
      return;
    }
    node
      .properties()
      .forEach(field -> {
        Fields content = inside.get(field.getKey());
        if (content != null) {
          content.collect(field.getValue(), path + field.getKey() + ".", unknown);
        } else if (!names.contains(field.getKey())) {
          unknown.add(path + field.getKey());
        }
      });
  }
}
