package io.ledgerroutes.stampli;

/**
 * The columns of an {@code invoices} file, a row for each line of a bill or of a supplier's credit (rule P5); the
 * bill's own fields stand in each of its rows. Of a credit quantity and amounts are negative.
 */
public enum InvoiceColumn implements FileColumn {
  COMPANY("Company ID", "the Stampli Company ID of the connection"),
  DOCUMENT_TYPE("Document Type", "`bill` or `credit`"),
  VENDOR_ID("Vendor ID", "Stampli's id of the supplier"),
  SUPPLIER_NAME("Supplier Name", "the contact's name in Xero"),
  SUPPLIER_TAX_NUMBER("Supplier Tax Number", "the contact's tax number"),
  CONTACT_GROUPS("Contact Groups", "the contact's groups, joined by `; `"),
  BILL_ID("Bill ID", "Xero's id of the bill or credit"),
  BILL_NUMBER(
    "Bill Number",
    "the supplier's number of it; with the vendor id what Stampli tells bills apart by"
  ),
  BILL_STATUS("Bill Status", "Xero's status, e.g. `AUTHORISED`"),
  BILL_DATE("Bill Date", "its date, in the organisation's days"),
  DUE_DATE("Due Date", "when it is due"),
  PLANNED_DATE("Planned Date", "when it is planned to be paid, if somebody planned it"),
  CURRENCY("Currency", "ISO 4217 code"),
  CURRENCY_RATE("Currency Rate", "Xero's rate: units of the bill's currency for one of the organisation's"),
  LINE_AMOUNT_TYPES("Line Amount Types", "`Exclusive`, `Inclusive` or `NoTax`: what unit prices are"),
  LINE_NUMBER("Line Number", "from 1, in the bill's order"),
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
  PO_NUMBER("PO Number", "the purchase order that the line bills"),
  PO_LINE("PO Line", "the order's line, as the purchase-orders file numbers it"),
  MATCH_RESULT("Match Result", "`matched`, `ambiguous` or `unmatched`"),
  MATCH_REASON("Match Reason", "why, in words"),
  REVIEW("Review", "`true` where a person should look before it is paid, else `false`"),
  CORRECTION("Correction", "`true` where another version of the record was delivered before, else `false`"),
  NET_TOTAL("Net Total", "the bill's amount without tax"),
  TAX_TOTAL("Tax Total", "the bill's tax"),
  TOTAL("Total", "the bill's amount with tax"),
  PAID("Paid", "what was paid on it when it was read"),
  CREDITED("Credited", "what was credited on it when it was read"),
  DUE("Due", "what was still to be paid when it was read"),
  LINK("Link", "the bill's page in Xero"),
  ATTACHMENTS("Attachments", "names of the files attached to it in Xero, joined by `; `");

  private final String heading;
  private final String meaning;

  InvoiceColumn(String heading, String meaning) {
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
