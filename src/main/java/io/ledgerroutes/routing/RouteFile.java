package io.ledgerroutes.routing;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A route file cut into its items.
 *
 * @param path relative to the routes directory, with slashes
 */
record RouteFile(String path, String text, List<RouteItem> items) {
  static final String SUFFIX = ".camel.yaml";

  /** Cuts a file. */
  static RouteFile parse(String path, String text) throws RouteRefused {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setMaxAliasesForCollections(0);
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root instanceof SequenceNode sequence) {
        return new RouteFile(path, text, items(path, text, sequence));
      }
      throw new RouteRefused(new RouteProblem(path, 1, "holds no list of routes", "begin with \"- route:\""));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      String what = "is not YAML: " + e.getProblem();
      throw new RouteRefused(new RouteProblem(path, line, what, "correct the line or the one above it"), e);
    } catch (YAMLException e) {
      throw new RouteRefused(new RouteProblem(path, 0, "is not YAML: " + e.getMessage(), "correct it"), e);
    }
  }

  private static List<RouteItem> items(String path, String text, SequenceNode sequence) throws RouteRefused {
    List<String> lines = text.lines().toList();
    List<Node> nodes = sequence.getValue();
    List<RouteItem> items = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      int first = RouteItem.line(nodes.get(i));
      int after = i + 1 < nodes.size() ? RouteItem.line(nodes.get(i + 1)) : lines.size() + 1;
      if (
        !(nodes.get(i) instanceof MappingNode mapping) || mapping.getValue().size() != 1 || first >= after
      ) {
        throw new RouteRefused(
          new RouteProblem(
            path,
            first,
            "is not one route or routeConfiguration",
            "begin each with \"- route:\" on a line of its own"
          )
        );
      }
      String kind = RouteItem.scalar(mapping.getValue().getFirst().getKeyNode());
      Node body = mapping.getValue().getFirst().getValueNode();
      String id = RouteItem.child(body, "id")
        .filter(ScalarNode.class::isInstance)
        .map(RouteItem::scalar)
        .orElse("");
      items.add(
        new RouteItem(kind, id, String.join("\n", lines.subList(first - 1, after - 1)), first, after, body)
      );
    }
    return items;
  }

  Set<String> routeIds() {
    return items
      .stream()
      .filter(RouteItem::isRoute)
      .map(RouteItem::id)
      .collect(Collectors.toCollection(TreeSet::new));
  }

  Set<String> configurationIds() {
    return items
      .stream()
      .filter(RouteItem::isConfiguration)
      .map(RouteItem::id)
      .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The file with only some of its items, each on the lines on which it stands, so that Camel's words fit. */
  Resource only(Predicate<RouteItem> wanted) {
    List<String> lines = new ArrayList<>(
      text
        .lines()
        .map(line -> "")
        .toList()
    );
    List<String> all = text.lines().toList();
    items
      .stream()
      .filter(wanted)
      .forEach(item -> {
        for (int line = item.firstLine(); line < item.afterLine(); line++) {
          lines.set(line - 1, all.get(line - 1));
        }
      });
    return ResourceHelper.fromBytes(
      "file:" + path,
      String.join("\n", lines).getBytes(StandardCharsets.UTF_8)
    );
  }

  /** The items that are new or differ from those of the older version. */
  Set<String> changedSince(RouteFile older) {
    Map<String, String> before = RouteItem.texts(older.items);
    return items
      .stream()
      .filter(item -> !item.text().strip().equals(before.getOrDefault(item.key(), "").strip()))
      .map(RouteItem::key)
      .collect(Collectors.toSet());
  }

  /** SHA-256 of the text, hex. */
  String hash() {
    return hash(text);
  }

  static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
