package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The products of shops, each asked for once in some minutes: most orders are for the same few. */
@Component
public class ShopProducts {

  private static final long KEPT = Duration.ofMinutes(10).toNanos();
  private static final int MOST_KEPT = 20_000;

  private final WooCommerceShop shop;
  private final Map<Key, Known> known = new ConcurrentHashMap<>();

  public ShopProducts(WooCommerceShop shop) {
    this.shop = shop;
  }

  private record Key(String connection, long id) {}

  /** As the shop said it then; empty where it has no such product. */
  private record Known(Optional<Product> product, long at) {
    boolean fresh() {
      return System.nanoTime() - at < KEPT;
    }
  }

  /**
   * The products of these ids, as far as the shop has them.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where it cannot be asked
   */
  public Map<Long, Product> of(Shop asked, Collection<Long> ids) {
    Set<Long> wanted = new LinkedHashSet<>(ids);
    wanted.remove(0L);
    Set<Long> missing = new LinkedHashSet<>(wanted);
    missing.removeIf(id -> Optional.ofNullable(known.get(key(asked, id))).filter(Known::fresh).isPresent());
    if (!missing.isEmpty()) {
      read(asked, missing);
    }
    Map<Long, Product> found = new HashMap<>();
    for (Long id : wanted) {
      Optional.ofNullable(known.get(key(asked, id)))
        .flatMap(Known::product)
        .ifPresent(product -> found.put(id, product));
    }
    return found;
  }

  private void read(Shop asked, Set<Long> ids) {
    Map<Long, JsonNode> answered = shop.products(asked, ids);
    if (known.size() + ids.size() > MOST_KEPT) {
      known.clear();
    }
    long now = System.nanoTime();
    for (Long id : ids) {
      Optional<Product> product = Optional.ofNullable(answered.get(id)).map(Product::of);
      known.put(key(asked, id), new Known(product, now));
    }
  }

  private static Key key(Shop shop, long id) {
    return new Key(shop.connection(), id);
  }
}
