package io.ledgerroutes.posting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A remote in memory that takes the same number twice without a word, as Xero does with payments. An idempotency
 * key is answered as the first time for six minutes, failures included; elements are found by their number.
 */
final class NumberlessRemote implements ChangeTarget, Remote {

  static final String TYPE = "payment";
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration KEY_LIVES = Duration.ofMinutes(6);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How a write fails. */
  enum Fault {
    /** Written; the answer never comes. */
    ANSWER_LOST,
    /** No answer within the time; nothing was written. */
    TIMEOUT,
    /** The remote was never reached. */
    CONNECTION_REFUSED,
    /** 500, remembered under the key; nothing was written. */
    ERROR_BEFORE,
    /** 500, remembered under the key; all was written. */
    ERROR_AFTER,
    /** Written; one answer too few. */
    WRONG_COUNT,
    /** 429; nothing was done, and nothing is remembered. */
    TOO_MANY_REQUESTS,
    /** 401; nothing was done, and nothing is remembered. */
    UNAUTHORISED,
  }

  /** What was written. */
  record Document(String id, String number, String amount, boolean live) {
    String projection() {
      return projectionOf(number, amount);
    }
  }

  private record Kept(byte[] request, long until, Supplier<List<Reply>> answer) {}

  private final Deque<Fault> script = new ArrayDeque<>();
  private final List<Document> documents = new ArrayList<>();
  private final Map<String, Kept> keys = new HashMap<>();
  private final List<Integer> writes = new ArrayList<>();
  private final List<String> keysHeard = new ArrayList<>();
  private final List<byte[]> requestsHeard = new ArrayList<>();
  private Set<String> poisons = Set.of();
  private Set<String> hidden = Set.of();
  private boolean numbersUnique;
  private boolean up = true;
  private final Map<String, Integer> changes = new HashMap<>();
  private Optional<String> locked = Optional.empty();
  private boolean blind;
  private int largestRequest = 50;
  private int looks;
  private int probes;
  private long clock;
  private Steps steps = Steps.unhindered();
  private Runnable beforeWrite = () -> {};

  static String projectionOf(String number, String amount) {
    return number + " " + amount;
  }

  // Scripting

  /** The next writes fail so, in this order; then all is well. */
  void failNext(Fault... faults) {
    script.addAll(Arrays.asList(faults));
  }

  /** A request that holds one of these numbers is answered 500 as a whole, always. */
  void choke(String... numbers) {
    poisons = Set.of(numbers);
  }

  /** A look for one of these numbers is answered 500 as a whole, until said otherwise. */
  void chokeOnLooksFor(String... numbers) {
    hidden = Set.of(numbers);
  }

  void down() {
    up = false;
  }

  void upAgain() {
    up = true;
  }

  /** Refuses a taken number from now on, as Xero does with invoices. */
  void keepNumbersUnique() {
    numbersUnique = true;
  }

  /** Finds nothing from now on: the guard "look" is off. */
  void goBlind() {
    blind = true;
  }

  /** From now on no document may be changed, for this reason. */
  void lock(String reason) {
    locked = Optional.of(reason);
  }

  void takeAtMost(int elements) {
    largestRequest = elements;
  }

  /** Runs on the calling thread before each write. */
  void beforeEachWrite(Runnable work) {
    beforeWrite = work;
  }

  void watchedBy(Steps process) {
    steps = process;
  }

  void passes(Duration time) {
    clock += time.toMillis();
  }

  void change(String number, String amount) {
    documents.replaceAll(each ->
      each.number().equals(number) ? new Document(each.id(), number, amount, each.live()) : each
    );
  }

  void voidAll(String number) {
    documents.replaceAll(each ->
      each.number().equals(number) ? new Document(each.id(), number, each.amount(), false) : each
    );
  }

  // Counting

  /** Live and voided documents by number. */
  Map<String, Long> counts() {
    return documents
      .stream()
      .collect(Collectors.groupingBy(Document::number, TreeMap::new, Collectors.counting()));
  }

  /** Numbers that are there more than once. */
  List<String> doubles() {
    return counts()
      .entrySet()
      .stream()
      .filter(entry -> entry.getValue() > 1)
      .map(Map.Entry::getKey)
      .toList();
  }

  List<Document> documents() {
    return List.copyOf(documents);
  }

  /** How often a document was changed by its id. */
  int changes(String id) {
    return changes.getOrDefault(id, 0);
  }

  /** How many elements each write that was heard had. */
  List<Integer> writes() {
    return List.copyOf(writes);
  }

  List<String> keysHeard() {
    return List.copyOf(keysHeard);
  }

  List<byte[]> requestsHeard() {
    return List.copyOf(requestsHeard);
  }

  int looks() {
    return looks;
  }

  int probes() {
    return probes;
  }

  // The remote

  @Override
  public Duration callTimeout() {
    return CALL_TIMEOUT;
  }

  @Override
  public Terms terms() {
    return Terms.batched(TYPE, largestRequest, Integer.MAX_VALUE);
  }

  @Override
  public Remote remote() {
    return this;
  }

  @Override
  public byte[] compose(List<Draft> drafts) {
    ArrayNode elements = JSON.createArrayNode();
    drafts.forEach(draft -> elements.add(draft.body()));
    try {
      return JSON.writeValueAsBytes(elements);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public List<Reply> send(String tenant, byte[] request, String idempotencyKey, int elements) {
    steps.take("before the write");
    beforeWrite.run();
    List<Reply> replies = answer(request, idempotencyKey);
    steps.take("after the write");
    return replies;
  }

  private synchronized List<Reply> answer(byte[] request, String key) {
    Fault fault = script.poll();
    if (fault == Fault.CONNECTION_REFUSED) {
      throw noAnswer(false);
    }
    writes.add(elements(request).size());
    keysHeard.add(key);
    requestsHeard.add(request);
    if (!up) {
      throw failure(FailureKind.TRANSIENT, 503, true);
    }
    if (fault == Fault.TOO_MANY_REQUESTS) {
      throw failure(FailureKind.THROTTLED, 429, false);
    }
    if (fault == Fault.UNAUTHORISED) {
      throw failure(FailureKind.CREDENTIALS, 401, false);
    }
    if (fault == Fault.TIMEOUT) {
      throw noAnswer(true);
    }
    Kept kept = keys.get(key);
    if (kept == null || kept.until() < clock) {
      kept = new Kept(request, clock + KEY_LIVES.toMillis(), firstAnswer(request, fault));
      keys.put(key, kept);
    } else if (!Arrays.equals(kept.request(), request)) {
      throw new IllegalArgumentException("the key was used with other bytes");
    }
    if (fault == Fault.ANSWER_LOST) {
      throw noAnswer(true);
    }
    return kept.answer().get();
  }

  private Supplier<List<Reply>> firstAnswer(byte[] request, Fault fault) {
    boolean chokes = elements(request)
      .stream()
      .anyMatch(each -> poisons.contains(each.path("number").asText()));
    if (fault == Fault.ERROR_BEFORE || chokes) {
      return () -> {
        throw failure(FailureKind.TRANSIENT, 500, true);
      };
    }
    List<Reply> replies = elements(request).stream().map(this::write).toList();
    if (fault == Fault.ERROR_AFTER) {
      return () -> {
        throw failure(FailureKind.TRANSIENT, 500, true);
      };
    }
    if (fault == Fault.WRONG_COUNT) {
      return () -> {
        throw failure(FailureKind.TRANSIENT, 200, true);
      };
    }
    return () -> replies;
  }

  private Reply write(JsonNode element) {
    if (element.has("id")) {
      return changed(element);
    }
    String number = element.path("number").asText();
    if (element.path("refuse").asBoolean()) {
      return refused(FailureKind.STRUCTURAL, "the amount is not a number");
    }
    boolean taken = documents.stream().anyMatch(each -> each.number().equals(number));
    if (numbersUnique && taken) {
      return refused(FailureKind.CONFLICT, "the number must be unique");
    }
    String amount = element.path("amount").asText();
    Document written = new Document("id-" + documents.size(), number, amount, true);
    documents.add(written);
    return new Reply.Accepted(written.id(), number, written.projection());
  }

  private Reply changed(JsonNode element) {
    String id = element.path("id").asText();
    Document before = documents
      .stream()
      .filter(each -> each.id().equals(id))
      .findFirst()
      .orElseThrow();
    boolean live = !element.path("void").asBoolean();
    String amount = element.path("amount").asText(before.amount());
    Document now = new Document(id, before.number(), amount, live);
    documents.set(documents.indexOf(before), now);
    changes.merge(id, 1, Integer::sum);
    return new Reply.Accepted(id, now.number(), now.projection());
  }

  private static Reply refused(FailureKind kind, String words) {
    return new Reply.Refused(new Failure(TYPE, kind, 0, words, Optional.empty(), false));
  }

  @Override
  public Map<SourceRef, Found> look(String tenant, List<Draft> drafts) {
    steps.take("before a look");
    Map<String, Found> found = found(drafts.stream().map(Draft::number).toList());
    steps.take("after a look");
    return drafts
      .stream()
      .filter(draft -> found.containsKey(draft.number()))
      .collect(Collectors.toMap(Draft::source, draft -> found.get(draft.number())));
  }

  @Override
  public Map<String, Current> read(String tenant, Collection<String> ids) {
    steps.take("before a read");
    Map<String, Current> current = documents
      .stream()
      .filter(each -> ids.contains(each.id()))
      .collect(
        Collectors.toMap(Document::id, each ->
          new Current(body(each.number(), each.amount()), each.projection(), each.live(), locked)
        )
      );
    steps.take("after a read");
    return current;
  }

  @Override
  public ObjectNode element(Change change, JsonNode current) {
    return change.body().deepCopy().put("id", change.link().targetId());
  }

  private synchronized Map<String, Found> found(Collection<String> numbers) {
    if (!up) {
      throw failure(FailureKind.TRANSIENT, 503, true);
    }
    looks++;
    if (numbers.stream().anyMatch(hidden::contains)) {
      throw failure(FailureKind.TRANSIENT, 500, false);
    }
    Map<String, Found> found = new LinkedHashMap<>();
    documents
      .stream()
      .filter(each -> !blind && numbers.contains(each.number()))
      .map(each -> new Found(each.id(), each.number(), each.live(), each.projection()))
      .forEach(each -> found.merge(each.number(), each, (one, other) -> one.live() ? one : other));
    return found;
  }

  @Override
  public synchronized boolean answers(String tenant) {
    probes++;
    return up;
  }

  /** The element of a request for a document of this number and amount. */
  static ObjectNode body(String number, String amount) {
    return JSON.createObjectNode().put("number", number).put("amount", amount);
  }

  private static List<JsonNode> elements(byte[] request) {
    try {
      List<JsonNode> elements = new ArrayList<>();
      JSON.readTree(request).forEach(elements::add);
      return elements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RemoteFailure noAnswer(boolean mayHaveHappened) {
    String words = mayHaveHappened ? "no whole answer" : "cannot be reached";
    return new RemoteFailure(
      new Failure(TYPE, FailureKind.TRANSIENT, 0, words, Optional.empty(), mayHaveHappened)
    );
  }

  private static RemoteFailure failure(FailureKind kind, int status, boolean mayHaveHappened) {
    return new RemoteFailure(
      new Failure(TYPE, kind, status, "failed as scripted", Optional.empty(), mayHaveHappened)
    );
  }
}
