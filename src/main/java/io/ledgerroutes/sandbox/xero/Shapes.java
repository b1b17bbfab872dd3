package io.ledgerroutes.sandbox.xero;

/** The fields of the API description, record by record: what a request may carry and a filter may name. */
final class Shapes {

  static final Fields ACCOUNT = Fields.of(
    "AccountID",
    "Code",
    "Name",
    "Type",
    "BankAccountNumber",
    "Status",
    "Description",
    "BankAccountType",
    "CurrencyCode",
    "TaxType",
    "EnablePaymentsToAccount",
    "ShowInExpenseClaims",
    "Class",
    "SystemAccount",
    "ReportingCode",
    "ReportingCodeName",
    "HasAttachments",
    "UpdatedDateUTC",
    "AddToWatchlist"
  );

  static final Fields CONTACT = Fields.of(
    "ContactID",
    "MergedToContactID",
    "ContactNumber",
    "AccountNumber",
    "ContactStatus",
    "Name",
    "FirstName",
    "LastName",
    "CompanyNumber",
    "EmailAddress",
    "BankAccountDetails",
    "TaxNumber",
    "TaxNumberType",
    "AccountsReceivableTaxType",
    "AccountsPayableTaxType",
    "IsSupplier",
    "IsCustomer",
    "DefaultCurrency",
    "XeroNetworkKey",
    "SalesDefaultAccountCode",
    "PurchasesDefaultAccountCode",
    "SalesDefaultLineAmountType",
    "PurchasesDefaultLineAmountType",
    "SalesTrackingCategories",
    "PurchasesTrackingCategories",
    "TrackingCategoryName",
    "TrackingCategoryOption",
    "PaymentTerms",
    "UpdatedDateUTC",
    "ContactGroups",
    "Website",
    "BrandingTheme",
    "BatchPayments",
    "Discount",
    "Balances",
    "HasAttachments"
  )
    .with("ContactPersons", Fields.of("FirstName", "LastName", "EmailAddress", "IncludeInEmails"))
    .with(
      "Addresses",
      Fields.of(
        "AddressType",
        "AddressLine1",
        "AddressLine2",
        "AddressLine3",
        "AddressLine4",
        "City",
        "Region",
        "PostalCode",
        "Country",
        "AttentionTo"
      )
    )
    .with("Phones", Fields.of("PhoneType", "PhoneNumber", "PhoneAreaCode", "PhoneCountryCode"));

  static final Fields LINE = Fields.of(
    "LineItemID",
    "Description",
    "Quantity",
    "UnitAmount",
    "ItemCode",
    "AccountCode",
    "AccountID",
    "TaxType",
    "TaxAmount",
    "Item",
    "LineAmount",
    "DiscountRate",
    "DiscountAmount",
    "RepeatingInvoiceID",
    "Taxability",
    "SalesTaxCodeId",
    "TaxBreakdown"
  ).with("Tracking", Fields.of("TrackingCategoryID", "TrackingOptionID", "Name", "Option"));

  static final Fields INVOICE = document(
    "InvoiceID",
    "InvoiceNumber",
    "DueDate",
    "Reference",
    "BrandingThemeID",
    "Url",
    "SentToContact",
    "ExpectedPaymentDate",
    "PlannedPaymentDate",
    "CISDeduction",
    "CISRate",
    "TotalDiscount",
    "RepeatingInvoiceID",
    "IsDiscounted",
    "Payments",
    "Prepayments",
    "Overpayments",
    "CreditNotes",
    "AmountDue",
    "AmountPaid",
    "AmountCredited",
    "FullyPaidOnDate",
    "InvoiceAddresses"
  );

  static final Fields CREDIT_NOTE = document(
    "CreditNoteID",
    "CreditNoteNumber",
    "DueDate",
    "Reference",
    "BrandingThemeID",
    "SentToContact",
    "CISDeduction",
    "CISRate",
    "FullyPaidOnDate",
    "RemainingCredit",
    "Allocations",
    "AppliedAmount",
    "Payments",
    "InvoiceAddresses"
  );

  static final Fields OVERPAYMENT = document(
    "OverpaymentID",
    "RemainingCredit",
    "Allocations",
    "AppliedAmount",
    "Payments",
    "Reference"
  );

  static final Fields PREPAYMENT = document(
    "PrepaymentID",
    "RemainingCredit",
    "Allocations",
    "AppliedAmount",
    "Payments",
    "Reference",
    "InvoiceNumber",
    "BrandingThemeID"
  );

  static final Fields BANK_TRANSACTION = document(
    "BankTransactionID",
    "IsReconciled",
    "Reference",
    "Url",
    "PrepaymentID",
    "OverpaymentID"
  ).with("BankAccount", ACCOUNT);

  static final Fields BANK_TRANSFER = Fields.of(
    "BankTransferID",
    "Amount",
    "Date",
    "CurrencyRate",
    "FromBankTransactionID",
    "ToBankTransactionID",
    "FromIsReconciled",
    "ToIsReconciled",
    "Reference",
    "HasAttachments",
    "CreatedDateUTC",
    "Status",
    "FromTracking",
    "ToTracking"
  )
    .with("FromBankAccount", ACCOUNT)
    .with("ToBankAccount", ACCOUNT);

  static final Fields PURCHASE_ORDER = document(
    "PurchaseOrderID",
    "PurchaseOrderNumber",
    "DeliveryDate",
    "Reference",
    "BrandingThemeID",
    "SentToContact",
    "DeliveryAddress",
    "AttentionTo",
    "Telephone",
    "DeliveryInstructions",
    "ExpectedArrivalDate",
    "TotalDiscount"
  );

  static final Fields PAYMENT = Fields.of(
    "PaymentID",
    "BatchPaymentID",
    "BatchPayment",
    "InvoiceNumber",
    "CreditNoteNumber",
    "Code",
    "Date",
    "CurrencyRate",
    "Amount",
    "BankAmount",
    "Reference",
    "IsReconciled",
    "Status",
    "PaymentType",
    "UpdatedDateUTC",
    "UpdatedDateUTCString",
    "BankAccountNumber",
    "Particulars",
    "Details",
    "HasAccount"
  )
    .with("Account", ACCOUNT)
    .with("Invoice", INVOICE)
    .with("CreditNote", CREDIT_NOTE)
    .with("Overpayment", OVERPAYMENT)
    .with("Prepayment", PREPAYMENT);

  static final Fields ALLOCATION = Fields.of("AllocationID", "Amount", "Date", "IsDeleted")
    .with("Invoice", INVOICE)
    .with("CreditNote", CREDIT_NOTE)
    .with("Overpayment", OVERPAYMENT)
    .with("Prepayment", PREPAYMENT);

  private Shapes() {}

  /** The fields of all documents with lines, and these. */
  private static Fields document(String... more) {
    return Fields.of(
      "Type",
      "Date",
      "Status",
      "LineAmountTypes",
      "SubTotal",
      "TotalTax",
      "Total",
      "CurrencyCode",
      "CurrencyRate",
      "UpdatedDateUTC",
      "UpdatedDateUTCString",
      "HasAttachments",
      "Attachments"
    )
      .and(more)
      .with("Contact", CONTACT)
      .with("LineItems", LINE);
  }
}
