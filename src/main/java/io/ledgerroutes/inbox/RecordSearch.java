package io.ledgerroutes.inbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * What a person looks for: messages that fit any of it.
 *
 * @param words numbers of cards, keys and correlation ids to compare with, as they are
 * @param ids of messages
 * @param totals of cards
 * @param currency of the totals; null for any
 * @param email as it is kept, see {@link RecordCardStore#pseudonym}; null for none
 * @param records found elsewhere, e.g. by the number of a document
 */
public record RecordSearch(
  Collection<String> words,
  Collection<Long> ids,
  Collection<BigDecimal> totals,
  String currency,
  String email,
  Collection<RecordKey> records
) {
  private static final String OF_CARD = """
    SELECT m.id FROM record_card c
      JOIN inbox m ON m.connection = c.connection AND m.flow = c.flow AND m.record_key = c.record_key WHERE\s""";

  /** Each way is one step in an index, however many messages there are. */
  MessageQuery.Condition condition() {
    List<String> ways = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    way(ways, values, "SELECT id FROM inbox WHERE record_key IN ", words);
    way(ways, values, "SELECT id FROM inbox WHERE correlation_id IN ", words);
    way(ways, values, OF_CARD + "c.number IN ", words);
    way(ways, values, "SELECT id FROM inbox WHERE id IN ", ids);
    way(ways, values, OF_CARD + ofCurrency(values) + "c.total IN ", totals);
    if (email != null) {
      way(ways, values, OF_CARD + "c.email IN ", List.of(email));
    }
    for (RecordKey record : records) {
      ways.add("SELECT id FROM inbox WHERE record_key = ? AND connection = ? AND flow = ?");
      values.addAll(List.of(record.key(), record.connection(), record.flow()));
    }
    // What could mean nothing finds nothing.
    String found = ways.isEmpty() ? "SELECT id FROM inbox WHERE 1 = 0" : String.join(" UNION ", ways);
    return new MessageQuery.Condition("id IN (" + found + ")", values);
  }

  private String ofCurrency(List<Object> values) {
    if (currency == null || totals.isEmpty()) {
      return "";
    }
    values.add(currency);
    return "c.currency = ? AND ";
  }

  private static void way(List<String> ways, List<Object> values, String question, Collection<?> asked) {
    if (!asked.isEmpty()) {
      ways.add(question + "(" + String.join(", ", Collections.nCopies(asked.size(), "?")) + ")");
      values.addAll(asked);
    }
  }
}
