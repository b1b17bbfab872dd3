package io.ledgerroutes.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.stereotype.Component;

/** Which route files are refused at the moment; their last good versions go on. */
@Component
public class RouteProblems {

  private final Map<String, RouteProblem> byFile = new ConcurrentSkipListMap<>();

  /** What is wrong now, by file. */
  public List<RouteProblem> all() {
    return List.copyOf(byFile.values());
  }

  /** What is wrong with a file, relative to the routes directory. */
  public Optional<RouteProblem> of(String file) {
    return Optional.ofNullable(byFile.get(file));
  }

  /** Whether it was not known already. */
  boolean refused(RouteProblem problem) {
    return !problem.equals(byFile.put(problem.file(), problem));
  }

  void good(String file) {
    byFile.remove(file);
  }
}
