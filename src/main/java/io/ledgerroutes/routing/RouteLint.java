package io.ledgerroutes.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What Camel itself accepts but this house does not: it would run code out of a file, lose the error handling
 * without a word, serve more than it says, or put data where people read logs.
 */
public final class RouteLint {

  private static final Pattern STAGE = Pattern.compile("(receive|poll|work)(-[a-z0-9-]+)?");
  private static final Pattern VERB = Pattern.compile("[A-Z]+");
  private static final Pattern HEADER = Pattern.compile("\\$\\{header\\.[A-Za-z0-9_-]+}");
  private static final Pattern HEADER_TEST = Pattern.compile(
    HEADER.pattern() + "( (==|=~|!=|>|>=|<|<=|in|!in|contains|!contains|startsWith|endsWith|regex) [^&|$]+)?"
  );
  private static final Pattern SIMPLE_FUNCTION = Pattern.compile("\\$\\{[^}]*}?|\\$simple\\{[^}]*}?");
  private static final Pattern NAMED_SECRET = Pattern.compile(
    "(?i).*(password|passwd|passphrase|secret|token|(api|private|consumer|access)[-_]?key)"
  );
  private static final Pattern SECRET_IN_URI = Pattern.compile(
    "(?i).*[?&][^=&]*(password|passwd|passphrase|secret|token|(api|private|consumer|access)[-_]?key)=(?!\\{\\{|#|RAW\\(\\{\\{).*|.*://[^/{\\s]*:[^/{\\s]+@.*"
  );
  private static final Set<String> ADDRESSED_BY_DATA = Set.of(
    "toD",
    "recipientList",
    "routingSlip",
    "dynamicRouter",
    "wireTap",
    "enrich",
    "pollEnrich",
    "poll"
  );
  private static final Set<String> LANGUAGES = Set.of(
    "csimple",
    "datasonnet",
    "groovy",
    "hl7terser",
    "java",
    "joor",
    "jq",
    "js",
    "jsonpath",
    "language",
    "mvel",
    "ognl",
    "python",
    "script",
    "spel",
    "tokenize",
    "wasm",
    "xpath",
    "xquery",
    "xtokenize"
  );

  private final RouteFile file;
  private final Collection<RouteFile> others;
  private final List<RouteProblem> problems = new ArrayList<>();

  private RouteLint(RouteFile file, Collection<RouteFile> others) {
    this.file = file;
    this.others = others;
  }

  /**
   * Everything wrong with one file beside the others.
   *
   * @param others the other files, which may hold the routeConfigurations that this one names
   */
  static List<RouteProblem> check(RouteFile file, Collection<RouteFile> others) {
    RouteLint lint = new RouteLint(file, others);
    lint.ids();
    file.items().forEach(lint::item);
    return lint.problems;
  }

  private void ids() {
    Set<String> own = new HashSet<>();
    for (RouteItem item : file.items()) {
      if (!item.id().isEmpty() && !own.add(item.key())) {
        add(
          item.firstLine(),
          "has the " + item.kind() + " id " + item.id() + " twice",
          "give each its own id"
        );
      }
      for (RouteFile other : others) {
        if (
          other
            .items()
            .stream()
            .anyMatch(theirs -> theirs.key().equals(item.key()))
        ) {
          add(
            item.firstLine(),
            "uses the id " + item.id() + ", which " + other.path() + " has",
            "give it another id"
          );
        }
      }
    }
  }

  private void item(RouteItem item) {
    if (!item.isRoute() && !item.isConfiguration()) {
      add(
        item.firstLine(),
        "holds " + item.kind() + ", which is not for files",
        "keep to route and routeConfiguration"
      );
      return;
    }
    if (item.id().isEmpty()) {
      add(
        item.firstLine(),
        "holds a " + item.kind() + " without an id",
        "add \"id:\"; without one it cannot be watched"
      );
    } else if (item.isRoute()) {
      routeId(item);
      configuration(item);
    }
    item.eachEntry(this::entry);
    webhook(item);
  }

  private void routeId(RouteItem item) {
    String stem = file
      .path()
      .substring(0, file.path().length() - RouteFile.SUFFIX.length())
      .replace('/', '-');
    boolean fits =
      item.id().startsWith(stem + "-") && STAGE.matcher(item.id().substring(stem.length() + 1)).matches();
    if (!fits) {
      add(
        item.firstLine(),
        "has the route id " + item.id() + ", which does not fit its file",
        "name it " + stem + "-receive, -poll or -work"
      );
    }
  }

  private void configuration(RouteItem item) {
    Set<String> known = new HashSet<>(file.configurationIds());
    others.forEach(other -> known.addAll(other.configurationIds()));
    String id = item.configurationId();
    if (id.isEmpty()) {
      add(
        item.firstLine(),
        "has a route without routeConfigurationId, so without error handling",
        "add one of " + shown(known)
      );
    } else if (!known.contains(id)) {
      add(
        RouteItem.line(RouteItem.child(item.body(), "routeConfigurationId").orElseThrow()),
        "names the unknown routeConfigurationId " + id + ", which would remove all error handling",
        "use one of " + shown(known)
      );
    }
  }

  private static String shown(Set<String> ids) {
    return ids.stream().sorted().collect(Collectors.joining(", "));
  }

  private void entry(ScalarNode key, Node value) {
    String name = key.getValue();
    int line = RouteItem.line(key);
    if (ADDRESSED_BY_DATA.contains(name)) {
      add(line, "uses " + name + ", whose address can come from data", "use \"to\" with a fixed address");
    }
    if (LANGUAGES.contains(name)) {
      add(line, "uses " + name + ": business expressions do not stand in YAML", "put it into a bean");
    }
    if (value instanceof ScalarNode scalar) {
      scalar(name, scalar);
    } else if (name.equals("simple")) {
      RouteItem.child(value, "expression").ifPresent(expression ->
        headerTest(RouteItem.scalar(expression), line)
      );
    }
  }

  private void scalar(String name, ScalarNode value) {
    String text = value.getValue();
    int line = RouteItem.line(value);
    boolean placeholder = text.startsWith("{{") || text.startsWith("#");
    if ((NAMED_SECRET.matcher(name).matches() && !placeholder) || SECRET_IN_URI.matcher(text).matches()) {
      add(line, "holds what looks like a credential", "put it into the vault and change it at the remote");
    }
    if (name.equals("simple")) {
      headerTest(text, line);
      return;
    }
    Matcher functions = SIMPLE_FUNCTION.matcher(text);
    while (functions.find()) {
      if (!HEADER.matcher(functions.group()).matches()) {
        add(
          line,
          "uses the expression " + functions.group(),
          "keep to ${header.Name}, or put it into a bean"
        );
      }
    }
  }

  private void headerTest(String expression, int line) {
    if (!HEADER_TEST.matcher(expression).matches()) {
      add(
        line,
        "uses an expression that is more than a header test",
        "put it into a bean that sets a header"
      );
    }
  }

  private void webhook(RouteItem item) {
    RouteItem.child(item.body(), "from").ifPresent(from -> {
      String uri = RouteItem.child(from, "uri").map(RouteItem::scalar).orElse("");
      if (uri.startsWith("platform-http")) {
        webhook(from, uri);
      }
    });
  }

  private void webhook(Node from, String uri) {
    Node parameters = RouteItem.child(from, "parameters").orElse(from);
    String verbs = RouteItem.child(parameters, "httpMethodRestrict").map(RouteItem::scalar).orElse("");
    int line = RouteItem.line(from);
    if (uri.contains("?")) {
      add(line, "has its webhook's options in the address", "write them below \"parameters:\"");
    }
    if (!VERB.matcher(verbs).matches()) {
      add(line, "has a webhook that does not name exactly one verb", "add \"httpMethodRestrict: POST\"");
    }
    if (RouteItem.child(parameters, "matchOnUriPrefix").isPresent()) {
      add(line, "has a webhook that serves every path below its own", "remove matchOnUriPrefix");
    }
  }

  private void add(int line, String what, String remedy) {
    problems.add(new RouteProblem(file.path(), line, what, remedy));
  }
}
