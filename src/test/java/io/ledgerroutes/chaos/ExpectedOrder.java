package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an accountant expects of an order of the sandbox's shop in the books, by the accountant's rules W1 to W9 and the
 * choices of the shipped connection file. It knows the shop's JSON alone, and nothing of the translators.
 */
final class ExpectedOrder {

  private static final String API = "/shop/wp-json/wc/v3";
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal CEILING = new BigDecimal("0.05");
  private static final Set<String> SUBSCRIBED = Set.of("AUD", "USD", "JPY", "EUR", "GBP", "NZD");
  private static final Map<String, String> CLEARING = Map.of("stripe", "092", "ppcp-gateway", "091");

  private final JsonNode order;
  private final List<JsonNode> refunds;
  private final Map<String, BigDecimal> net = new TreeMap<>();
  private final Map<String, BigDecimal> tax = new TreeMap<>();
  private BigDecimal redeemed = new BigDecimal("0.00");
  private BigDecimal rounding = new BigDecimal("0.00");
  private String unmapped = "";

  /** What becomes of an order. */
  enum Fate {
    /** Documents stand, nothing is left to decide. */
    BOOKED,
    /** Documents stand, and a person has something to decide. */
    BOOKED_AND_HELD,
    /** Nothing stands; a person decides. */
    HELD,
    /** Nothing stands, and that is right. */
    LEFT_ALONE,
    /** What stood is void or credited in full. */
    TAKEN_BACK,
  }

  ExpectedOrder(JsonNode order, List<JsonNode> refunds) {
    this.order = order;
    this.refunds = refunds;
    redeem();
    lines("line_items");
    lines("shipping_lines");
    lines("fee_lines");
    foreignTax();
    round();
  }

  /** All orders of the default shop as it has them now, those in the trash included. */
  static List<ExpectedOrder> all(SandboxProcess sandbox) {
    List<ExpectedOrder> orders = new ArrayList<>();
    JsonNode some = page(sandbox, 1);
    for (int page = 2; !some.isEmpty(); page++) {
      some.forEach(order -> orders.add(new ExpectedOrder(order, refunds(sandbox, order))));
      some = page(sandbox, page);
    }
    return orders;
  }

  private static JsonNode page(SandboxProcess sandbox, int page) {
    return sandbox.staff(API + "/orders?status=any,trash&orderby=id&order=asc&per_page=100&page=" + page);
  }

  private static List<JsonNode> refunds(SandboxProcess sandbox, JsonNode order) {
    List<JsonNode> refunds = new ArrayList<>();
    if (!order.path("refunds").isEmpty()) {
      sandbox
        .staff(API + "/orders/" + order.path("id").asText() + "/refunds?per_page=100")
        .forEach(refunds::add);
    }
    return refunds;
  }

  String id() {
    return order.path("id").asText();
  }

  String invoiceNumber() {
    return "WC-" + order.path("number").asText();
  }

  String currency() {
    return order.path("currency").asText();
  }

  /** What the customer owed in all, gift cards included. */
  BigDecimal total() {
    return amount(order, "total").add(redeemed);
  }

  /** Tax that stands as tax: that of another country is owed, and stands as a line (rule W2). */
  BigDecimal totalTax() {
    return tax.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** Net by account, without accounts that come to nothing. */
  Map<String, BigDecimal> net() {
    return net;
  }

  /** Tax by tax type, without types that come to nothing. */
  Map<String, BigDecimal> tax() {
    return tax;
  }

  /** By how much the shop's own lines miss its total, with its sign. */
  BigDecimal rounding() {
    return rounding;
  }

  List<JsonNode> refunds() {
    return refunds;
  }

  /** What is paid by account: the gateway's part, and out of the liability what gift cards paid. */
  Map<String, BigDecimal> payments() {
    Map<String, BigDecimal> paid = new TreeMap<>();
    String account = CLEARING.get(order.path("payment_method").asText());
    if (paid() && account != null && amount(order, "total").signum() > 0) {
      paid.put(account, amount(order, "total"));
    }
    if (redeemed.signum() > 0) {
      paid.put("835", redeemed);
    }
    return paid;
  }

  /** Whether a refund's money goes back out of the clearing account by our hand (rule W7). */
  boolean paidBack(JsonNode refund) {
    return paidByUs() && refund.path("refunded_payment").asBoolean();
  }

  /** Whether a refund is set against the invoice, because nobody paid it. */
  boolean allocated() {
    return !paid();
  }

  boolean paid() {
    return !order.path("date_paid").isNull();
  }

  private boolean paidByUs() {
    return paid() && CLEARING.containsKey(order.path("payment_method").asText());
  }

  Fate fate() {
    String status = order.path("status").asText();
    switch (status) {
      case "pending", "on-hold", "failed", "checkout-draft", "trash" -> {
        return Fate.LEFT_ALONE;
      }
      case "cancelled" -> {
        return Fate.TAKEN_BACK;
      }
      default -> {
        // A sale, or nobody said what it is.
      }
    }
    if (!Set.of("processing", "completed", "refunded").contains(status) || impossible()) {
      return Fate.HELD;
    }
    if (total().signum() == 0) {
      return Fate.LEFT_ALONE;
    }
    return undecided() ? Fate.BOOKED_AND_HELD : Fate.BOOKED;
  }

  private boolean impossible() {
    boolean part = order.path("parent_id").asInt() != 0 || created("deposit");
    boolean credit = false;
    for (JsonNode coupon : order.path("coupon_lines")) {
      credit |= coupon.path("discount_type").asText().equals("smart_coupon");
    }
    boolean offBalance = rounding.abs().compareTo(ceiling()) > 0;
    return part || credit || offBalance || !unmapped.isEmpty() || !SUBSCRIBED.contains(currency());
  }

  private boolean created(String word) {
    return order.path("created_via").asText().toLowerCase(Locale.ROOT).contains(word);
  }

  private BigDecimal ceiling() {
    int lines =
      order.path("line_items").size() + order.path("shipping_lines").size() + order.path("fee_lines").size();
    return CENT.multiply(BigDecimal.valueOf(lines + 1L)).min(CEILING);
  }

  /** Klarna is mapped nowhere; money that went back by hand is nobody's to guess (rules W6, W7). */
  private boolean undecided() {
    boolean unknownMethod = paid() && order.path("payment_method").asText().equals("klarna_payments");
    boolean byHand = refunds
      .stream()
      .anyMatch(refund -> paidByUs() && !refund.path("refunded_payment").asBoolean());
    return unknownMethod || byHand;
  }

  /** Who the contact is: an e-mail in any case, else an account, else this order, else the cash sale. */
  String person() {
    JsonNode billing = order.path("billing");
    String email = billing.path("email").asText();
    if (!email.isEmpty()) {
      return email.toLowerCase(Locale.ROOT);
    }
    String name =
      billing.path("company").asText() +
      billing.path("first_name").asText() +
      billing.path("last_name").asText();
    return name.isEmpty() ? "cash sale" : "order " + id();
  }

  private void redeem() {
    for (JsonNode fee : order.path("fee_lines")) {
      if (isCard(fee)) {
        redeemed = redeemed.add(amount(fee, "total").negate());
      }
    }
    for (JsonNode card : order.path("gift_card_lines")) {
      redeemed = redeemed.add(amount(card, "amount"));
    }
    for (JsonNode note : order.path("meta_data")) {
      if (note.path("key").asText().equals("_gift_card_amount")) {
        redeemed = redeemed.add(amount(note, "value"));
      }
    }
  }

  private static boolean isCard(JsonNode fee) {
    return fee.path("name").asText().equals("Gift card") && fee.path("total").asText().startsWith("-");
  }

  private void lines(String list) {
    for (JsonNode line : order.path(list)) {
      if (!(list.equals("fee_lines") && isCard(line))) {
        add(net, account(list, line), amount(line, "total"));
        taxType(list, line);
      }
    }
  }

  private static String account(String list, JsonNode line) {
    return switch (list) {
      case "shipping_lines" -> "210";
      case "fee_lines" -> line.path("name").asText().equals("Tip") ? "260" : "220";
      default -> switch (line.path("sku").asText()) {
        case "GIFT-50" -> "835";
        case "CLASS" -> "260";
        default -> "200";
      };
    };
  }

  /** Only whether a line without a rate can be told: the types of untaxed lines bear no tax. */
  private void taxType(String list, JsonNode line) {
    boolean known =
      !line.path("taxes").isEmpty() ||
      (list.equals("fee_lines") && line.path("name").asText().equals("Tip")) ||
      line.path("sku").asText().equals("GIFT-50") ||
      abroad() ||
      (destination().equals("AU") && line.path("tax_class").asText().equals("zero-rate")) ||
      amount(line, "total").signum() == 0;
    if (!known) {
      unmapped = line.path("name").asText();
    }
  }

  private boolean abroad() {
    return !Set.of("AU", "").contains(destination());
  }

  private String destination() {
    String country = order.path("shipping").path("country").asText();
    return country.isEmpty() ? order.path("billing").path("country").asText() : country;
  }

  private void foreignTax() {
    for (JsonNode rate : order.path("tax_lines")) {
      BigDecimal all = amount(rate, "tax_total").add(amount(rate, "shipping_tax_total"));
      boolean domestic = rate.path("rate_code").asText().startsWith("AU-");
      add(domestic ? tax : net, domestic ? "OUTPUT" : "836", all);
    }
  }

  /** What lines and tax miss of the total stands on the account for roundings (rule W3). */
  private void round() {
    BigDecimal lines = net.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal missing = total().subtract(totalTax()).subtract(lines);
    rounding = missing;
    add(net, "860", missing);
    net.values().removeIf(amount -> amount.signum() == 0);
    tax.values().removeIf(amount -> amount.signum() == 0);
  }

  /** By how much the tax of the lines as shown misses the tax of the order: what was moved without a line. */
  BigDecimal taxMoved() {
    BigDecimal shown = BigDecimal.ZERO;
    for (String list : List.of("line_items", "shipping_lines", "fee_lines")) {
      for (JsonNode line : order.path(list)) {
        shown = shown.add(amount(line, "total_tax"));
      }
    }
    return amount(order, "total_tax").subtract(shown);
  }

  private static void add(Map<String, BigDecimal> sums, String key, BigDecimal amount) {
    sums.merge(key, amount, BigDecimal::add);
  }

  static BigDecimal amount(JsonNode json, String field) {
    String text = json.path(field).asText();
    return text.isEmpty() ? new BigDecimal("0.00") : new BigDecimal(text).setScale(2, RoundingMode.HALF_UP);
  }

  /** What a refund takes off each account where it names lines; empty for an amount alone. */
  static Map<String, BigDecimal> givenBack(JsonNode refund) {
    Map<String, BigDecimal> back = new TreeMap<>();
    for (String list : List.of("line_items", "shipping_lines", "fee_lines")) {
      for (JsonNode line : refund.path(list)) {
        add(back, account(list, line), amount(line, "total").negate());
      }
    }
    return back;
  }

  /** The ids of the refunds. */
  List<String> refundIds() {
    List<String> ids = new ArrayList<>();
    refunds.forEach(refund -> ids.add(refund.path("id").asText()));
    return ids;
  }
}
