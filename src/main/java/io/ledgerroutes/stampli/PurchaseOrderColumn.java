package io.ledgerroutes.stampli;

/**
 * The columns of a {@code purchase-orders} file, a row for each line of an order; the order's own fields stand in
 * each of its rows.
 */
public enum PurchaseOrderColumn implements FileColumn {
  COMPANY("Company ID", "the Stampli Company ID of the connection"),
  VENDOR_ID("Vendor ID", "Stampli's id of the supplier"),
  SUPPLIER_NAME("Supplier Name", "the contact's name in Xero"),
  ORDER_ID("Order ID", "Xero's id of the order"),
  PO_NUMBER("PO Number", "the order's number; invoices refer to it"),
  ORDER_STATUS("Order Status", "Xero's status, e.g. `AUTHORISED`"),
  ORDER_DATE("Order Date", "its date, in the organisation's days"),
  DELIVERY_DATE("Delivery Date", "when it is to be delivered"),
  REFERENCE("Reference", "its reference"),
  CURRENCY("Currency", "ISO 4217 code"),
  LINE_AMOUNT_TYPES("Line Amount Types", "`Exclusive`, `Inclusive` or `NoTax`: what unit prices are"),
  LINE_NUMBER("Line Number", "from 1, in the order's order; PO Line of invoices refers to it"),
  ITEM_CODE("Item Code", "the line's item"),
  DESCRIPTION("Description", "the line's text"),
  QUANTITY("Quantity", "with as many places as it has"),
  UNIT_PRICE("Unit Price", "with as many places as it has, net or gross by Line Amount Types"),
  LINE_NET("Net", "the line's amount without tax"),
  LINE_TAX("Tax", "the line's tax"),
  LINE_GROSS("Gross", "the line's amount with tax"),
  TAX_NAME("Tax Name", "what Xero calls the line's tax rate"),
  TAX_RATE("Tax Rate", "its effective rate in percent"),
  TAX_CODE("Tax Code", "Stampli's tax code of it"),
  GL_CODE("GL Code", "Stampli's code of the line's account"),
  DIMENSION_1("Dimension 1", "Stampli's value of the first tracking category"),
  DIMENSION_2("Dimension 2", "Stampli's value of the second tracking category"),
  NET_TOTAL("Net Total", "the order's amount without tax"),
  TAX_TOTAL("Tax Total", "the order's tax"),
  TOTAL("Total", "the order's amount with tax"),
  CORRECTION("Correction", "`true` where another version of the order was delivered before, else `false`"),
  LINK("Link", "the order's page in Xero");

  private final String heading;
  private final String meaning;

  PurchaseOrderColumn(String heading, String meaning) {
    this.heading = heading;
    this.meaning = meaning;
  }

  @Override
  public String heading() {
    return heading;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
