package io.ledgerroutes.sandbox.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Documents by key, in the order they came, kept by a {@link Journal}. A document on a shelf is never
 * changed in place: copy it, change the copy, put it back.
 */
public final class Shelf {

  private final String name;
  private final Journal journal;
  private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

  Shelf(String name, Journal journal) {
    this.name = name;
    this.journal = journal;
  }

  String name() {
    return name;
  }

  public synchronized Optional<ObjectNode> get(String key) {
    return Optional.ofNullable(documents.get(key));
  }

  public synchronized boolean has(String key) {
    return documents.containsKey(key);
  }

  public void put(String key, ObjectNode document) {
    journal.change(this, key, document);
  }

  public void remove(String key) {
    if (has(key)) {
      journal.change(this, key, null);
    }
  }

  /** A copy of the shelf's documents, oldest first. */
  public synchronized List<ObjectNode> all() {
    return new ArrayList<>(documents.values());
  }

  /** The oldest few with their keys. */
  public synchronized Map<String, ObjectNode> first(int most) {
    Map<String, ObjectNode> oldest = new LinkedHashMap<>();
    documents
      .entrySet()
      .stream()
      .limit(most)
      .forEach(entry -> oldest.put(entry.getKey(), entry.getValue()));
    return oldest;
  }

  public synchronized int size() {
    return documents.size();
  }

  /** Keys of the documents whose text field has this value. */
  public synchronized List<String> entriesOf(String field, String value) {
    return keys(document -> document.path(field).asText().equals(value));
  }

  /** Keys of the documents whose number field lies below this value. */
  public synchronized List<String> entriesOlder(String field, long than) {
    return keys(document -> document.path(field).asLong() < than);
  }

  private List<String> keys(Predicate<ObjectNode> wanted) {
    List<String> keys = new ArrayList<>();
    documents.forEach((key, document) -> {
      if (wanted.test(document)) {
        keys.add(key);
      }
    });
    return keys;
  }

  public void clear() {
    journal.together(() -> entries().keySet().forEach(this::remove));
  }

  /** The next number of this shelf's own sequence, the given one at first. */
  public int next(int first) {
    return journal.together(() -> {
      int number = get("next")
        .map(node -> node.path("value").asInt())
        .orElse(first);
      put("next", Json.object().put("value", number + 1));
      return number;
    });
  }

  synchronized Map<String, ObjectNode> entries() {
    return new LinkedHashMap<>(documents);
  }

  /** Changes the shelf without a word to the journal; answers what was there before. */
  synchronized ObjectNode set(String key, ObjectNode document) {
    return document == null ? documents.remove(key) : documents.put(key, document);
  }
}
