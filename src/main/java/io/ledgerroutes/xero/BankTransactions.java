package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.SourceRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads bank transactions of one type: they have no number, so those of the days in question are read and told by
 * their reference (DESIGN, rule 4).
 *
 * @param id names the id that a link keeps
 * @param reference of a transaction, sent or answered
 * @param projection of a transaction as answered
 */
record BankTransactions(
  XeroPages pages,
  String id,
  Function<JsonNode, String> reference,
  Function<JsonNode, String> projection
) {
  /** What earlier writes of these drafts may have made. */
  Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    Map<SourceRef, Found> found = new HashMap<>();
    drafts
      .stream()
      .collect(
        Collectors.groupingBy(
          draft -> Canonical.text(draft.body(), "Type"),
          TreeMap::new,
          Collectors.toList()
        )
      )
      .forEach((type, ofType) -> {
        List<JsonNode> there = between(tenant, type, ofType);
        ofType.forEach(draft ->
          there
            .stream()
            .filter(each -> reference.apply(each).equals(draft.number()))
            .filter(each -> account(each).equals(account(draft.body())))
            .map(this::found)
            .reduce((one, other) -> better(draft, one, other))
            .ifPresent(best -> found.put(draft.source(), best))
        );
      });
    return found;
  }

  private static Found better(Draft draft, Found one, Found other) {
    boolean first = one.live() && (!other.live() || one.projection().equals(draft.meant()));
    return first ? one : other;
  }

  private static String account(JsonNode transaction) {
    return Canonical.account(transaction.path("BankAccount"));
  }

  private List<JsonNode> between(String tenant, String type, List<Draft> drafts) {
    List<String> days = drafts
      .stream()
      .map(draft -> Canonical.day(draft.body(), "Date"))
      .sorted()
      .toList();
    String where = "Type==\"" + type + "\" AND " + XeroQuery.days("Date", days.getFirst(), days.getLast());
    List<JsonNode> all = new ArrayList<>();
    pages.read(tenant, XeroList.BANK_TRANSACTIONS.where(where), page ->
      page.forEach(transaction -> all.add(transaction.json()))
    );
    return all;
  }

  Found found(JsonNode transaction) {
    return new Found(
      transaction.path(id).asText(),
      reference.apply(transaction),
      live(transaction),
      projection.apply(transaction)
    );
  }

  static boolean live(JsonNode transaction) {
    return !DocumentProjection.GONE.contains(transaction.path("Status").asText());
  }
}
