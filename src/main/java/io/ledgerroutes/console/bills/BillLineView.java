package io.ledgerroutes.console.bills;

import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of a bill or an order.
 *
 * @param itemCode may be empty
 * @param description null for viewers
 * @param quantity of it
 * @param unitAmount a piece
 * @param amount of the line, net or gross as its document says
 * @param tax of it
 * @param account its code; may be empty
 */
public record BillLineView(
  String itemCode,
  @Nullable String description,
  BigDecimal quantity,
  BigDecimal unitAmount,
  BigDecimal amount,
  BigDecimal tax,
  String account
) {
  static BillLineView of(SupplierDocument.Line line, boolean names) {
    return new BillLineView(
      line.itemCode(),
      names ? line.description() : null,
      line.quantity(),
      line.unitAmount(),
      line.amount(),
      line.tax(),
      line.accountCode()
    );
  }

  static BillLineView of(PurchaseOrder.Line line, boolean names) {
    return new BillLineView(
      line.itemCode(),
      names ? line.description() : null,
      line.quantity(),
      line.unitAmount(),
      line.amount(),
      line.tax(),
      line.accountCode()
    );
  }

  /** The quantity as people write it. */
  public String pieces() {
    return quantity.stripTrailingZeros().toPlainString();
  }

  /** The price a piece, two places at least. */
  public String price() {
    BigDecimal plain = unitAmount.stripTrailingZeros();
    return plain.setScale(Math.max(2, plain.scale())).toPlainString();
  }

  /** What it says, as far as it may be shown. */
  public String words() {
    String text = description == null ? "" : description;
    return itemCode.isEmpty() ? text : text.isEmpty() ? itemCode : itemCode + " · " + text;
  }
}
