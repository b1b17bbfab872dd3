package io.ledgerroutes.connection;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file's YAML as entries with lines. No objects are made from it and no alias is followed, so a file can
 * neither run code nor grow; a key given twice is a problem.
 */
final class YamlTree {

  private static final int DEEPEST = 20;

  private final ConnectionProblems problems;

  private YamlTree(ConnectionProblems problems) {
    this.problems = problems;
  }

  /** The entries of the file's root; what is wrong goes to the problems. */
  static Map<String, YamlEntry> read(String text, ConnectionProblems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    Yaml yaml = new Yaml(options);
    try {
      for (Event event : yaml.parse(new StringReader(text))) {
        if (event instanceof AliasEvent) {
          int line = event.getStartMark().getLine() + 1;
          problems.add(line, "", "uses a YAML alias (*name)", "write the value out");
          return Map.of();
        }
      }
      Node root = yaml.compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        return new YamlTree(problems).entries("", mapping);
      }
      problems.add(0, "", "holds no settings", "write key: value lines as the README shows them");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(line, "", "is not YAML: " + e.getProblem(), "correct the line or the one above it");
    } catch (YAMLException e) {
      problems.add(0, "", "is not YAML: " + e.getMessage(), "keep to one document of key: value lines");
    }
    return Map.of();
  }

  private Map<String, YamlEntry> entries(String path, MappingNode mapping) {
    Map<String, YamlEntry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      int line = line(tuple.getKeyNode());
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      String keyPath = path.isEmpty() ? key : path + "." + key;
      if (entries.containsKey(key)) {
        int first = entries.get(key).line();
        problems.add(
          line,
          keyPath,
          "stands here for the second time (first in line " + first + ")",
          "remove one"
        );
        continue;
      }
      entries.put(key, new YamlEntry(line, value(keyPath, tuple.getValueNode())));
    }
    return entries;
  }

  private YamlEntry.Value value(String path, Node node) {
    return switch (node) {
      case MappingNode mapping -> new YamlEntry.Section(entries(path, mapping));
      case SequenceNode sequence -> {
        List<YamlEntry> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(new YamlEntry(line(item), value(path + "[" + items.size() + "]", item)));
        }
        yield new YamlEntry.Many(items);
      }
      case ScalarNode scalar -> new YamlEntry.Text(scalar.getValue());
      default -> new YamlEntry.Text("");
    };
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
