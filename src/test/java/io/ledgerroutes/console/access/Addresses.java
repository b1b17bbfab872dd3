package io.ledgerroutes.console.access;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every address that the product answers at, read off the handler mappings: what nobody listed is there too. */
public final class Addresses {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private Addresses() {}

  /**
   * An address.
   *
   * @param method ANY where the handler asks for none
   */
  public record Address(String method, String path) {
    public boolean isCall() {
      return path.startsWith("/api/") || path.startsWith("/actuator");
    }

    public boolean changes() {
      return !READING.contains(method) && !method.equals("ANY");
    }

    /** With something nobody has heard of in the place of each variable. */
    public String ofNothing() {
      return filled(variable -> "99999999");
    }

    /** With a value in the place of each variable. */
    public String filled(Function<String, String> values) {
      StringBuilder filled = new StringBuilder();
      int from = 0;
      for (int open = path.indexOf('{'); open >= 0; open = path.indexOf('{', from)) {
        int close = end(open);
        String name = path.substring(open + 1, close).split(":", 2)[0];
        filled.append(path, from, open).append(values.apply(name));
        from = close + 1;
      }
      return filled.append(path.substring(from)).toString();
    }

    // A variable's pattern has braces of its own.
    private int end(int open) {
      int depth = 0;
      for (int at = open; at < path.length(); at++) {
        depth += path.charAt(at) == '{' ? 1 : path.charAt(at) == '}' ? -1 : 0;
        if (depth == 0) {
          return at;
        }
      }
      throw new IllegalStateException(path);
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  public static Set<Address> of(ApplicationContext context) {
    Set<Address> found = new TreeSet<>(Comparator.comparing(Address::path).thenComparing(Address::method));
    Map<String, RequestMappingInfoHandlerMapping> mappings = context.getBeansOfType(
      RequestMappingInfoHandlerMapping.class
    );
    mappings
      .values()
      .stream()
      .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
      .forEach(info ->
        methods(info).forEach(method ->
          info.getPatternValues().forEach(path -> found.add(new Address(method, path)))
        )
      );
    return found;
  }

  private static List<String> methods(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() ? List.of("ANY") : methods.stream().map(RequestMethod::name).toList();
  }
}
