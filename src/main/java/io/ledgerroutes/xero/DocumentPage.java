package io.ledgerroutes.xero;

import java.util.Optional;

/** Where a person sees a document in Xero. */
public final class DocumentPage {

  private DocumentPage() {}

  /**
   * The address that signs in to the organisation and opens the document.
   *
   * @param shortCode of the organisation
   * @param type as links name it
   * @return empty for kinds that have no page of their own
   */
  public static Optional<String> address(String shortCode, String type, String id) {
    if (
      shortCode == null || !shortCode.matches("[A-Za-z0-9!_-]{1,20}") || !id.matches("[A-Za-z0-9-]{1,64}")
    ) {
      return Optional.empty();
    }
    Optional<String> page = switch (type) {
      case XeroInvoices.TYPE -> Optional.of("/AccountsReceivable/View.aspx?InvoiceID=");
      case XeroCreditNotes.TYPE -> Optional.of("/AccountsReceivable/ViewCreditNote.aspx?creditNoteID=");
      case PayableTypes.BILL -> Optional.of("/AccountsPayable/View.aspx?InvoiceID=");
      case PayableTypes.SUPPLIER_CREDIT -> Optional.of("/AccountsPayable/ViewCreditNote.aspx?creditNoteID=");
      case PayableTypes.PURCHASE_ORDER -> Optional.of("/Accounts/Payable/PurchaseOrders/View/");
      default -> Optional.empty();
    };
    return page.map(
      path ->
        "https://go.xero.com/organisationlogin/default.aspx?shortcode=" +
        shortCode +
        "&redirecturl=" +
        path +
        id
    );
  }
}
