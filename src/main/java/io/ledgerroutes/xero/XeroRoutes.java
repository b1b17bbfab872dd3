package io.ledgerroutes.xero;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/**
 * The steps that an integration's work route calls. Without an error handler of their own: what fails belongs to
 * the calling route, which leads to settlement.
 */
@Component
class XeroRoutes extends RouteBuilder {

  private final XeroSteps steps;
  private final XeroMoneySteps money;

  XeroRoutes(XeroSteps steps, XeroMoneySteps money) {
    this.steps = steps;
    this.money = money;
  }

  @Override
  public void configure() {
    step("xero-contacts-ensure", steps, "ensureContacts");
    step("xero-invoices-bring", steps, "bringInvoices");
    step("xero-payments-bring", money, "bringPayments");
    step("xero-credit-notes-bring", money, "bringCreditNotes");
    step("xero-allocations-bring", money, "bringAllocations");
  }

  private void step(String name, Object bean, String method) {
    from("direct:" + name).routeId(name).errorHandler(noErrorHandler()).bean(bean, method);
  }
}
