package io.ledgerroutes.posting;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionState;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Admission;
import io.ledgerroutes.remote.Breakers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Admits a running connection whose tenant this node holds and may make a call for, and whose remotes answer. */
@Component
class LeasedAdmission implements Admission {

  private final Connections connections;
  private final TenantLeases leases;
  private final List<TenantBudget> budgets;
  private final Breakers breakers;

  LeasedAdmission(
    Connections connections,
    TenantLeases leases,
    List<TenantBudget> budgets,
    Breakers breakers
  ) {
    this.connections = connections;
    this.leases = leases;
    this.budgets = budgets;
    this.breakers = breakers;
  }

  @Override
  public Set<String> candidates() {
    return connections
      .all()
      .stream()
      .map(Connection::id)
      .filter(id -> connections.state(id) == ConnectionState.RUNNING)
      .collect(Collectors.toSet());
  }

  @Override
  public Optional<Ticket> admit(String connection) {
    return connections
      .find(connection)
      .filter(known -> connections.state(connection) == ConnectionState.RUNNING)
      .map(Connection::xero)
      .filter(xero -> !breakers.holdsBack(connection) && !breakers.holdsBack(xero.tenant()))
      .filter(xero -> budgets.stream().allMatch(budget -> budget.allowsCall(xero.tenant())))
      .flatMap(xero -> leases.acquire(xero.tenant()))
      .map(lease -> new Ticket(lease.tenant(), lease.epoch()));
  }

  @Override
  public void confirm(Ticket ticket) {
    leases.confirm(ticket.tenant(), ticket.epoch());
  }
}
