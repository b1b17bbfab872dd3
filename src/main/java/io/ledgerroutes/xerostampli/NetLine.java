package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A line of a bill, a credit or an order, as lines are compared: without tax, and without what only looks different.
 *
 * @param position in its document, from 0
 * @param code its item's, folded; may be empty
 * @param description folded; may be empty
 * @param net in major units
 */
record NetLine(int position, String code, String description, BigDecimal quantity, BigDecimal net) {
  private static final BigDecimal CENT = new BigDecimal("0.01");

  /** A bill's or credit's. */
  static List<NetLine> of(SupplierDocument document) {
    return of(document.lines().stream().map(DocumentLine::of).toList(), document.amounts());
  }

  /** An order's. */
  static List<NetLine> of(PurchaseOrder order) {
    return of(order.lines().stream().map(DocumentLine::of).toList(), order.amounts());
  }

  /** Those that say something: a remark without item and amount is none. */
  private static List<NetLine> of(List<DocumentLine> lines, String amounts) {
    return IntStream.range(0, lines.size())
      .mapToObj(index -> of(index, lines.get(index), amounts.equals("Inclusive")))
      .filter(NetLine::counts)
      .toList();
  }

  private static NetLine of(int position, DocumentLine line, boolean inclusive) {
    BigDecimal net = inclusive ? line.amount().subtract(line.tax()) : line.amount();
    return new NetLine(
      position,
      fold(line.itemCode()),
      fold(line.description()),
      line.quantity(),
      net.setScale(2, RoundingMode.HALF_UP)
    );
  }

  /** Letters and digits alone, in lower case: what a person means by the same words. */
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
      .toLowerCase(Locale.ROOT)
      .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
      .strip();
  }

  private boolean counts() {
    return net.signum() != 0 || (quantity.signum() != 0 && !code.isEmpty());
  }

  /** What a piece costs; the line's net where it says no quantity. */
  BigDecimal price() {
    return quantity.signum() == 0 ? net : net.divide(quantity, 6, RoundingMode.HALF_UP);
  }

  /** Whether it is carriage: one of the first two words of its description says so ("Air freight to Napier"). */
  boolean isFreight(MatchSettings settings) {
    return (
      net.signum() > 0 &&
      Arrays.stream(description.split(" ")).limit(2).anyMatch(settings.freight()::contains)
    );
  }

  /** The same of a document below zero, turned round. */
  NetLine turned() {
    return new NetLine(position, code, description, quantity.abs(), net.negate());
  }

  /** Whether a piece costs the same as there, as far as nets rounded to cents can tell. */
  boolean pricedAs(NetLine other) {
    return price().subtract(other.price()).multiply(quantity).abs().compareTo(CENT) <= 0;
  }
}
