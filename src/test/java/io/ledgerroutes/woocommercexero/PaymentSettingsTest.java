package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentSettingsTest {

  @Test
  void a_pattern_names_all_methods_that_begin_so() {
    PaymentSettings payments = read("- { methods: [\"stripe*\"], account: \"613\" }");

    assertThat(account(payments, "stripe", "AUD")).contains("613");
    assertThat(account(payments, "stripe_klarna", "AUD")).contains("613");
    assertThat(payments.of("my-stripe", "AUD")).isEmpty();
  }

  @Test
  void the_first_rule_that_names_a_method_decides() {
    PaymentSettings payments = read(
      """
      - { methods: [stripe_sepa], account: none }
      - { methods: ["stripe*"], account: "613" }"""
    );

    assertThat(account(payments, "stripe_sepa", "AUD")).isEmpty();
    assertThat(account(payments, "stripe", "AUD")).contains("613");
  }

  @Test
  void a_method_may_have_an_account_for_each_currency() {
    PaymentSettings payments = read(
      """
      - { methods: [stripe], currencies: [EUR, CHF], account: "091" }
      - { methods: [stripe], account: "613" }"""
    );

    assertThat(account(payments, "stripe", "EUR")).contains("091");
    assertThat(account(payments, "stripe", "AUD")).contains("613");
  }

  @Test
  void orders_without_a_method_have_a_rule_only_where_one_is_written() {
    assertThat(read("- { methods: [stripe], account: \"613\" }").of("", "AUD")).isEmpty();
    assertThat(account(read("- { methods: [\"\"], account: \"614\" }"), "", "AUD")).contains("614");
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "- { methods: [stripe], account: \"613\" }\n- { methods: [stripe, cod], account: \"614\" }",
      "- { methods: [\"stripe*\"], account: \"613\" }\n- { methods: [stripe_klarna], account: \"614\" }",
      "- { methods: [\"str*\"], account: \"613\" }\n- { methods: [\"stripe*\"], account: \"614\" }",
      "- { methods: [stripe], account: \"613\" }\n- { methods: [stripe], currencies: [EUR], account: \"614\" }",
    }
  )
  void a_method_that_a_rule_above_decides_already_is_refused(String rules) {
    assertThatThrownBy(() -> read(rules)).hasMessageContaining(
      "names what a rule above decides already: str"
    );
  }

  @ParameterizedTest
  @ValueSource(strings = { "*", "s*e", "stripe cc" })
  void a_default_for_all_methods_and_what_is_no_method_are_refused(String method) {
    assertThatThrownBy(() ->
      read("- { methods: [\"" + method + "\"], account: \"613\" }")
    ).hasMessageContaining("no payment method's id");
  }

  private static Optional<String> account(PaymentSettings payments, String method, String currency) {
    return payments.of(method, currency).orElseThrow().account();
  }

  private static PaymentSettings read(String rules) {
    return Sample.settings("https://shop.example", "payments:\n" + rules.indent(2)).payments();
  }
}
