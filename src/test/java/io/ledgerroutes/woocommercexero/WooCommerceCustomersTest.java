package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.woocommerce.WooCommerceWebhook;
import io.ledgerroutes.xero.ContactId;
import io.ledgerroutes.xero.Person;
import io.ledgerroutes.xero.XeroContactBook;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers of the sandbox's shop, over real HTTP. */
class WooCommerceCustomersTest {

  private final XeroContactBook contacts = mock(XeroContactBook.class);
  private ShopBench bench;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void customers_come_as_they_are_now_and_one_who_is_gone_is_skipped() {
    Batch batch = fetched("", "2", "3", "999999");

    assertThat(batch.open())
      .hasSize(2)
      .allSatisfy(element -> assertThat(element.known(Person.class).name()).isNotBlank())
      .allSatisfy(element -> assertThat(element.known(Person.class).postal()).isPresent());
    assertThat(batch.elements().get(0).known(Person.class).contactNumber()).isEqualTo("craft-shop:2");
    assertThat(batch.elements().get(2).outcome()).isEqualTo(
      new Outcome.Skipped("customer 999999 is gone from the shop")
    );
  }

  @Test
  void all_forty_of_a_batch_are_read() {
    String[] all = IntStream.range(2, 42).mapToObj(Integer::toString).toArray(String[]::new);

    assertThat(fetched("", all).open()).hasSize(40);
  }

  @Test
  void who_has_ordered_nothing_is_left_out_where_only_buyers_are_wanted() {
    when(
      contacts.knows(eq(ShopBench.TENANT), argThat(person -> person.contactNumber().equals("craft-shop:3")))
    ).thenReturn(true);

    Batch batch = fetched("contacts: { new-customers: false }\n", "2", "3");

    assertThat(batch.open()).extracting(Element::key).containsExactly("3");
    assertThat(batch.elements().getFirst().outcome()).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void a_shop_with_one_contact_for_all_brings_no_customers() {
    Batch batch = fetched("contacts: one-per-shop\n", "2");

    assertThat(batch.elements().getFirst().outcome()).isEqualTo(
      new Outcome.Skipped("all orders of the shop are one contact's")
    );
  }

  @Test
  void a_shop_that_is_down_is_no_customer_s_fault() {
    bench = new ShopBench("");
    bench.fault("html", "/customers", "GET", 1);
    Batch batch = ShopBench.batch(WooCommerceWebhook.CUSTOMERS, "2");

    assertThatThrownBy(() -> customers().fetch(batch)).isInstanceOf(RemoteFailure.class);
    assertThat(batch.open()).hasSize(1);
  }

  @Test
  void a_customer_whose_contact_stands_is_done() {
    Batch batch = fetched("", "2");
    batch.open().getFirst().learn(ContactId.class, new ContactId("c0ffee"));

    customers().brought(batch);

    assertThat(batch.elements().getFirst().outcome()).isEqualTo(new Outcome.Delivered("contact c0ffee"));
  }

  private Batch fetched(String settings, String... keys) {
    bench = new ShopBench(settings);
    Batch batch = ShopBench.batch(WooCommerceWebhook.CUSTOMERS, keys);
    customers().fetch(batch);
    return batch;
  }

  private WooCommerceCustomers customers() {
    return new WooCommerceCustomers(bench.context, bench.sandbox.client(), contacts);
  }
}
