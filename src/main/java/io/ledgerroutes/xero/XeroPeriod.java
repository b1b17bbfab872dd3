package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Documents and payments by their days, and by id or number, as Xero has them now, voided and deleted ones
 * included. Asked for as old records are: live ones go first.
 */
@Component
public class XeroPeriod {

  private static final String OPEN = "Status==\"AUTHORISED\"";

  private final XeroPages pages;

  XeroPeriod(XeroPages pages) {
    this.pages = pages;
  }

  /**
   * Sales invoices dated on these days, both included.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where the list could not be read, e.g. because the organisation has
   *     more than 100,000 invoices and refuses to search them (facts, Xero 3)
   */
  public List<JsonNode> invoices(String tenant, LocalDate from, LocalDate to) {
    return list(tenant, XeroList.INVOICES, "Type==\"ACCREC\" AND " + days(from, to));
  }

  /** Credit notes for customers, as {@link #invoices}. */
  public List<JsonNode> creditNotes(String tenant, LocalDate from, LocalDate to) {
    return list(tenant, XeroList.CREDIT_NOTES, "Type==\"ACCRECCREDIT\" AND " + days(from, to));
  }

  /** Payments of every kind, as {@link #invoices}. */
  public List<JsonNode> payments(String tenant, LocalDate from, LocalDate to) {
    return list(tenant, XeroList.PAYMENTS, days(from, to));
  }

  /** Overpayments to suppliers that may not be used up yet, whatever their day, as {@link #invoices}. */
  public List<JsonNode> supplierOverpayments(String tenant) {
    return list(tenant, XeroList.OVERPAYMENTS, "Type==\"SPEND-OVERPAYMENT\" AND " + OPEN);
  }

  /** Prepayments to suppliers that may not be used up yet, whatever their day, as {@link #invoices}. */
  public List<JsonNode> supplierPrepayments(String tenant) {
    return list(tenant, XeroList.PREPAYMENTS, "Type==\"SPEND-PREPAYMENT\" AND " + OPEN);
  }

  private static String days(LocalDate from, LocalDate to) {
    return XeroQuery.days("Date", from.toString(), to.toString());
  }

  private List<JsonNode> list(String tenant, XeroList list, String where) {
    List<JsonNode> found = new ArrayList<>();
    pages.read(tenant, list.where(where).at(Priority.BACKFILL), page ->
      page.forEach(element -> found.add(element.json()))
    );
    return found;
  }

  /** Invoices of these ids, in calls of 40; those that Xero does not have are absent. */
  public List<JsonNode> invoicesOf(String tenant, Collection<String> ids) {
    return pages
      .byIds(tenant, XeroList.INVOICES.at(Priority.BACKFILL), ids)
      .stream()
      .map(XeroRecord::json)
      .toList();
  }

  /** Credit notes of these ids, one call each: Xero takes no list of them. */
  public List<JsonNode> creditNotesOf(String tenant, Collection<String> ids) {
    return pages
      .byIds(tenant, XeroList.CREDIT_NOTES.at(Priority.BACKFILL), ids)
      .stream()
      .map(XeroRecord::json)
      .toList();
  }

  /** Sales invoices that bear these numbers; numbers with a comma are left out, because Xero takes it for the end. */
  public List<JsonNode> invoicesNumbered(String tenant, Collection<String> numbers) {
    List<JsonNode> found = new ArrayList<>();
    List<String> plain = numbers
      .stream()
      .filter(number -> number.indexOf(',') < 0)
      .toList();
    XeroList list = XeroList.INVOICES.at(Priority.BACKFILL);
    for (String chunk : XeroQuery.chunks(plain, number -> number, ",")) {
      pages
        .page(tenant, list.with("InvoiceNumbers=" + chunk), 1)
        .records()
        .stream()
        .map(XeroRecord::json)
        .filter(invoice -> invoice.path("Type").asText().equals("ACCREC"))
        .forEach(found::add);
    }
    return found;
  }
}
