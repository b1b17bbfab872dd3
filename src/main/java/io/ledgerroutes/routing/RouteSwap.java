package io.ledgerroutes.routing;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the routes that run. A route whose text did not change is not touched; one that did is stopped in
 * order (its consumer finishes what it holds), replaced and started, unless it had been stopped by hand.
 */
final class RouteSwap {

  private static final Logger LOG = LoggerFactory.getLogger(RouteSwap.class);

  private final CamelContext running;
  private final Model model;

  RouteSwap(CamelContext running) {
    this.running = running;
    this.model = ((ModelCamelContext) running).getCamelContextExtension().getContextPlugin(Model.class);
  }

  /** Replaces one version of a file by another; if that fails the old one is put back. */
  void replace(RouteFile before, RouteFile after) throws RouteRefused {
    Set<String> changed = after.changedSince(before);
    try {
      load(after, changed);
    } catch (Exception e) {
      restore(before, after, changed);
      throw DryRun.refused(after, e);
    }
    Set<String> left = new TreeSet<>(before.routeIds());
    left.removeAll(after.routeIds());
    left.forEach(this::remove);
  }

  /** Takes all routes of a file away. */
  void remove(RouteFile file) {
    file.routeIds().forEach(this::remove);
    file.configurationIds().forEach(this::removeConfiguration);
  }

  /** Builds the routes again that use one of the routeConfigurations, because those changed. */
  void rebuild(RouteFile file, Set<String> configurations) throws RouteRefused {
    Set<String> users = new HashSet<>();
    file
      .items()
      .stream()
      .filter(item -> item.isRoute() && configurations.contains(item.configurationId()))
      .forEach(item -> users.add(item.key()));
    try {
      load(file, users);
    } catch (Exception e) {
      throw DryRun.refused(file, e);
    }
  }

  private void load(RouteFile file, Set<String> keys) throws Exception {
    if (keys.isEmpty()) {
      return;
    }
    Set<String> stopped = new HashSet<>();
    for (RouteItem item : file.items()) {
      if (item.isConfiguration() && keys.contains(item.key())) {
        removeConfiguration(item.id());
      }
      ServiceStatus status = item.isRoute() ? running.getRouteController().getRouteStatus(item.id()) : null;
      if (status != null && (status.isStopped() || status.isSuspended())) {
        stopped.add(item.id());
      }
    }
    PluginHelper.getRoutesLoader(running).updateRoutes(file.only(item -> keys.contains(item.key())));
    for (String id : stopped) {
      running.getRouteController().stopRoute(id);
    }
  }

  private void restore(RouteFile before, RouteFile after, Set<String> changed) {
    try {
      Set<String> strangers = new TreeSet<>(after.routeIds());
      strangers.removeAll(before.routeIds());
      strangers.forEach(this::remove);
      load(before, changed);
    } catch (Exception e) {
      LOG.error("The last good version of {} could not be put back; restart this node", before.path(), e);
    }
  }

  private void remove(String routeId) {
    try {
      if (model.getRouteDefinition(routeId) != null) {
        model.removeRouteDefinition(model.getRouteDefinition(routeId));
      } else if (running.getRoute(routeId) != null) {
        running.getRouteController().stopRoute(routeId);
        running.removeRoute(routeId);
      }
    } catch (Exception e) {
      LOG.error("Route {} could not be removed; restart this node", routeId, e);
    }
  }

  private void removeConfiguration(String id) {
    RouteConfigurationDefinition definition = model.getRouteConfigurationDefinition(id);
    if (definition == null) {
      return;
    }
    try {
      model.removeRouteConfiguration(definition);
    } catch (Exception e) {
      throw new IllegalStateException("The routeConfiguration " + id + " could not be replaced", e);
    }
  }
}
