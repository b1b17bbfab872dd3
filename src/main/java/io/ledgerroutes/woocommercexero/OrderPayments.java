package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.xero.PaidDocument;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Leaves on each element what came in for its invoice (rules W4, W6). */
@Component("orderPayments")
public class OrderPayments {

  private final OrderMoney money;

  OrderPayments(OrderMoney money) {
    this.money = money;
  }

  /** Prepares the payments of the invoices that stand. */
  @Handler
  public void prepare(Batch batch) {
    List<MoneyDue> due = new ArrayList<>();
    for (Element element : batch.open()) {
      Link invoice = OrderInvoice.of(element);
      element
        .known(OrderPlan.class)
        .payments()
        .forEach(payment -> due.add(new MoneyDue(element, payment, PaidDocument.Kind.INVOICE, invoice)));
    }
    if (!due.isEmpty()) {
      money.want(batch, due);
    }
  }
}
