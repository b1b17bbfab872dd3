package io.ledgerroutes.xero;

/** What links and messages call that which an organisation buys by. */
public final class PayableTypes {

  /** A supplier's bill ({@code ACCPAY}). */
  public static final String BILL = "xero-bill";

  /** A supplier's credit ({@code ACCPAYCREDIT}). */
  public static final String SUPPLIER_CREDIT = "xero-supplier-credit";

  /** A purchase order. */
  public static final String PURCHASE_ORDER = "xero-purchase-order";

  /** A contact that is bought from. */
  public static final String SUPPLIER = "xero-supplier";

  private PayableTypes() {}
}
