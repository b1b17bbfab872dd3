package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.posting.Current;
import io.ledgerroutes.xero.XeroInvoices;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** At which rates invoices in other currencies than the books' stand in Xero: their credits go at the same (rule W7). */
@Component
class InvoiceRates {

  private static final String RATE = "CurrencyRate";

  private final XeroInvoices invoices;

  InvoiceRates(XeroInvoices invoices) {
    this.invoices = invoices;
  }

  /**
   * The rates by invoice, of those that a credit in another currency is to be made for.
   *
   * @param base currency of the books
   * @param wanted which credits are to be made
   */
  Map<String, BigDecimal> of(String tenant, String base, List<Element> elements, Predicate<Credit> wanted) {
    List<String> ids = elements
      .stream()
      .filter(element -> foreign(element, base))
      .filter(element -> element.known(OrderPlan.class).credits().stream().anyMatch(wanted))
      .map(element -> OrderInvoice.of(element).targetId())
      .toList();
    Map<String, BigDecimal> rates = new HashMap<>();
    if (!ids.isEmpty()) {
      invoices.read(tenant, ids).forEach((id, invoice) -> note(rates, id, invoice));
    }
    return rates;
  }

  private static void note(Map<String, BigDecimal> rates, String id, Current invoice) {
    if (invoice.document().path(RATE).isNumber()) {
      rates.put(id, invoice.document().path(RATE).decimalValue());
    }
  }

  private static boolean foreign(Element element, String base) {
    return !element.known(OrderPlan.class).booked().order().currency().equals(base);
  }
}
