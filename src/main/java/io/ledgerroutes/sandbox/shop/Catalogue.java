package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What every sandbox shop sells, to whom, and at which tax rates: an Australian shop with GST of 10 %. */
final class Catalogue {

  /** Of all shops. */
  static final String CURRENCY = "AUD";

  private static final Instant MADE = Instant.parse("2026-01-05T00:00:00Z");
  private static final int FIRST_PRODUCT = 11;
  private static final int FIRST_CUSTOMER = 2;
  private static final int FIRST_CATEGORY = 15;
  private static final List<String> CATEGORIES = List.of("Home", "Kitchen", "Food", "Vouchers", "Classes");

  /** Taxable at 10 %, sold free of GST by a class without rate, or outside of tax altogether. */
  enum Tax {
    TAXABLE,
    ZERO_RATE,
    NONE,
  }

  /** A product; the price is as the shop's prices are, with or without tax. */
  record Product(int id, String name, String sku, String price, Tax tax, String category) {}

  /** Somebody with an account. */
  record Customer(
    int id,
    String first,
    String last,
    String company,
    String email,
    String city,
    String postcode
  ) {}

  static final List<Product> PRODUCTS = products(
    new Product(0, "Beeswax candle", "CANDLE", "12.50", Tax.TAXABLE, "Home"),
    new Product(0, "Linen tea towel", "TOWEL", "19.99", Tax.TAXABLE, "Kitchen"),
    new Product(0, "Stoneware mug <i>“Harbour”</i>", "MUG-H", "34.95", Tax.TAXABLE, "Kitchen"),
    new Product(0, "Wooden spoon", "SPOON", "3.33", Tax.TAXABLE, "Kitchen"),
    new Product(0, "Wool blanket – Größe L", "BLANKET-L", "249.00", Tax.TAXABLE, "Home"),
    new Product(0, "Leather notebook", "NOTE", "27.27", Tax.TAXABLE, "Home"),
    new Product(0, "Sourdough starter", "DOUGH", "8.00", Tax.ZERO_RATE, "Food"),
    new Product(0, "Olive oil 500 ml", "OIL", "21.40", Tax.ZERO_RATE, "Food"),
    new Product(0, "Gift card", "GIFT-50", "50.00", Tax.NONE, "Vouchers"),
    new Product(0, "Enamel pin &amp; badge", "PIN", "0.99", Tax.TAXABLE, "Home"),
    new Product(0, "Brass watering can", "CAN", "89.90", Tax.TAXABLE, "Home"),
    new Product(0, "Pottery class, one evening", "CLASS", "110.00", Tax.TAXABLE, "Classes")
  );

  static final List<Customer> CUSTOMERS = people();

  static final List<Coupon> COUPONS = List.of(
    new Coupon(1, "ten", "percent", 10),
    new Coupon(2, "five", "fixed_cart", 5),
    new Coupon(3, "all", "percent", 100)
  );

  private Catalogue() {}

  /**
   * Something off.
   *
   * @param type percent or fixed_cart
   * @param amount percent, or units of the currency
   */
  record Coupon(int id, String code, String type, int amount) {
    ObjectNode shown() {
      return Json.object()
        .put("id", id)
        .put("code", code)
        .put("amount", amount + ".00")
        .put("status", "publish")
        .put("discount_type", type);
    }
  }

  static Optional<Coupon> coupon(String code) {
    return COUPONS.stream()
      .filter(coupon -> coupon.code().equalsIgnoreCase(code))
      .findFirst();
  }

  private static List<Product> products(Product... drafts) {
    List<Product> products = new ArrayList<>();
    for (Product draft : drafts) {
      int id = FIRST_PRODUCT + products.size();
      products.add(new Product(id, draft.name(), draft.sku(), draft.price(), draft.tax(), draft.category()));
    }
    return List.copyOf(products);
  }

  private static List<Customer> people() {
    String[] first = { "Ann", "Ben", "Chloé", "Dmitri", "Eun-ji", "Farah", "Georg", "Hana", "Íris", "Jun" };
    String[] last = { "Archer", "O'Brien", "Müller", "Nguyễn" };
    String[] cities = { "Sydney", "Melbourne", "Hobart", "Perth" };
    String[] postcodes = { "2000", "3000", "7000", "6000" };
    List<Customer> people = new ArrayList<>();
    for (int i = 0; i < first.length * last.length; i++) {
      int family = i / first.length;
      int id = FIRST_CUSTOMER + i;
      people.add(
        new Customer(
          id,
          first[i % first.length],
          last[family],
          i % 7 == 0 ? last[family] + " & Co Pty Ltd" : "",
          "customer" + id + "@example.test",
          cities[family],
          postcodes[family]
        )
      );
    }
    return List.copyOf(people);
  }

  static List<ObjectNode> products(ShopTime time) {
    return PRODUCTS.stream()
      .map(product -> {
        ObjectNode node = Json.object().put("id", product.id()).put("name", product.name());
        node.put("slug", product.sku().toLowerCase(Locale.ROOT));
        time.set(node, "date_created", MADE);
        time.set(node, "date_modified", MADE);
        node
          .put("type", "simple")
          .put("status", "publish")
          .put("sku", product.sku())
          .put("price", product.price())
          .put("regular_price", product.price())
          .put("sale_price", "")
          .put("tax_status", product.tax() == Tax.NONE ? "none" : "taxable")
          .put("tax_class", taxClass(product))
          .put("virtual", product.sku().equals("CLASS") || product.sku().equals("GIFT-50"));
        node.putArray("categories").add(category(product.category()));
        node.putArray("meta_data");
        return node.put("stock_status", "instock").put("parent_id", 0);
      })
      .toList();
  }

  /** The product categories, as the shop lists them. */
  static List<ObjectNode> categories() {
    return CATEGORIES.stream().map(Catalogue::category).toList();
  }

  private static ObjectNode category(String name) {
    return Json.object()
      .put("id", FIRST_CATEGORY + CATEGORIES.indexOf(name))
      .put("name", name)
      .put("slug", name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"));
  }

  /** Empty is the standard class. */
  static String taxClass(Product product) {
    return product.tax() == Tax.ZERO_RATE ? "zero-rate" : "";
  }

  static List<ObjectNode> customers(ShopTime time) {
    return CUSTOMERS.stream()
      .map(customer -> {
        ObjectNode node = Json.object().put("id", customer.id());
        time.set(node, "date_created", MADE);
        time.set(node, "date_modified", MADE);
        node
          .put("email", customer.email())
          .put("first_name", customer.first())
          .put("last_name", customer.last())
          .put("role", "customer")
          .put("username", "customer" + customer.id());
        node.set("billing", Buyer.of(customer).billing());
        node.set("shipping", Buyer.of(customer).shipping().put("phone", ""));
        node.put("is_paying_customer", false).put("avatar_url", "").putArray("meta_data");
        return node;
      })
      .toList();
  }
}
