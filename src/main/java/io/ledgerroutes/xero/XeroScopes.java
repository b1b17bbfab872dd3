package io.ledgerroutes.xero;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.connection.Integration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What a consent asks for: no more than the integrations of the grant's connections need, by granular scopes, by
 * their broad predecessors for an app from before March 2026, or by what the setting lists (facts, Xero 1).
 */
@Component
class XeroScopes {

  static final String GRANULAR = "granular";
  static final String BROAD = "broad";

  private static final String OFFLINE = "offline_access";
  private static final String READ = ".read";
  private static final Map<String, String> PREDECESSORS = Map.of(
    "accounting.invoices",
    "accounting.transactions",
    "accounting.payments",
    "accounting.transactions",
    "accounting.banktransactions",
    "accounting.transactions",
    "accounting.manualjournals",
    "accounting.transactions"
  );

  private final XeroProperties xero;
  private final Connections connections;
  private final Map<String, Integration> integrations;

  XeroScopes(XeroProperties xero, Connections connections, List<Integration> integrations) {
    this.xero = xero;
    this.connections = connections;
    this.integrations = integrations
      .stream()
      .collect(Collectors.toMap(Integration::name, Function.identity()));
  }

  /** The scopes to ask for at a consent for the grant, {@code offline_access} first. */
  List<String> of(String grant) {
    List<String> asked = new ArrayList<>(List.of(OFFLINE));
    asked.addAll(
      switch (xero.scopes()) {
        case List<String> one when one.equals(List.of(GRANULAR)) -> least(needed(grant));
        case List<String> one when one.equals(List.of(BROAD)) -> least(broad(needed(grant)));
        case List<String> listed -> listed
          .stream()
          .filter(scope -> !scope.equals(OFFLINE))
          .distinct()
          .toList();
      }
    );
    return List.copyOf(asked);
  }

  private Set<String> needed(String grant) {
    return connections
      .all()
      .stream()
      .filter(connection -> connection.xero().grant().equals(grant))
      .flatMap(connection ->
        integrations.get(connection.integration()).xeroScopes(connection.settings()).stream()
      )
      .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> broad(Set<String> granular) {
    return granular.stream().map(XeroScopes::predecessor).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String predecessor(String scope) {
    boolean reads = scope.endsWith(READ);
    String object = reads ? scope.substring(0, scope.length() - READ.length()) : scope;
    return PREDECESSORS.getOrDefault(object, object) + (reads ? READ : "");
  }

  /** Who may write may read. */
  private static List<String> least(Set<String> scopes) {
    return scopes
      .stream()
      .filter(
        scope -> !scope.endsWith(READ) || !scopes.contains(scope.substring(0, scope.length() - READ.length()))
      )
      .toList();
  }
}
