package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.ledgerroutes.woocommerce.OrderLine;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommercexero.RefundSettings.AmountOnly;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * What a refund takes off an invoice (rules W7, W8): all that is left where it is as much as that, else what its
 * lines say, else a share of everything.
 */
final class RefundSplit {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private final LeftToCredit left;
  private final Refund refund;
  private final String order;
  private final WooCommerceXeroSettings settings;
  private final BooksCheck books;
  private final boolean redeemed;

  /**
   * A refund of an order.
   *
   * @param left what earlier refunds have not credited
   */
  RefundSplit(BookingContext context, BookedOrder booked, Refund refund, LeftToCredit left) {
    this.settings = context.settings();
    this.books = new BooksCheck(context.ledger());
    this.order = booked.order().number();
    this.redeemed = !booked.redemptions().isEmpty();
    this.refund = refund;
    this.left = left;
  }

  /**
   * Splits it.
   *
   * @param posted whether its note stands already, so that nothing is decided any more
   */
  Split split(boolean posted) {
    if (refund.amount().stripTrailingZeros().scale() > 2) {
      return new Split.Refused("its amount has more than two decimals, which Xero does not take");
    }
    int more = refund.amount().compareTo(left.gross());
    if (more > 0) {
      return new Split.Refused(
        "refunds exceed the invoice, of which " + left.gross() + " is not yet credited"
      );
    }
    if (more == 0) {
      return new Split.Taking(left.all(), NoteLine.each(left, left.all()));
    }
    List<OrderLine> lines = RefundedLines.saying(refund);
    return lines.isEmpty() ? amountOnly(posted) : byLines(lines, posted);
  }

  private Split byLines(List<OrderLine> lines, boolean posted) {
    Optional<List<Taken>> wanted = RefundedLines.wanted(left, lines);
    if (wanted.isEmpty()) {
      return new Split.Refused("it gives back a line that the order does not have");
    }
    BigDecimal tolerance = CENT.multiply(BigDecimal.valueOf(lines.size() + 1L)).min(
      settings.mapping().roundingCeiling()
    );
    BigDecimal sum = sum(lines).setScale(2, RoundingMode.HALF_UP);
    if (sum.subtract(refund.amount()).abs().compareTo(tolerance) > 0) {
      return redeemed && sum.compareTo(refund.amount()) > 0
        ? new Split.Refused("its lines come to " + sum + ": the rest may have gone back to what was redeemed")
        : amountOnly(posted);
    }
    return Fitting.of(left, wanted.get(), refund.amount(), tolerance)
      .<Split>map(taken -> new Split.Taking(taken, NoteLine.each(left, taken)))
      .orElseGet(() ->
        new Split.Refused("refunds exceed what is left of a line or a tax type after earlier refunds")
      );
  }

  private static BigDecimal sum(List<OrderLine> lines) {
    return lines
      .stream()
      .map(line -> line.total().add(line.totalTax()).negate())
      .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Split amountOnly(boolean posted) {
    return switch (settings.refunds().amountOnly()) {
      case AmountOnly.Held held when !posted -> new Split.Refused(
        "it does not say which lines it is for, and refunds: amount-only says hold"
      );
      case AmountOnly.OnAccount(String account, String taxType) -> onAccount(account, taxType);
      case AmountOnly.Held held -> proportional();
      case AmountOnly.Proportional proportional -> proportional();
    };
  }

  private Split proportional() {
    List<Taken> taken = left.spread(refund.amount());
    return left.allows(taken)
      ? new Split.Taking(taken, NoteLine.together(left, taken, name()))
      : new Split.Refused("it cannot be spread over what is left of the invoice's tax types");
  }

  private Split onAccount(String account, String taxType) {
    Optional<String> obstacle = books.account(account);
    if (obstacle.isPresent()) {
      return new Split.Refused(obstacle.get());
    }
    LeftToCredit part = left.only(line -> line.taxType().equals(taxType));
    if (part.gross().compareTo(refund.amount()) < 0) {
      return new Split.Refused(
        "only " +
          part.gross() +
          " is left of the invoice with the tax type " +
          taxType +
          " that refunds: amount-only names"
      );
    }
    List<Taken> taken = part.spread(refund.amount());
    return left.allows(taken)
      ? new Split.Taking(taken, NoteLine.on(account, taxType, taken, name(), MissingNode.getInstance()))
      : new Split.Refused("it cannot be taken off what is left of the tax type " + taxType);
  }

  private String name() {
    return "Refund of order #" + order;
  }
}
