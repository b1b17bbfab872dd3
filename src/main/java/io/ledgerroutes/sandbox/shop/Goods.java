package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a shop sells: the catalogue, as somebody changed it since.
 *
 * @param changed products that are not as the catalogue has them, deleted ones among them
 */
record Goods(Shop shop, Shelf changed) {
  private static final Set<String> CHANGEABLE = Set.of(
    "name",
    "sku",
    "price",
    "regular_price",
    "status",
    "tax_status",
    "tax_class",
    "categories"
  );

  /** All but the deleted ones, by id. */
  List<ObjectNode> all() {
    TreeMap<Integer, ObjectNode> goods = new TreeMap<>();
    Catalogue.products(shop.time()).forEach(product -> goods.put(product.path("id").asInt(), product));
    changed.all().forEach(product -> goods.put(product.path("id").asInt(), product));
    goods.values().removeIf(product -> product.path("deleted").asBoolean());
    return new ArrayList<>(goods.values());
  }

  Optional<ObjectNode> find(int id) {
    return all()
      .stream()
      .filter(product -> product.path("id").asInt() == id)
      .findFirst();
  }

  Optional<ObjectNode> bySku(String sku) {
    return all()
      .stream()
      .filter(product -> product.path("sku").asText().equals(sku))
      .findFirst();
  }

  /** The ids of products that are gone for good: orders then show neither id nor SKU (facts, shop 30). */
  Set<Integer> deleted() {
    Set<Integer> ids = new HashSet<>();
    changed
      .all()
      .stream()
      .filter(product -> product.path("deleted").asBoolean())
      .forEach(product -> ids.add(product.path("id").asInt()));
    return ids;
  }

  ObjectNode change(ObjectNode product, ObjectNode wish) {
    ObjectNode after = product.deepCopy();
    after.setAll(wish.deepCopy().retain(CHANGEABLE));
    if (wish.has("regular_price")) {
      after.put("price", wish.path("regular_price").asText());
    }
    shop.time().set(after, "date_modified", shop.now());
    changed.put(after.path("id").asText(), after);
    shop.deliveries().announce("product.updated", after);
    return after;
  }

  void delete(ObjectNode product) {
    changed.put(product.path("id").asText(), product.deepCopy().put("deleted", true));
  }
}
