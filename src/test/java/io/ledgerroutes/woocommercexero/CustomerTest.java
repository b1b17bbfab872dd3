package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.woocommerce.Order;
import io.ledgerroutes.woocommerce.ShopCustomer;
import io.ledgerroutes.woocommercexero.ContactSettings.Archived;
import io.ledgerroutes.woocommercexero.ContactSettings.As;
import io.ledgerroutes.xero.Person;
import io.ledgerroutes.xero.PostalAddress;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerTest {

  private static final ContactSettings SETTINGS = settings("");

  @Test
  void a_guest_is_known_by_the_e_mail_whatever_its_case() {
    Person one = guest("Greta", "Guest", "", "Guest.One@Example.test");
    Person same = guest("greta", "guest", "", "guest.one@example.test");

    assertThat(one.identity()).isEqualTo(same.identity()).isEqualTo("guest.one@example.test");
    assertThat(one.contactNumber()).isEqualTo(same.contactNumber()).startsWith("craft-shop:guest-");
    assertThat(one.name()).isEqualTo("Greta Guest");
    assertThat(one.email()).isEqualTo("Guest.One@Example.test");
  }

  @Test
  void a_company_bears_its_own_name_and_says_for_whom_its_mail_is() {
    ObjectNode order = order(7);
    address(order.putObject("billing"), "Ann", "Archer", "Archer Pty Ltd", "1 George St", "AU").put(
      "email",
      "ann@archer.example"
    );

    Person person = Customer.of("craft-shop", Order.of(order), SETTINGS);

    assertThat(person.name()).isEqualTo("Archer Pty Ltd");
    assertThat(person.contactNumber()).isEqualTo("craft-shop:7");
    assertThat(person.postal()).contains(
      new PostalAddress("Ann Archer", "1 George St", "Unit 2", "Sydney", "NSW", "2000", "Australia")
    );
    assertThat(guest("", "", "Company Only Pty Ltd", "").name()).isEqualTo("Company Only Pty Ltd");
  }

  @Test
  void billing_is_the_postal_and_shipping_the_street_address_and_a_phone_is_taken_from_either() {
    ObjectNode order = order(0);
    address(order.putObject("billing"), "Ann", "Archer", "", "1 George St", "AU");
    address(order.putObject("shipping"), "Bea", "Archer", "", "9 Quay", "NZ").put("phone", "+64 9 555 0001");

    Person person = Customer.of("craft-shop", Order.of(order), SETTINGS);

    assertThat(person.postal().map(PostalAddress::attention)).contains("");
    assertThat(person.street()).contains(
      new PostalAddress("Bea Archer", "9 Quay", "Unit 2", "Sydney", "NSW", "2000", "New Zealand")
    );
    assertThat(person.phone()).isEqualTo("+64 9 555 0001");
    assertThat(person.asOf()).isEqualTo(Instant.parse("2026-11-20T21:00:00Z"));
  }

  @Test
  void nobody_in_particular_is_the_cash_sale_contact() {
    Person nobody = guest("", "", "", "");

    assertThat(nobody.name()).isEqualTo("Cash sale");
    assertThat(nobody.contactNumber()).isEqualTo("craft-shop:cash-sale");
    assertThat(nobody.postal()).isEmpty();
    assertThat(guest(" ", "<b></b>", "", "not an e-mail").name()).isEqualTo("Cash sale");
  }

  @ParameterizedTest
  @CsvSource(
    {
      "山田, 太郎, 山田 太郎",
      "Zoë, D’Ångström-Ćosić, Zoë D’Ångström-Ćosić",
      "محمد, علي, محمد علي",
      "Bob <b>Bold</b>, &amp; Sons, Bob Bold & Sons",
      "🎁, '', 🎁",
    }
  )
  void names_of_any_script_are_taken_as_plain_words(String first, String last, String name) {
    assertThat(guest(first, last, "", "").name()).isEqualTo(name);
  }

  @Test
  void names_and_addresses_are_cut_to_what_the_ledger_takes() {
    ObjectNode order = order(0);
    address(order.putObject("billing"), "Long".repeat(200), "", "", "Street ".repeat(200), "AU").put(
      "phone",
      "1".repeat(80)
    );

    Person person = Customer.of("craft-shop", Order.of(order), SETTINGS);

    assertThat(person.name()).hasSize(255);
    assertThat(person.firstName()).hasSize(255);
    assertThat(person.postal().orElseThrow().line1()).hasSizeLessThanOrEqualTo(500);
    assertThat(person.phone()).hasSize(50);
  }

  @ParameterizedTest
  @CsvSource({ "x@localhost", "a b@c.example", "@c.example", "a@@c.example", "a@c..example" })
  void what_the_ledger_would_refuse_as_an_e_mail_is_left_out(String email) {
    assertThat(guest("Ann", "", "", email).email()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
    nullValues = "-",
    value = { "AU, Australia", "gb, United Kingdom", "XX, XX", "'', ''", "CI, CI" }
  )
  void a_country_is_told_in_latin_letters(String code, String country) {
    assertThat(PostalAddress.countryOf(code)).isEqualTo(country);
  }

  @Test
  void an_account_is_the_same_person_as_its_orders() {
    ObjectNode order = order(17);
    address(order.putObject("billing"), "Kim", "Archer", "", "1 George St", "AU").put(
      "email",
      "kim.billing@example.test"
    );
    ObjectNode account = Sample.JSON.createObjectNode()
      .put("id", 17)
      .put("email", "kim@example.test")
      .put("date_modified_gmt", "2026-11-21T01:24:17");
    account.set("billing", order.path("billing"));

    Person ordering = Customer.of("craft-shop", Order.of(order), SETTINGS);
    Person registered = Customer.of("craft-shop", ShopCustomer.of(account), SETTINGS).orElseThrow();

    assertThat(registered).isEqualTo(ordering.asOf(Instant.parse("2026-11-21T01:24:17Z")));
  }

  @Test
  void an_account_without_a_billing_address_is_known_by_its_own_name_and_e_mail() {
    ObjectNode account = Sample.JSON.createObjectNode()
      .put("id", 17)
      .put("email", "Kim@Example.test")
      .put("first_name", "Kim")
      .put("last_name", "Archer");
    account.putObject("billing").put("email", "");

    Person person = Customer.of("craft-shop", ShopCustomer.of(account), SETTINGS).orElseThrow();

    assertThat(person.name()).isEqualTo("Kim Archer");
    assertThat(person.firstName()).isEqualTo("Kim");
    assertThat(person.identity()).isEqualTo("kim@example.test");
    account.put("email", "").put("first_name", "").put("last_name", "");
    assertThat(Customer.of("craft-shop", ShopCustomer.of(account), SETTINGS)).isEmpty();
  }

  @Test
  void one_contact_a_shop_is_the_cash_sale_contact_for_everybody() {
    ContactSettings one = settings("contacts: one-per-shop\ncash-sale-contact: Craft Shop sales\n");
    ObjectNode order = order(7);
    address(order.putObject("billing"), "Ann", "Archer", "", "1 George St", "AU");

    Person person = Customer.of("craft-shop", Order.of(order), one);

    assertThat(person.name()).isEqualTo("Craft Shop sales");
    assertThat(person.identity()).isEqualTo("craft-shop:cash-sale");
    assertThat(person.postal()).isEmpty();
  }

  @Test
  void the_setting_of_contacts_is_one_word_or_a_section() {
    assertThat(settings("")).isEqualTo(
      new ContactSettings(As.PER_CUSTOMER, Archived.HOLD, true, "Cash sale")
    );
    assertThat(settings("contacts: per-customer\n")).isEqualTo(settings(""));
    assertThat(settings("contacts: { as: one-per-shop }\n")).isEqualTo(settings("contacts: one-per-shop\n"));
    assertThat(settings("contacts: { archived: restore, new-customers: false }\n")).isEqualTo(
      new ContactSettings(As.PER_CUSTOMER, Archived.RESTORE, false, "Cash sale")
    );
    assertThat(
      org.assertj.core.api.Assertions.catchThrowable(() -> settings("contacts: everybody\n"))
    ).hasMessageContaining("use one of per-customer, one-per-shop");
    assertThat(
      org.assertj.core.api.Assertions.catchThrowable(() -> settings("contacts: { archive: hold }\n"))
    ).hasMessageContaining("woocommerce.contacts.archive");
  }

  @Test
  void the_contact_may_be_restored_only_where_the_setting_says_so() {
    ContactSettings restoring = settings("contacts: { archived: restore }\n");

    assertThat(Customer.of("craft-shop", Order.of(order(0)), restoring).restorable()).isTrue();
    assertThat(Customer.of("craft-shop", Order.of(order(0)), SETTINGS).restorable()).isFalse();
  }

  private static ContactSettings settings(String more) {
    return Sample.settings("https://shop.example", more).contacts();
  }

  private static Person guest(String first, String last, String company, String email) {
    ObjectNode order = order(0);
    order
      .putObject("billing")
      .put("first_name", first)
      .put("last_name", last)
      .put("company", company)
      .put("email", email);
    return Customer.of("craft-shop", Order.of(order), SETTINGS);
  }

  private static ObjectNode order(long customer) {
    ObjectNode order = Sample.JSON.createObjectNode()
      .put("id", 1042)
      .put("status", "processing")
      .put("currency", "AUD")
      .put("total", "10.00")
      .put("customer_id", customer)
      .put("date_created_gmt", "2026-11-20T21:00:00");
    order.putObject("billing");
    return order;
  }

  private static ObjectNode address(
    ObjectNode address,
    String first,
    String last,
    String company,
    String line,
    String country
  ) {
    return address
      .put("first_name", first)
      .put("last_name", last)
      .put("company", company)
      .put("address_1", line)
      .put("address_2", "Unit 2")
      .put("city", "Sydney")
      .put("state", "NSW")
      .put("postcode", "2000")
      .put("country", country);
  }
}
