package io.ledgerroutes.console.trail;

import static io.ledgerroutes.console.Question.ID;
import static io.ledgerroutes.console.Question.SYSTEM;
import static io.ledgerroutes.console.Question.TYPE;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/links}: what a record became, or what a document was made from. */
@RestController
class LinksApi {

  private final LinkStore links;
  private final Connections connections;

  LinksApi(LinkStore links, Connections connections) {
    this.links = links;
    this.connections = connections;
  }

  /** Lists what a record became, or what a document was made from: its links as source and as target. */
  @GetMapping("/api/v1/links")
  Page<LinkView> list(@Asks(needed = { SYSTEM, TYPE, ID }) Asked asked) {
    String kind = asked.text("system") + "-" + asked.text("type");
    Set<String> tenants = new TreeSet<>();
    Set<String> scopes = new TreeSet<>(connections.ids());
    connections
      .all()
      .stream()
      .map(Connection::xero)
      .forEach(xero -> tenants.add(xero.tenant()));
    scopes.addAll(tenants);
    List<Link> found = new ArrayList<>(links.ofSource(scopes, kind, asked.text("id")));
    found.addAll(links.ofTarget(tenants, kind, asked.text("id")));
    return new Page<>(found.stream().map(LinkView::of).toList(), null);
  }
}
