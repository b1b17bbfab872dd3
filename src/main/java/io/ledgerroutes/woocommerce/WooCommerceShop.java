package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.retention.Remains;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** What a shop is asked about its orders and customers. */
@Component
public class WooCommerceShop {

  private static final int PAGE = 100;
  private static final String NO_SUCH_ORDER = "woocommerce_rest_shop_order_invalid_id";
  private static final DateTimeFormatter GMT_WITHOUT_Z = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private final WooCommerceCalls calls;

  @Bean
  static Remains shopRemains() {
    return new Remains(
      "The shop",
      "Orders and accounts stand there. Use its own tool: WordPress, Tools, Erase Personal Data."
    );
  }

  public WooCommerceShop(WooCommerceCalls calls) {
    this.calls = calls;
  }

  /**
   * Orders as they are now, trashed ones included.
   *
   * @return the shop's JSON by id; one that is gone for good is absent
   */
  public Map<Long, JsonNode> orders(Shop shop, Collection<Long> ids) {
    Map<Long, JsonNode> found = new HashMap<>();
    List<Long> wanted = List.copyOf(ids);
    for (int from = 0; from < wanted.size(); from += PAGE) {
      List<Long> some = wanted.subList(from, Math.min(wanted.size(), from + PAGE));
      String include = some.stream().map(String::valueOf).collect(Collectors.joining(","));
      Map<String, String> query = Map.of(
        "include",
        include,
        "status",
        "any",
        "per_page",
        Integer.toString(PAGE)
      );
      list(calls.get(shop, "orders", query)).forEach(order -> found.put(order.path("id").asLong(), order));
    }
    found.keySet().retainAll(wanted);
    // "any" leaves trash out; only asking for the order itself tells trash from gone.
    for (Long id : wanted) {
      if (!found.containsKey(id)) {
        calls.find(shop, "orders/" + id, NO_SUCH_ORDER).ifPresent(page -> found.put(id, page.json()));
      }
    }
    return found;
  }

  /** The shop's JSON of an order's refunds, oldest first. */
  public List<JsonNode> refunds(Shop shop, long order) {
    List<JsonNode> refunds = new ArrayList<>();
    int pages = 1;
    for (int page = 1; page <= pages; page++) {
      WooCommerceCalls.Page read = calls.get(
        shop,
        "orders/" + order + "/refunds",
        Map.of("per_page", Integer.toString(PAGE), "page", Integer.toString(page))
      );
      list(read).forEach(refunds::add);
      pages = page == 1 ? pages(read) : pages;
    }
    refunds.sort(Comparator.comparingLong(refund -> refund.path("id").asLong()));
    return refunds;
  }

  /**
   * Customers as they are now, whatever their role: one who runs the shop may buy in it.
   *
   * @return the shop's JSON by id; one whose account is gone is absent
   */
  public Map<Long, JsonNode> customers(Shop shop, Collection<Long> ids) {
    Map<Long, JsonNode> found = new HashMap<>();
    List<Long> wanted = List.copyOf(ids);
    for (int from = 0; from < wanted.size(); from += PAGE) {
      List<Long> some = wanted.subList(from, Math.min(wanted.size(), from + PAGE));
      Map<String, String> query = Map.of(
        "include",
        some.stream().map(String::valueOf).collect(Collectors.joining(",")),
        "role",
        "all",
        "per_page",
        Integer.toString(PAGE)
      );
      list(calls.get(shop, "customers", query)).forEach(customer ->
        found.put(customer.path("id").asLong(), customer)
      );
    }
    found.keySet().retainAll(wanted);
    return found;
  }

  /** The shop's JSON of products by id, what books care about of them; one that is gone is absent. */
  public Map<Long, JsonNode> products(Shop shop, Collection<Long> ids) {
    Map<Long, JsonNode> found = new HashMap<>();
    List<Long> wanted = List.copyOf(ids);
    for (int from = 0; from < wanted.size(); from += PAGE) {
      List<Long> some = wanted.subList(from, Math.min(wanted.size(), from + PAGE));
      Map<String, String> query = Map.of(
        "include",
        some.stream().map(String::valueOf).collect(Collectors.joining(",")),
        "per_page",
        Integer.toString(PAGE),
        "_fields",
        "id,sku,categories,tax_status"
      );
      list(calls.get(shop, "products", query)).forEach(product ->
        found.put(product.path("id").asLong(), product)
      );
    }
    return found;
  }

  /** Whether the shop serves orders at all: tells a shop that is down from a record that it fails on. */
  public boolean answers(Shop shop) {
    try {
      calls.get(shop, "orders", WooCommerceCalls.ONE_ORDER);
      return true;
    } catch (RemoteFailure down) {
      return false;
    }
  }

  /**
   * Reads the orders that were modified after a time up to {@code settling} before now, now by the shop's clock.
   * An order may be named twice, none is left out: pages are by id within fixed bounds (facts, WooCommerce 16 to
   * 19), and are read from the last to the first, because what leaves the bounds meanwhile shifts only pages
   * behind it.
   *
   * @param sink takes the orders page by page
   * @return up to when everything was read
   */
  public Instant ordersModified(Shop shop, Instant after, Duration settling, Consumer<List<OrderHint>> sink) {
    WooCommerceCalls.Page first = calls.get(shop, "orders", modified(after, null, 1));
    Instant until = date(first).minus(settling);
    if (pages(first) <= 1) {
      sink.accept(hints(first));
      return until;
    }
    int pages = pages(calls.get(shop, "orders", modified(after, until, 1)));
    for (int page = pages; page >= 1; page--) {
      sink.accept(hints(calls.get(shop, "orders", modified(after, until, page))));
    }
    return until;
  }

  private static Map<String, String> modified(Instant after, Instant before, int page) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("status", "any");
    // Both bounds are exclusive and whole seconds: one second further on either side leaves none out.
    query.put("modified_after", gmt(after.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1)));
    if (before != null) {
      query.put("modified_before", gmt(before.plusSeconds(1)));
    }
    query.put("dates_are_gmt", "true");
    query.put("orderby", "id");
    query.put("order", "asc");
    query.put("per_page", Integer.toString(PAGE));
    query.put("page", Integer.toString(page));
    query.put("_fields", "id,status,date_modified_gmt");
    return query;
  }

  /** How many orders were placed in a stretch of time, trashed ones not counted. */
  public int countCreated(Shop shop, Instant from, Instant until) {
    Map<String, String> query = created(from, until, 1);
    query.put("per_page", "1");
    query.put("_fields", "id");
    return total(calls.get(shop, "orders", query));
  }

  /**
   * Reads the orders that were placed in a stretch of time, as they are now, trashed ones not among them. As {@link
   * #ordersModified}: an order may come twice, none that stays is left out.
   *
   * @param from the first moment, whole seconds
   * @param until the first moment behind it
   * @param sink takes the shop's JSON page by page
   */
  public void ordersCreated(Shop shop, Instant from, Instant until, Consumer<List<JsonNode>> sink) {
    WooCommerceCalls.Page first = calls.get(shop, "orders", created(from, until, 1));
    for (int page = pages(first); page > 1; page--) {
      sink.accept(elements(calls.get(shop, "orders", created(from, until, page))));
    }
    // What left the bounds meanwhile moved others to the first page.
    boolean alone = pages(first) <= 1;
    sink.accept(elements(alone ? first : calls.get(shop, "orders", created(from, until, 1))));
  }

  private static Map<String, String> created(Instant from, Instant until, int page) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("status", "any");
    // Both bounds are exclusive.
    query.put("after", gmt(from.minusSeconds(1)));
    query.put("before", gmt(until));
    query.put("dates_are_gmt", "true");
    query.put("orderby", "id");
    query.put("order", "asc");
    query.put("per_page", Integer.toString(PAGE));
    query.put("page", Integer.toString(page));
    return query;
  }

  private static List<JsonNode> elements(WooCommerceCalls.Page page) {
    List<JsonNode> elements = new ArrayList<>();
    list(page).forEach(elements::add);
    return elements;
  }

  private static String gmt(Instant time) {
    return GMT_WITHOUT_Z.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  private static List<OrderHint> hints(WooCommerceCalls.Page page) {
    List<OrderHint> hints = new ArrayList<>();
    list(page).forEach(order -> hints.add(OrderHint.of(new RecordReader(order))));
    return hints;
  }

  // Only the first page tells the total; one past the end says 0 (facts, WooCommerce 19).
  private static int pages(WooCommerceCalls.Page first) {
    int counted = (total(first) + PAGE - 1) / PAGE;
    boolean more = first
      .answer()
      .header("link")
      .filter(link -> link.contains("rel=\"next\""))
      .isPresent();
    return more ? Math.max(2, counted) : counted;
  }

  private static int total(WooCommerceCalls.Page first) {
    return first
      .answer()
      .header("x-wp-total")
      .filter(text -> text.matches("\\d{1,9}"))
      .map(Integer::valueOf)
      .orElseThrow(() -> unexpected("a list without X-WP-Total"));
  }

  private static Instant date(WooCommerceCalls.Page page) {
    try {
      String date = page
        .answer()
        .header("date")
        .orElseThrow(() -> unexpected("an answer without Date"));
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException noDate) {
      throw unexpected("an answer with an unreadable Date");
    }
  }

  private static JsonNode list(WooCommerceCalls.Page page) {
    if (!page.json().isArray()) {
      throw unexpected("something else than a list");
    }
    return page.json();
  }

  private static RemoteFailure unexpected(String words) {
    return new RemoteFailure(
      new Failure(WooCommerceCalls.REMOTE, FailureKind.TRANSIENT, 200, words, Optional.empty(), false)
    );
  }
}
