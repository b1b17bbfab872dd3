package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Current;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.xero.XeroInvoices;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Keeps credits away from invoices that a person has voided since they were posted: such a note would take off a sale
 * that the books do not have any more, and Xero takes it without a word.
 */
@Component
class EndedInvoices {

  private final XeroInvoices invoices;

  EndedInvoices(XeroInvoices invoices) {
    this.invoices = invoices;
  }

  /**
   * Holds those whose invoice is not alive in Xero. One that was made in this pass is not asked for.
   *
   * @param anew which credits are not posted yet
   */
  void hold(String tenant, List<Element> crediting, Predicate<Credit> anew) {
    Map<Element, Link> posted = new LinkedHashMap<>();
    for (Element element : crediting) {
      Optional<Link> invoice = element.known(Generation.class).standing();
      if (invoice.isPresent() && element.known(OrderPlan.class).credits().stream().anyMatch(anew)) {
        posted.put(element, invoice.get());
      }
    }
    if (posted.isEmpty()) {
      return;
    }
    Map<String, Current> now = invoices.read(tenant, posted.values().stream().map(Link::targetId).toList());
    posted.forEach((element, invoice) -> {
      if (Optional.ofNullable(now.get(invoice.targetId())).filter(Current::live).isEmpty()) {
        element.settle(
          new Outcome.Held(
            "invoice " +
              invoice.number() +
              " was voided or deleted in Xero, so there is nothing to credit: if that is right, discard this message; " +
              "else book the sale and its refund by hand"
          )
        );
      }
    });
  }
}
