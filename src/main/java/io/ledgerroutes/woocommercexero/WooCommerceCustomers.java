package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.RecordCard;
import io.ledgerroutes.woocommerce.ShopCustomer;
import io.ledgerroutes.woocommerce.UnreadableRecord;
import io.ledgerroutes.woocommerce.WooCommerceShop;
import io.ledgerroutes.woocommercexero.ContactSettings.As;
import io.ledgerroutes.xero.ContactId;
import io.ledgerroutes.xero.Person;
import io.ledgerroutes.xero.XeroContactBook;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Customers with an account in the shop, as they are now for a batch of hints. The shop cannot tell which of them
 * changed since a time (facts, WooCommerce 20), so they are not polled: what a lost hint knew comes with the
 * customer's next order.
 */
@Component("woocommerceCustomers")
public class WooCommerceCustomers {

  private final OrderContext context;
  private final WooCommerceShop shop;
  private final XeroContactBook contacts;

  WooCommerceCustomers(OrderContext context, WooCommerceShop shop, XeroContactBook contacts) {
    this.context = context;
    this.shop = shop;
    this.contacts = contacts;
  }

  /**
   * Leaves a {@link Person} on each element whose customer becomes a contact, and settles the others with the reason.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure when the shop is down or turns us away
   */
  public void fetch(Batch batch) {
    OrderContext.Scope scope = context.of(batch.connection());
    if (scope.settings().contacts().as() == As.ONE_PER_SHOP) {
      batch
        .open()
        .forEach(element -> element.settle(new Outcome.Skipped("all orders of the shop are one contact's")));
    }
    List<Element> open = batch.open();
    if (open.isEmpty()) {
      return;
    }
    Map<Long, JsonNode> found = shop.customers(
      scope.shop(),
      open.stream().map(WooCommerceCustomers::id).toList()
    );
    open.forEach(element -> take(scope, element, found.get(id(element))));
    if (!scope.settings().contacts().newCustomers()) {
      leaveStrangers(batch);
    }
  }

  private static long id(Element element) {
    return Long.parseLong(element.key());
  }

  private static void take(OrderContext.Scope scope, Element element, JsonNode json) {
    if (json == null) {
      element.settle(new Outcome.Skipped("customer " + element.key() + " is gone from the shop"));
      return;
    }
    try {
      ShopCustomer customer = ShopCustomer.of(json);
      element.describe(new RecordCard(element.key(), null, null, null), customer.email());
      Optional<Person> person = Customer.of(scope.connection().id(), customer, scope.settings().contacts());
      person.ifPresentOrElse(
        known -> element.learn(Person.class, known),
        () -> element.settle(new Outcome.Skipped("the customer has neither name nor e-mail"))
      );
    } catch (UnreadableRecord unreadable) {
      element.settle(new Outcome.Dead("the shop's customer cannot be read: " + unreadable.getMessage()));
    }
  }

  private void leaveStrangers(Batch batch) {
    batch
      .open()
      .stream()
      .filter(element -> !contacts.knows(batch.tenant(), element.known(Person.class)))
      .forEach(element ->
        element.settle(
          new Outcome.Skipped("the customer has ordered nothing yet: contacts: new-customers is false")
        )
      );
  }

  /** Settles what has its contact. */
  public void brought(Batch batch) {
    batch
      .open()
      .forEach(element ->
        element.settle(new Outcome.Delivered("contact " + element.known(ContactId.class).value()))
      );
  }
}
