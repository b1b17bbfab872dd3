package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.OrderTax;
import io.ledgerroutes.woocommercexero.CreditableLine.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a posted invoice, out of its link's projection. A change of the mapping later does not touch what was
 * posted, and credits follow that (rule W7).
 */
final class PostedLines {

  private static final JsonMapper JSON = new JsonMapper();

  private final Order order;
  private final JsonNode invoice;

  PostedLines(Order order, String projection) {
    this.order = order;
    try {
      this.invoice = JSON.readTree(projection);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalArgumentException("A link's projection is no JSON", unreadable);
    }
  }

  /**
   * What may be credited.
   *
   * @param now the lines as they would be made now
   * @return the posted ones; those of now where the order has changed since, so that the invoice is going to change
   */
  List<CreditableLine> instead(List<CreditableLine> now) {
    List<CreditableLine> posted = new ArrayList<>();
    for (JsonNode line : invoice.path("lines")) {
      posted.add(line(line, partner(posted.size(), text(line, "description"), now)));
    }
    boolean sameOrder = sum(posted).compareTo(sum(now)) == 0 && ofOrder(posted).equals(ofOrder(now));
    return sameOrder ? List.copyOf(posted) : now;
  }

  private static BigDecimal sum(List<CreditableLine> lines) {
    return LeftToCredit.of(lines).gross();
  }

  private static List<Long> ofOrder(List<CreditableLine> lines) {
    return lines
      .stream()
      .flatMap(line -> line.source().stream())
      .map(OrderLine::id)
      .toList();
  }

  /** The line that stands in the same place; lines of an order come first, in its order. */
  private static Optional<CreditableLine> partner(int place, String description, List<CreditableLine> now) {
    return place < now.size()
      ? Optional.of(now.get(place)).filter(
          line -> line.source().isPresent() || line.name().strip().equals(description)
        )
      : Optional.empty();
  }

  private CreditableLine line(JsonNode line, Optional<CreditableLine> partner) {
    return new CreditableLine(
      part(line, partner),
      partner.map(CreditableLine::name).orElseGet(() -> text(line, "description")),
      text(line, "account"),
      text(line, "taxType"),
      tracking(text(line, "tracking")),
      amount(line)
    );
  }

  private Part part(JsonNode line, Optional<CreditableLine> partner) {
    return partner
      .flatMap(CreditableLine::source)
      .<Part>map(source -> new Part.OfOrder(source, Optional.empty()))
      .or(() -> taxOf(line))
      .orElseGet(Part.Added::new);
  }

  private Optional<Part> taxOf(JsonNode line) {
    return order
      .taxes()
      .stream()
      .filter(rate -> TaxLine.name(rate).equals(text(line, "description")))
      .map(OrderTax::rateId)
      .<Part>map(rate -> new Part.TaxOf(rate, text(line, "account")))
      .findFirst();
  }

  private Amount amount(JsonNode line) {
    BigDecimal tax = decimal(line, "tax");
    BigDecimal amount = decimal(line, "quantity")
      .multiply(decimal(line, "unit"))
      .subtract(decimal(line, "discount"))
      .setScale(2, RoundingMode.HALF_UP);
    boolean inclusive = text(invoice, "lineAmounts").equalsIgnoreCase("Inclusive");
    return new Amount(inclusive ? amount.subtract(tax) : amount, tax);
  }

  /** Xero's own form of {@code Category: Option, Category: Option}. */
  private static ArrayNode tracking(String options) {
    ArrayNode tracking = JSON.createArrayNode();
    if (!options.isEmpty()) {
      for (String option : options.split(", (?=[^:]*: )")) {
        String[] parts = option.split(": ", 2);
        tracking.addObject().put("Name", parts[0]).put("Option", parts.length > 1 ? parts[1] : "");
      }
    }
    return tracking;
  }

  private static BigDecimal decimal(JsonNode line, String field) {
    String text = text(line, field);
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
