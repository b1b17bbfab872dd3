package io.ledgerroutes.xero;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DocumentPageTest {

  private static final String ID = "027d935c-bc46-43b8-9276-75331224d001";

  @Test
  void an_invoice_and_a_credit_note_have_pages_in_their_organisation() {
    assertThat(DocumentPage.address("!Cr4ft", XeroInvoices.TYPE, ID)).contains(
      "https://go.xero.com/organisationlogin/default.aspx?shortcode=!Cr4ft&redirecturl=/AccountsReceivable/View.aspx?InvoiceID=" +
        ID
    );
    assertThat(DocumentPage.address("!Cr4ft", XeroCreditNotes.TYPE, ID).orElseThrow()).endsWith(
      "/AccountsReceivable/ViewCreditNote.aspx?creditNoteID=" + ID
    );
  }

  @Test
  void what_has_no_page_or_no_known_organisation_has_no_address() {
    assertThat(DocumentPage.address("!Cr4ft", XeroPayments.TYPE, ID)).isEmpty();
    assertThat(DocumentPage.address(null, XeroInvoices.TYPE, ID)).isEmpty();
    assertThat(DocumentPage.address("", XeroInvoices.TYPE, ID)).isEmpty();
  }

  @Test
  void nothing_is_built_into_an_address_that_is_no_id() {
    assertThat(DocumentPage.address("!a&redirecturl=//evil.example", XeroInvoices.TYPE, ID)).isEmpty();
    assertThat(DocumentPage.address("!Cr4ft", XeroInvoices.TYPE, "x&redirecturl=//evil.example")).isEmpty();
  }

  @Test
  void what_is_bought_by_has_pages_too() {
    assertThat(DocumentPage.address("!Cr4ft", PayableTypes.BILL, ID).orElseThrow()).endsWith(
      "&redirecturl=/AccountsPayable/View.aspx?InvoiceID=" + ID
    );
    assertThat(DocumentPage.address("!Cr4ft", PayableTypes.SUPPLIER_CREDIT, ID).orElseThrow()).endsWith(
      "/AccountsPayable/ViewCreditNote.aspx?creditNoteID=" + ID
    );
    assertThat(DocumentPage.address("!Cr4ft", PayableTypes.PURCHASE_ORDER, ID).orElseThrow()).endsWith(
      "/Accounts/Payable/PurchaseOrders/View/" + ID
    );
  }
}
