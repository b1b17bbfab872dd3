package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.woocommerce.Address;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.xero.DocumentPage;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Rows of orders and refunds as the shop has them (rule R2); the books' side is added by whoever knows it. */
final class PeriodRows {

  static final String ORDER = "order";
  static final String REFUND = "refund";
  static final String DOCUMENT = "document";

  private final BookingContext context;

  PeriodRows(BookingContext context) {
    this.context = context;
  }

  /**
   * What the books say of a record.
   *
   * @param number of its document
   * @param contact name
   * @param paid null where not known
   * @param payment in words
   * @param address of the document in Xero
   */
  record Books(
    String number,
    String contact,
    BigDecimal paid,
    BigDecimal due,
    String status,
    String payment,
    Long message,
    String address
  ) {
    static Books nothing() {
      return new Books("", "", null, null, "", "", null, null);
    }
  }

  /** Of an order that becomes no document. */
  Row order(ShopOrder shopOrder, Verdict verdict, String reason, Books books) {
    return invoice(shopOrder, cents(shopOrder.order().total()), verdict, reason, books);
  }

  /**
   * Of an order with its invoice.
   *
   * @param total the invoice's: the order's and what was redeemed of it
   */
  Row invoice(ShopOrder shopOrder, BigDecimal total, Verdict verdict, String reason, Books books) {
    Order order = shopOrder.order();
    return new Row(
      ORDER,
      Long.toString(order.id()),
      day(order.createdAt()).orElse(null),
      order.number(),
      books.number(),
      books.contact().isEmpty() ? name(order.billing()) : books.contact(),
      order.currency(),
      total.subtract(cents(order.totalTax())),
      cents(order.totalTax()),
      total,
      books.paid(),
      books.due(),
      books.status(),
      books.payment(),
      "",
      verdict,
      reason,
      books.message(),
      books.address(),
      List.of()
    );
  }

  /**
   * What is given back of an order; negative, as it takes from what was sold.
   *
   * @param date of the refund, else of its credit note
   */
  Row refund(
    ShopOrder shopOrder,
    LocalDate date,
    Amounts amounts,
    Verdict verdict,
    String reason,
    Books books
  ) {
    Order order = shopOrder.order();
    return new Row(
      REFUND,
      Long.toString(order.id()),
      date,
      order.number(),
      books.number(),
      books.contact().isEmpty() ? name(order.billing()) : books.contact(),
      order.currency(),
      amounts.net().negate(),
      amounts.tax().negate(),
      amounts.total().negate(),
      books.paid(),
      books.due(),
      books.status(),
      books.payment(),
      "",
      verdict,
      reason,
      books.message(),
      books.address(),
      List.of()
    );
  }

  /** Positive amounts of a document, 2 places. */
  record Amounts(BigDecimal net, BigDecimal tax) {
    BigDecimal total() {
      return net.add(tax);
    }
  }

  /** An order that nobody can read. */
  static Row unreadable(long id, String words) {
    BigDecimal zero = BigDecimal.ZERO.setScale(2);
    return new Row(
      ORDER,
      Long.toString(id),
      null,
      Long.toString(id),
      "",
      "",
      "",
      zero,
      zero,
      zero,
      null,
      null,
      "",
      "",
      "",
      Verdict.DEAD,
      words,
      null,
      null,
      List.of()
    );
  }

  Optional<LocalDate> day(Instant time) {
    return Optional.ofNullable(time).map(moment -> moment.atZone(context.zone()).toLocalDate());
  }

  /** Where a person sees the invoice in Xero; null where the organisation's pages are not known. */
  String invoiceAddress(String id) {
    return address(XeroInvoices.TYPE, id);
  }

  /** Where a person sees the credit note in Xero; null where the organisation's pages are not known. */
  String creditNoteAddress(String id) {
    return address(XeroCreditNotes.TYPE, id);
  }

  private String address(String type, String id) {
    String shortCode = context.ledger().organisation().organisation().shortCode();
    return DocumentPage.address(shortCode, type, id).orElse(null);
  }

  private static String name(Address billing) {
    String full = (billing.firstName() + " " + billing.lastName()).strip();
    return billing.company().isEmpty() ? full : billing.company();
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
