package io.ledgerroutes.stampli;

/** The columns of a {@code vendors} file, a row for each supplier. */
public enum VendorColumn implements FileColumn {
  COMPANY("Company ID", "the Stampli Company ID of the connection"),
  VENDOR_ID("Vendor ID", "Stampli's id of the supplier"),
  SUPPLIER_NAME("Supplier Name", "the contact's name in Xero"),
  SUPPLIER_ID("Supplier ID", "Xero's id of the contact"),
  ACTIVE("Active", "`false` once it is archived or merged away in Xero, else `true`"),
  SUPPLIER_TAX_NUMBER("Supplier Tax Number", "the contact's tax number"),
  CONTACT_GROUPS("Contact Groups", "the contact's groups, joined by `; `"),
  CURRENCY("Currency", "its default currency, ISO 4217 code"),
  CORRECTION("Correction", "`true` where another version of the supplier was delivered before, else `false`");

  private final String heading;
  private final String meaning;

  VendorColumn(String heading, String meaning) {
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
