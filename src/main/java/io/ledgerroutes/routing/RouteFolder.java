package io.ledgerroutes.routing;

import io.ledgerroutes.start.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The route files below {@code ledger.routes-dir}; the directory of connections is not part of it. */
@Component
public class RouteFolder {

  private static final int DEEPEST = 8;

  private final Path routes;
  private final Path connections;

  public RouteFolder(
    @Value("${ledger.routes-dir}") Path routes,
    @Value("${ledger.connections-dir}") Path connections
  ) {
    this.routes = routes.toAbsolutePath().normalize();
    this.connections = connections.toAbsolutePath().normalize();
    if (!Files.isDirectory(routes)) {
      throw new StartRefused(
        "The directory of routes " + routes + " does not exist.",
        "Start where ./routes is, or set ledger.routes-dir to where the route files are."
      );
    }
  }

  /** The text of every route file by its path relative to the directory, with slashes. */
  Map<String, String> read() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(routes, DEEPEST)) {
      for (Path path : (Iterable<Path>) paths.filter(this::isRouteFile)::iterator) {
        files.put(routes.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return files;
  }

  private boolean isRouteFile(Path path) {
    String name = path.getFileName().toString();
    return (
      name.endsWith(RouteFile.SUFFIX) &&
      !name.startsWith(".") &&
      !path.startsWith(connections) &&
      Files.isRegularFile(path)
    );
  }
}
