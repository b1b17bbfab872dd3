package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The invoice in Xero's own fields, without its contact. The tax of each line is sent, no mail is caused and the due
 * date always set (rules W3, A5).
 */
final class InvoiceBody {

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final int LONGEST_DESCRIPTION = 4000;
  private static final int LONGEST_REFERENCE = 255;
  private static final int LONGEST_ITEM_CODE = 30;
  private static final BigDecimal NO_TAX = BigDecimal.ZERO.setScale(2);

  private final WooCommerceXeroSettings settings;
  private final InvoiceHeading heading;
  private final Order order;
  private final Balance balance;
  private final String roundingAccount;
  private final boolean inclusive;

  /**
   * The invoice of an order.
   *
   * @param roundingAccount only asked for where there is a rounding
   */
  InvoiceBody(BookingContext context, Order order, Balance balance, String roundingAccount) {
    this.settings = context.settings();
    this.heading = new InvoiceHeading(context, order);
    this.order = order;
    this.balance = balance;
    this.roundingAccount = roundingAccount;
    this.inclusive = settings.invoices().amounts().inclusive(order.pricesIncludeTax());
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
    ObjectNode invoice = JSON.objectNode()
      .put("Type", "ACCREC")
      .put("Status", settings.invoices().status().name())
      .put("InvoiceNumber", number())
      .put("Reference", reference())
      .put("Date", heading.date().toString())
      .put("DueDate", heading.due().toString())
      .put("CurrencyCode", order.currency())
      .put("LineAmountTypes", inclusive ? "Inclusive" : "Exclusive")
      .put("SentToContact", false);
    heading.currencyRate().ifPresent(rate -> invoice.put("CurrencyRate", rate));
    heading.brandingTheme().ifPresent(theme -> invoice.put("BrandingThemeID", theme));
    String url = settings.store() + "/wp-admin/admin.php?page=wc-orders&action=edit&id=" + order.id();
    // Xero refuses an address with its own name in it (facts, Xero 5).
    if (!url.toLowerCase(Locale.ROOT).contains("xero")) {
      invoice.put("Url", url);
    }
    ArrayNode lines = invoice.putArray("LineItems");
    balance.lines().forEach(line -> lines.add(line(line)));
    balance.taxLines().forEach(line -> lines.add(taxLine(line)));
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
    Optional<String> item = itemCode(line);
    Pieces pieces = Pieces.of(line, inclusive, item.isPresent());
    String name = line.source().name().isEmpty() ? nameless(line) : line.source().name();
    boolean sayQuantity = !pieces.counted() && line.source().quantity().compareTo(BigDecimal.ONE) != 0;
    ObjectNode json = line(
      sayQuantity ? plain(line.source().quantity()) + " × " + name : name,
      pieces.quantity(),
      pieces.unitAmount(),
      line.account(),
      line.taxType(),
      line.tax()
    );
    // One piece of an item that is counted would take one from its stock instead of all.
    item.filter(code -> pieces.counted()).ifPresent(code -> json.put("ItemCode", code));
    if (!line.tracking().isEmpty()) {
      ArrayNode tracking = json.putArray("Tracking");
      new TreeMap<>(line.tracking()).forEach((category, option) ->
        tracking.addObject().put("Name", category).put("Option", option)
      );
    }
    return json;
  }

  private Optional<String> itemCode(InvoiceLine line) {
    String code = line.source().code();
    boolean named =
      settings.invoices().items() != ItemCodes.NONE && line.source().kind() == OrderLine.Kind.ITEM;
    return Optional.of(code).filter(sku -> named && !sku.isEmpty() && sku.length() <= LONGEST_ITEM_CODE);
  }

  private static ObjectNode taxLine(TaxLine line) {
    return line(
      TaxLine.name(line.rate()),
      BigDecimal.ONE,
      line.amount().setScale(Pieces.PLACES),
      line.account(),
      line.taxType(),
      NO_TAX
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
      balance.rounding().setScale(Pieces.PLACES),
      roundingAccount,
      settings.mapping().roundingTaxType(),
      NO_TAX
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
