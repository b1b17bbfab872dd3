package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads Xero's lists by pages of 1,000. Pages shift while one reads: whatever changes meanwhile goes to the end of
 * the order by {@code UpdatedDateUTC}, and all behind it moves one place to the front. So pages are read from the
 * last to the first: what is not yet read can only move towards what is still to come.
 */
@Component
public class XeroPages {

  /** Elements of a page, the most that Xero gives (facts, Xero 3). */
  public static final int SIZE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(XeroPages.class);
  private static final int MOST_PASSES = 8;

  private final XeroCalls calls;

  XeroPages(XeroCalls calls) {
    this.calls = calls;
  }

  /**
   * Reads a list to its end. Each version of an element comes once; an element that changes meanwhile may come in
   * both versions, or only in the one before.
   *
   * @param sink takes the elements page by page
   * @return the time by Xero's clock before which nothing was left out
   * @throws io.ledgerroutes.remote.RemoteFailure where a page could not be read; the sink may have had some
   */
  public Instant read(String tenant, XeroList list, Consumer<List<XeroRecord>> sink) {
    Versions seen = new Versions(sink);
    XeroPage page = page(tenant, list, 1);
    Instant begun = page.time();
    seen.take(page);
    if (page.pageCount() <= 1) {
      return begun;
    }
    int passes = 0;
    int next = page.pageCount();
    // Ties within a second have no promised order, so a whole pass may still have missed some: the count tells.
    while (passes == 0 || (seen.count() < page.itemCount() && passes < MOST_PASSES)) {
      page = page(tenant, list, next);
      seen.take(page);
      passes += next == 1 ? 1 : 0;
      next = next == 1 ? Math.max(1, page.pageCount()) : next - 1;
    }
    if (seen.count() < page.itemCount()) {
      LOG.warn(
        "{} of {} says that it has {} elements and gave {}",
        list.name(),
        tenant,
        page.itemCount(),
        seen.count()
      );
    }
    return begun;
  }

  /** One page, counted from 1; a list without pages is its only one. */
  public XeroPage page(String tenant, XeroList list, int number) {
    if (!list.paged()) {
      return read(list, calls.ask(tenant, list.call()));
    }
    return read(
      list,
      calls.ask(tenant, list.call("page=" + number, "pageSize=" + SIZE, "order=UpdatedDateUTC"))
    );
  }

  /** The elements of these ids; those that Xero does not have are absent. */
  public List<XeroRecord> byIds(String tenant, XeroList list, Collection<String> ids) {
    List<XeroRecord> found = new ArrayList<>();
    if (list.takesIds()) {
      XeroQuery.chunks(ids, id -> id, ",").forEach(chunk ->
        found.addAll(
          read(list, calls.ask(tenant, list.call("IDs=" + chunk, "page=1", "pageSize=" + SIZE))).records()
        )
      );
    } else {
      ids.forEach(id -> one(tenant, list, id).ifPresent(found::add));
    }
    return found;
  }

  /** The element of this id; empty where Xero has none. */
  public Optional<XeroRecord> one(String tenant, XeroList list, String id) {
    return calls
      .find(tenant, list.one(id))
      .map(answer -> answer.list(list.name()).path(0))
      .filter(JsonNode::isObject)
      .map(element -> XeroRecord.of(list, element));
  }

  private static XeroPage read(XeroList list, XeroAnswer answer) {
    List<XeroRecord> records = new ArrayList<>();
    answer.list(list.name()).forEach(element -> records.add(XeroRecord.of(list, element)));
    JsonNode pagination = answer.json().path("pagination");
    if (list.paged() && !pagination.isObject() && records.size() >= SIZE) {
      throw XeroAnswer.unexpected("a full page that does not say how many there are");
    }
    return new XeroPage(
      records,
      pagination.path("pageCount").asInt(1),
      pagination.path("itemCount").asInt(records.size()),
      answer.time()
    );
  }

  /** What was handed on already, by id. */
  private static final class Versions {

    private final Consumer<List<XeroRecord>> sink;
    private final Map<String, Instant> seen = new HashMap<>();

    Versions(Consumer<List<XeroRecord>> sink) {
      this.sink = sink;
    }

    void take(XeroPage page) {
      List<XeroRecord> fresh = page.records().stream().filter(this::isNew).toList();
      if (!fresh.isEmpty()) {
        sink.accept(fresh);
      }
    }

    private boolean isNew(XeroRecord element) {
      Instant before = seen.get(element.id());
      boolean isNew = before == null || element.updated().isAfter(before);
      if (isNew) {
        seen.put(element.id(), element.updated());
      }
      return isNew;
    }

    int count() {
      return seen.size();
    }
  }
}
