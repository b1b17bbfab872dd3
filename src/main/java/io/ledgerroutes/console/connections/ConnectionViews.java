package io.ledgerroutes.console.connections;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionProblem;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.connections.OverviewStore.Overview;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.woocommerce.WebhookKeeper;
import io.ledgerroutes.woocommercexero.WooCommerceXeroSettings;
import io.ledgerroutes.xero.BudgetFigures;
import io.ledgerroutes.xero.XeroBudget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** How connections stand, put together from what the rooms know of each. */
@Component
public class ConnectionViews {

  private final Connections connections;
  private final NamedConnection addressed;
  private final Credentials credentials;
  private final OverviewStore overviews;
  private final XeroBudget budget;
  private final Backlog backlog;
  private final Breakers breakers;
  private final WebhookKeeper webhooks;

  ConnectionViews(
    Connections connections,
    NamedConnection addressed,
    Credentials credentials,
    OverviewStore overviews,
    XeroBudget budget,
    Backlog backlog,
    Breakers breakers,
    WebhookKeeper webhooks
  ) {
    this.connections = connections;
    this.addressed = addressed;
    this.credentials = credentials;
    this.overviews = overviews;
    this.budget = budget;
    this.backlog = backlog;
    this.breakers = breakers;
    this.webhooks = webhooks;
  }

  /** All of them, by id. */
  public List<ConnectionView> all() {
    Set<String> ids = connections.ids();
    Map<String, Overview> found = overviews.of(ids);
    return ids
      .stream()
      .map(id -> view(id, found))
      .toList();
  }

  /** One; {@link io.ledgerroutes.console.ApiRefusal} of 404 where there is none of this id. */
  public ConnectionView one(String id) {
    addressed.requireKnown(id);
    Set<String> neighbours = new TreeSet<>(Set.of(id));
    connections.find(id).ifPresent(good -> neighbours.addAll(ofTenant(good)));
    return view(id, overviews.of(neighbours));
  }

  private List<String> ofTenant(Connection good) {
    return connections.ofTenant(good.xero().tenant()).stream().map(Connection::id).toList();
  }

  private ConnectionView view(String id, Map<String, Overview> overviews) {
    Optional<Connection> good = connections.find(id);
    Overview overview = overviews.get(id);
    return new ConnectionView(
      id,
      good.map(Connection::integration).orElse(null),
      connections.state(id),
      connections.stateReason(id).orElse(null),
      connections.stateSince(id).orElse(null),
      good.map(ConnectionViews::settings).orElse(null),
      good.map(credentials::of).orElse(Map.of()),
      good.map(credentials::missing).orElse(List.of()),
      overview.messages(),
      overview.oldestWaitingAt(),
      overview.lastPollAt(),
      overview.lastWebhookAt(),
      good.map(one -> budget(one, overviews)).orElse(null),
      breakers.figures(good.map(one -> Set.of(id, one.xero().tenant())).orElse(Set.of())),
      webhooks.seen(id),
      good
        .filter(ConnectionViews::isShop)
        .map(shop -> webhooks.address(id).toString())
        .orElse(null),
      problems(id)
    );
  }

  private static boolean isShop(Connection good) {
    return good.settings() instanceof WooCommerceXeroSettings;
  }

  private ConnectionView.Budget budget(Connection good, Map<String, Overview> overviews) {
    Instant now = Instant.now();
    BudgetFigures figures = budget.figures(good.xero().tenant());
    Map<String, Overview> ofTenant = new TreeMap<>(overviews);
    ofTenant.keySet().retainAll(ofTenant(good));
    // What stands still has no end that could be told.
    ofTenant.keySet().removeIf(id -> connections.state(id) != ConnectionState.RUNNING);
    return ConnectionView.Budget.of(figures, backlog.estimate(ofTenant, figures, now), now);
  }

  private static ConnectionView.Settings settings(Connection good) {
    return new ConnectionView.Settings(good.startDate(), good.xero(), good.schedule(), good.settings());
  }

  private List<ConnectionProblem> problems(String id) {
    return connections
      .problems()
      .stream()
      .filter(problem -> problem.file().equals(id + ".yaml"))
      .toList();
  }
}
