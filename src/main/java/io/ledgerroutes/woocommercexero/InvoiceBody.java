package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;

/**
 * The invoice in Xero's own fields, without its contact. Amounts are with or without tax as the shop's prices are
 * (rule W3), the tax of each line is sent, no mail is caused and the due date always set (rule A5).
 */
final class InvoiceBody {

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final int LONGEST_DESCRIPTION = 4000;
  private static final int LONGEST_REFERENCE = 255;
  private static final int UNIT_PLACES = 4;

  private final WooCommerceXeroSettings settings;
  private final ZoneId zone;
  private final Order order;
  private final Balance balance;

  InvoiceBody(WooCommerceXeroSettings settings, ZoneId zone, Order order, Balance balance) {
    this.settings = settings;
    this.zone = zone;
    this.order = order;
    this.balance = balance;
  }

  String number() {
    String number = settings
      .invoices()
      .number()
      .replace("{number}", order.number())
      .replace("{id}", Long.toString(order.id()));
    return Clipped.to(255, number);
  }

  ObjectNode json() {
    LocalDate date = order.createdAt().atZone(zone).toLocalDate();
    LocalDate due = order.paidAt() == null ? date.plusDays(settings.invoices().terms()) : date;
    ObjectNode invoice = JSON.objectNode()
      .put("Type", "ACCREC")
      .put("Status", settings.invoices().status().name())
      .put("InvoiceNumber", number())
      .put("Reference", reference())
      .put("Date", date.toString())
      .put("DueDate", due.toString())
      .put("CurrencyCode", order.currency())
      .put("LineAmountTypes", order.pricesIncludeTax() ? "Inclusive" : "Exclusive")
      .put("SentToContact", false);
    String url = settings.store() + "/wp-admin/admin.php?page=wc-orders&action=edit&id=" + order.id();
    // Xero refuses an address with its own name in it (facts, Xero 5).
    if (!url.toLowerCase(Locale.ROOT).contains("xero")) {
      invoice.put("Url", url);
    }
    ArrayNode lines = invoice.putArray("LineItems");
    balance.lines().forEach(line -> lines.add(line(line)));
    if (balance.rounding().signum() != 0) {
      lines.add(rounding());
    }
    return invoice;
  }

  private String reference() {
    String method = order.paymentMethodTitle();
    return Clipped.to(LONGEST_REFERENCE, "#" + order.number() + (method.isEmpty() ? "" : " · " + method));
  }

  private ObjectNode line(InvoiceLine line) {
    BigDecimal amount = order.pricesIncludeTax() ? line.net().add(line.tax()) : line.net();
    BigDecimal quantity = line.source().quantity();
    String name = line.source().name().isEmpty() ? nameless(line) : line.source().name();
    boolean exact = quantity.signum() > 0 && dividesExactly(amount, quantity);
    // Where the total is no multiple of a unit price, the line is sent as one piece: the total is what counts.
    String description = exact || quantity.compareTo(BigDecimal.ONE) == 0
      ? name
      : plain(quantity) + " × " + name;
    return line(
      description,
      exact ? quantity.stripTrailingZeros() : BigDecimal.ONE,
      exact ? amount.divide(quantity, UNIT_PLACES, RoundingMode.HALF_UP) : amount.setScale(UNIT_PLACES),
      line.account(),
      line.taxType(),
      line.tax()
    );
  }

  private static boolean dividesExactly(BigDecimal amount, BigDecimal quantity) {
    BigDecimal unit = amount.divide(quantity, UNIT_PLACES, RoundingMode.HALF_UP);
    return (
      quantity.stripTrailingZeros().scale() <= UNIT_PLACES && unit.multiply(quantity).compareTo(amount) == 0
    );
  }

  private static String nameless(InvoiceLine line) {
    String what = switch (line.source().kind()) {
      case ITEM -> "Product";
      case SHIPPING -> "Shipping";
      case FEE -> "Fee";
    };
    return line.source().code().isEmpty() ? what : what + " " + line.source().code();
  }

  private ObjectNode rounding() {
    return line(
      "Rounding",
      BigDecimal.ONE,
      balance.rounding().setScale(UNIT_PLACES),
      settings.mapping().accounts().rounding(),
      settings.mapping().roundingTaxType(),
      BigDecimal.ZERO.setScale(2)
    );
  }

  private static ObjectNode line(
    String description,
    BigDecimal quantity,
    BigDecimal unitAmount,
    String account,
    String taxType,
    BigDecimal tax
  ) {
    return JSON.objectNode()
      .put("Description", Clipped.to(LONGEST_DESCRIPTION, description))
      .put("Quantity", new BigDecimal(plain(quantity)))
      .put("UnitAmount", unitAmount)
      .put("AccountCode", account)
      .put("TaxType", taxType)
      .put("TaxAmount", tax);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
