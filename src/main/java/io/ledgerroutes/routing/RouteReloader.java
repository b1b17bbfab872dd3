package io.ledgerroutes.routing;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.NodeDirectories;
import io.ledgerroutes.start.StartRefused;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes edited route files over while the runtime runs: each is linted, tried out aside and swapped in; a bad
 * one is refused with a reason and its last good version goes on.
 */
@Component
public class RouteReloader {

  private static final Logger LOG = LoggerFactory.getLogger(RouteReloader.class);

  private final RouteFolder folder;
  private final CamelContext camel;
  private final RouteProblems problems;
  private final AuditTrail audit;
  private final NodeDirectories nodes;

  /** What runs, by file. */
  private final Map<String, RouteFile> good = new TreeMap<>();
  private Map<String, String> taken;
  private Map<String, String> settling;

  public RouteReloader(
    RouteFolder folder,
    CamelContext camel,
    RouteProblems problems,
    AuditTrail audit,
    NodeDirectories nodes
  ) throws IOException {
    this.folder = folder;
    this.camel = camel;
    this.problems = problems;
    this.audit = audit;
    this.nodes = nodes;
    this.taken = folder.read();
    lintAll();
  }

  /** What Camel is about to load: the lint's rules hold at start as well, where Camel itself is silent. */
  private void lintAll() {
    try {
      for (Map.Entry<String, String> file : taken.entrySet()) {
        good.put(file.getKey(), RouteFile.parse(file.getKey(), file.getValue()));
      }
      for (RouteFile file : good.values()) {
        List<RouteProblem> found = RouteLint.check(file, others(good, file.path()));
        if (!found.isEmpty()) {
          throw new RouteRefused(found.getFirst());
        }
      }
    } catch (RouteRefused e) {
      RouteProblem problem = e.problem();
      throw new StartRefused(
        "The route file " +
          problem.file() +
          " is refused in line " +
          problem.line() +
          ": it " +
          problem.what() +
          ".",
        "In " + problem.file() + ": " + problem.remedy() + "."
      );
    }
  }

  private static List<RouteFile> others(Map<String, RouteFile> files, String path) {
    return files
      .values()
      .stream()
      .filter(other -> !other.path().equals(path))
      .toList();
  }

  /**
   * Looks at the files once. A change counts when two looks in a row saw the same, so that a file half written
   * by an editor is never taken. Before Camel runs and once it stops nothing is looked at.
   */
  public synchronized void look() throws IOException {
    if (!camel.getStatus().isStarted()) {
      return;
    }
    Map<String, String> files = folder.read();
    if (files.equals(taken)) {
      settling = null;
    } else if (files.equals(settling)) {
      takeOver(files);
      // Only now: when the store failed on the way, the next looks try again.
      taken = files;
      settling = null;
    } else {
      settling = files;
    }
    nodes.publish("routes", hash());
  }

  /** Of what runs, not of what lies there: a refused edit is no difference between nodes. */
  private String hash() {
    return RouteFile.hash(
      good
        .values()
        .stream()
        .map(file -> file.path() + " " + file.hash())
        .collect(Collectors.joining("\n"))
    );
  }

  private void takeOver(Map<String, String> files) {
    new ArrayList<>(good.values())
      .stream()
      .filter(file -> !files.containsKey(file.path()))
      .forEach(this::leave);
    problems
      .all()
      .stream()
      .map(RouteProblem::file)
      .filter(file -> !files.containsKey(file) && !good.containsKey(file))
      .forEach(problems::good);
    // Those that failed are tried again once another succeeded: it may have brought or freed what they need.
    List<RouteFile> candidates = candidates(files);
    Map<RouteFile, RouteRefused> refused = Map.of();
    boolean progress = true;
    while (progress && !candidates.isEmpty()) {
      refused = tryAll(candidates);
      progress = refused.size() < candidates.size();
      candidates = List.copyOf(refused.keySet());
    }
    refused.forEach(this::refuse);
  }

  /** What differs from what runs; files with routeConfigurations first, because others name those. */
  private List<RouteFile> candidates(Map<String, String> files) {
    List<RouteFile> candidates = new ArrayList<>();
    files.forEach((path, text) -> {
      if (good.containsKey(path) && good.get(path).text().equals(text)) {
        problems.good(path);
        return;
      }
      try {
        candidates.add(RouteFile.parse(path, text));
      } catch (RouteRefused e) {
        refuse(new RouteFile(path, text, List.of()), e);
      }
    });
    candidates.sort(Comparator.comparing(file -> file.configurationIds().isEmpty()));
    return candidates;
  }

  private Map<RouteFile, RouteRefused> tryAll(List<RouteFile> candidates) {
    Map<RouteFile, RouteRefused> refused = new TreeMap<>(Comparator.comparing(RouteFile::path));
    for (RouteFile candidate : candidates) {
      try {
        takeOver(candidate);
      } catch (RouteRefused e) {
        refused.put(candidate, e);
      }
    }
    return refused;
  }

  private void takeOver(RouteFile candidate) throws RouteRefused {
    List<RouteFile> others = others(good, candidate.path());
    RouteFile before = good.getOrDefault(candidate.path(), new RouteFile(candidate.path(), "", List.of()));
    List<RouteProblem> found = RouteLint.check(candidate, others);
    if (!found.isEmpty()) {
      throw new RouteRefused(found.getFirst());
    }
    stillNeeded(before, candidate.configurationIds());
    new DryRun(camel).check(candidate, before.routeIds(), others);
    RouteSwap swap = new RouteSwap(camel);
    swap.replace(before, candidate);
    good.put(candidate.path(), candidate);
    try {
      rebuildUsers(swap, before, candidate);
    } catch (RouteRefused e) {
      good.put(candidate.path(), before);
      swap.replace(candidate, before);
      rebuildUsers(swap, candidate, before);
      throw e;
    }
    problems.good(candidate.path());
    LOG.info("Route file {} taken over: {}", candidate.path(), candidate.hash());
    audit.record(
      AuditEntry.of("route-swap")
        .outcome("taken")
        .with("file", candidate.path())
        .with("hash", candidate.hash())
    );
  }

  /** A routeConfiguration is built into each route that names it. */
  private void rebuildUsers(RouteSwap swap, RouteFile before, RouteFile after) throws RouteRefused {
    Set<String> keys = after.changedSince(before);
    Set<String> changed = after
      .items()
      .stream()
      .filter(item -> item.isConfiguration() && keys.contains(item.key()))
      .map(RouteItem::id)
      .collect(Collectors.toCollection(TreeSet::new));
    if (!changed.isEmpty()) {
      for (RouteFile file : good.values()) {
        swap.rebuild(file, changed);
      }
    }
  }

  /** Without the routeConfiguration that it names a route would run without error handling. */
  private void stillNeeded(RouteFile before, Set<String> staying) throws RouteRefused {
    for (String id : before.configurationIds()) {
      if (staying.contains(id)) {
        continue;
      }
      for (RouteFile user : others(good, before.path())) {
        if (
          user
            .items()
            .stream()
            .anyMatch(item -> item.isRoute() && item.configurationId().equals(id))
        ) {
          String what = "no longer holds the routeConfiguration " + id + ", which " + user.path() + " needs";
          throw new RouteRefused(new RouteProblem(before.path(), 0, what, "put it back"));
        }
      }
    }
  }

  private void leave(RouteFile file) {
    try {
      stillNeeded(file, Set.of());
    } catch (RouteRefused e) {
      refuse(file, e);
      return;
    }
    new RouteSwap(camel).remove(file);
    good.remove(file.path());
    problems.good(file.path());
    LOG.info("Route file {} was removed, its routes {} with it", file.path(), file.routeIds());
    audit.record(
      AuditEntry.of("route-swap").outcome("removed").with("file", file.path()).with("hash", file.hash())
    );
  }

  private void refuse(RouteFile file, RouteRefused refused) {
    RouteProblem problem = Objects.requireNonNull(refused.problem());
    if (problems.refused(problem)) {
      LOG.warn("Route edit refused, the last good one goes on: {}", problem.inOneLine());
      audit.record(
        AuditEntry.of("route-swap")
          .outcome("refused")
          .reason(problem.inOneLine())
          .with("file", file.path())
          .with("hash", file.hash())
      );
    }
  }
}
