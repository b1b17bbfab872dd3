package io.ledgerroutes.routing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Builds a candidate's routes in a throw-away context with the running beans and properties, without starting
 * them and without touching what runs.
 */
final class DryRun {

  private static final List<String> STOOD_IN = List.of("quartz", "inbox", "platform-http");
  private static final Pattern LINE = Pattern.compile("(?:line |yaml:)(\\d+)");

  private final CamelContext running;

  DryRun(CamelContext running) {
    this.running = running;
  }

  /**
   * Tries a candidate out.
   *
   * @param replaced the ids of the running routes that it would replace or remove
   * @param others the other files, for their routeConfigurations
   */
  void check(RouteFile candidate, Set<String> replaced, Collection<RouteFile> others) throws RouteRefused {
    foreignIds(candidate, replaced);
    beans(candidate);
    try (DefaultCamelContext aside = aside()) {
      load(aside, others.stream().map(other -> other.only(RouteItem::isConfiguration)));
      load(aside, Stream.of(candidate.only(item -> true)));
      if (!candidate.configurationIds().isEmpty()) {
        // A routeConfiguration shows its faults only in the routes that it is built into.
        load(aside, others.stream().map(other -> other.only(RouteItem::isRoute)));
      }
      aside.start();
      directs(candidate, aside, replaced);
    } catch (RouteRefused e) {
      throw e;
    } catch (Exception e) {
      throw refused(candidate, e);
    }
  }

  private static void load(CamelContext aside, Stream<Resource> resources) throws Exception {
    PluginHelper.getRoutesLoader(aside).loadRoutes(resources.filter(DryRun::holdsSomething).toList());
  }

  /** Camel refuses a file without any item. */
  private static boolean holdsSomething(Resource resource) {
    try (InputStream text = resource.getInputStream()) {
      return !new String(text.readAllBytes(), StandardCharsets.UTF_8).isBlank();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Camel said, down to the innermost cause that says something, as a problem of the file. */
  static RouteRefused refused(RouteFile file, Throwable thrown) {
    String words = Stream.iterate(thrown, t -> t != null, Throwable::getCause)
      .map(Throwable::getMessage)
      .filter(message -> message != null && !message.isBlank())
      .map(message -> message.lines().findFirst().orElseThrow().strip())
      .reduce((outer, inner) -> inner)
      .orElse(thrown.getClass().getSimpleName());
    Matcher line = LINE.matcher(String.valueOf(thrown.getMessage()));
    int at = line.find() ? Integer.parseInt(line.group(1)) : 0;
    return new RouteRefused(
      new RouteProblem(file.path(), at, "does not load: " + words, "correct it"),
      thrown
    );
  }

  /** An id that a route out of Java has would silently replace that route. */
  private void foreignIds(RouteFile candidate, Set<String> replaced) throws RouteRefused {
    for (RouteItem item : candidate.items()) {
      if (item.isRoute() && !replaced.contains(item.id()) && running.getRoute(item.id()) != null) {
        throw new RouteRefused(
          new RouteProblem(
            candidate.path(),
            item.firstLine(),
            "uses the id " + item.id() + ", which a running route has",
            "give it another id"
          )
        );
      }
    }
  }

  /** Camel looks a bean's method up at the first message only. */
  private void beans(RouteFile candidate) throws RouteRefused {
    for (RouteItem item : candidate.items()) {
      Set<ScalarNode> refs = new HashSet<>();
      Set<Node> steps = new HashSet<>();
      item.eachEntry((key, value) -> {
        if (key.getValue().equals("bean")) {
          RouteItem.child(value, "ref").map(ScalarNode.class::cast).ifPresent(refs::add);
          steps.add(value);
        }
      });
      for (Node step : steps) {
        bean(candidate, step);
      }
    }
  }

  private void bean(RouteFile candidate, Node step) throws RouteRefused {
    String ref = RouteItem.child(step, "ref").map(RouteItem::scalar).orElse("");
    String method = RouteItem.child(step, "method")
      .map(RouteItem::scalar)
      .orElse("")
      .replaceFirst("\\(.*", "");
    if (ref.isEmpty() || ref.contains("{{")) {
      return;
    }
    Object bean = running.getRegistry().lookupByName(ref);
    int line = RouteItem.line(step);
    if (bean == null) {
      throw new RouteRefused(
        new RouteProblem(
          candidate.path(),
          line,
          "names the bean " + ref + ", which does not exist",
          "correct the name"
        )
      );
    }
    Stream<String> methods = Arrays.stream(bean.getClass().getMethods()).map(Method::getName);
    if (!method.isEmpty() && methods.noneMatch(method::equals)) {
      String what = "names the method " + method + ", which the bean " + ref + " does not have";
      throw new RouteRefused(new RouteProblem(candidate.path(), line, what, "correct the name"));
    }
  }

  private DefaultCamelContext aside() {
    DefaultCamelContext aside = new DefaultCamelContext(registry(running.getRegistry()));
    aside.disableJMX();
    aside.getCamelContextExtension().setName("dry-run");
    aside.setAutoStartup(false);
    aside.setAutowiredEnabled(false);
    aside.setStartupSummaryLevel(StartupSummaryLevel.Off);
    aside
      .getPropertiesComponent()
      .addPropertiesSource(
        new PropertiesSource() {
          @Override
          public String getName() {
            return "running";
          }

          @Override
          public String getProperty(String name) {
            return running.getPropertiesComponent().resolveProperty(name).orElse(null);
          }
        }
      );
    for (String scheme : STOOD_IN) {
      aside.addComponent(scheme, StandIn.of(scheme, anyEndpoint(scheme)));
    }
    return aside;
  }

  private static Registry registry(Registry real) {
    return new DefaultRegistry(new BorrowedBeans(real));
  }

  private Endpoint anyEndpoint(String scheme) {
    return running
      .getEndpoints()
      .stream()
      .filter(endpoint -> endpoint.getEndpointUri().startsWith(scheme + ":"))
      .findAny()
      .orElse(null);
  }

  /** A direct: that nobody listens to fails at the first message only. */
  private void directs(RouteFile candidate, CamelContext aside, Set<String> replaced) throws RouteRefused {
    Set<String> heard = new HashSet<>();
    aside.getRoutes().forEach(route -> heard.add(route.getEndpoint().getEndpointUri()));
    running
      .getRoutes()
      .stream()
      .filter(route -> !replaced.contains(route.getRouteId()))
      .map(Route::getEndpoint)
      .forEach(from -> heard.add(from.getEndpointUri()));
    for (Endpoint endpoint : aside.getEndpoints()) {
      String uri = endpoint.getEndpointUri();
      if (uri.startsWith("direct:") && !heard.contains(uri)) {
        String what = "sends to " + uri.replace("://", ":") + ", to which no route listens";
        throw new RouteRefused(new RouteProblem(candidate.path(), 0, what, "correct the name"));
      }
    }
  }
}
