package io.ledgerroutes.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One item of a route file: a route or a routeConfiguration.
 *
 * @param kind {@code route}, {@code routeConfiguration} or whatever else stands there
 * @param id empty when it has none
 * @param text its lines as they stand in the file
 * @param firstLine from 1
 * @param afterLine the line after its last
 */
record RouteItem(String kind, String id, String text, int firstLine, int afterLine, Node body) {
  boolean isRoute() {
    return kind.equals("route");
  }

  boolean isConfiguration() {
    return kind.equals("routeConfiguration");
  }

  /** The routeConfiguration that a route names; empty when none. */
  String configurationId() {
    return child(body, "routeConfigurationId").map(RouteItem::scalar).orElse("");
  }

  /** Calls with every key and its value, at any depth. */
  void eachEntry(BiConsumer<ScalarNode, Node> visitor) {
    eachEntry(body, visitor);
  }

  private static void eachEntry(Node node, BiConsumer<ScalarNode, Node> visitor) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
          visitor.accept(key, tuple.getValueNode());
        }
        eachEntry(tuple.getValueNode(), visitor);
      }
    } else if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(child -> eachEntry(child, visitor));
    }
  }

  static Optional<Node> child(Node node, String key) {
    if (!(node instanceof MappingNode mapping)) {
      return Optional.empty();
    }
    return mapping
      .getValue()
      .stream()
      .filter(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar && scalar.getValue().equals(key))
      .map(NodeTuple::getValueNode)
      .findFirst();
  }

  static String scalar(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  /** What is in the items, by what makes one the same as before. */
  static Map<String, String> texts(List<RouteItem> items) {
    return items.stream().collect(Collectors.toMap(RouteItem::key, RouteItem::text, (a, b) -> a + b));
  }

  String key() {
    return kind + " " + id;
  }
}
