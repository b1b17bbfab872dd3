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

  XeroRoutes(XeroSteps steps) {
    this.steps = steps;
  }

  @Override
  public void configure() {
    from("direct:xero-contacts-ensure")
      .routeId("xero-contacts-ensure")
      .errorHandler(noErrorHandler())
      .bean(steps, "ensureContacts");
    from("direct:xero-invoices-bring")
      .routeId("xero-invoices-bring")
      .errorHandler(noErrorHandler())
      .bean(steps, "bringInvoices");
  }
}
