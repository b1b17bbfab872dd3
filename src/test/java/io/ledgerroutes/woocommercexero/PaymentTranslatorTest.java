package io.ledgerroutes.woocommercexero;

import static io.ledgerroutes.woocommercexero.SampleMoney.CONNECTION;
import static io.ledgerroutes.woocommercexero.SampleMoney.context;
import static io.ledgerroutes.woocommercexero.SampleMoney.order;
import static io.ledgerroutes.woocommercexero.SampleMoney.plan;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.xero.LedgerAccount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentTranslatorTest {

  @Test
  void a_paid_order_is_paid_from_its_clearing_account_on_the_organisation_s_day() {
    OrderPlan plan = plan(context(), order());

    Money money = plan.payments().getFirst();
    assertThat(plan.payments()).hasSize(1);
    assertThat(plan.concerns()).isEmpty();
    assertThat(money.source()).isEqualTo(new SourceRef(CONNECTION, "woocommerce-payment", "1042"));
    assertThat(money.account()).isEqualTo(new LedgerAccount.Code("613"));
    // Paid on 30 June 22:30 in UTC: a new financial year in Sydney (rule A3).
    assertThat(money.date()).isEqualTo(LocalDate.of(2026, 7, 1));
    assertThat(money.amount()).isEqualTo("110.00");
    assertThat(money.reference()).isEqualTo("WC-1042 · pi_3Clay");
  }

  @Test
  void what_was_not_paid_has_no_payment() {
    OrderPlan plan = plan(context(), order().putNull("date_paid_gmt"));

    assertThat(plan.payments()).isEmpty();
    assertThat(plan.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = { "bacs", "cheque" })
  void a_method_mapped_to_none_waits_for_its_bank_line(String method) {
    OrderPlan plan = plan(context(), order().put("payment_method", method));

    assertThat(plan.payments()).isEmpty();
    assertThat(plan.asked()).isEmpty();
  }

  @Test
  void an_unmapped_method_posts_the_invoice_and_holds_the_payment() {
    OrderPlan plan = plan(context(), order().put("payment_method", "afterpay"));

    assertThat(plan.booked().invoice().number()).isEqualTo("WC-1042");
    assertThat(plan.payments()).isEmpty();
    assertThat(plan.concerns()).containsExactly(
      "The payment of 110.00 AUD is not posted: no rule names the payment method afterpay; add one under " +
        "woocommerce.payments, with its clearing account, or none where the bank line is matched"
    );
  }

  @Test
  void a_paid_order_without_a_method_is_held_likewise() {
    OrderPlan plan = plan(context(), order().put("payment_method", ""));

    assertThat(plan.payments()).isEmpty();
    assertThat(plan.concerns()).singleElement().asString().contains("names no payment method");
  }

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    value = {
      "old-gateway | account 699 is not in Xero's chart",
      "voucher-desk | account 836 takes no payments",
      "wise | bank account 091 is in EUR, the order in AUD",
    }
  )
  void an_account_that_cannot_take_the_money_holds_the_payment(String method, String words) {
    OrderPlan plan = plan(context(), order().put("payment_method", method));

    assertThat(plan.payments()).isEmpty();
    assertThat(plan.concerns()).singleElement().asString().contains(words);
  }

  @Test
  void an_order_in_the_bank_account_s_currency_or_out_of_the_books_currency_is_paid() {
    OrderPlan foreign = plan(context(), order().put("currency", "EUR").put("payment_method", "wise"));
    OrderPlan converted = plan(context(), order().put("currency", "EUR"));

    assertThat(foreign.payments()).hasSize(1);
    assertThat(converted.payments()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = { "", "mara@example.test", "Mara Quill" })
  void nothing_but_an_id_comes_into_a_reference(String transaction) {
    OrderPlan plan = plan(context(), order().put("transaction_id", transaction));

    assertThat(plan.payments().getFirst().reference()).isEqualTo("WC-1042 · payment");
  }

  @Test
  void a_gift_card_is_redeemed_from_its_liability_and_the_gateway_paid_the_rest() {
    Payments payments = PaymentTranslator.translate(context(), redeemed("835", "50.00"), BigDecimal.ZERO);

    assertThat(payments.concerns()).isEmpty();
    assertThat(payments.money())
      .extracting(Money::amount)
      .map(BigDecimal::toPlainString)
      .containsExactly("60.00", "50.00");
    Money card = payments.money().getLast();
    assertThat(card.source()).isEqualTo(new SourceRef(CONNECTION, "woocommerce-redemption", "1042"));
    assertThat(card.account()).isEqualTo(new LedgerAccount.Code("835"));
    assertThat(card.date()).isEqualTo(LocalDate.of(2026, 6, 30));
    assertThat(card.reference()).isEqualTo("WC-1042 · gift_cards 17");
  }

  @Test
  void a_liability_that_takes_no_payments_holds_what_was_redeemed() {
    Payments payments = PaymentTranslator.translate(context(), redeemed("836", "50.00"), BigDecimal.ZERO);

    assertThat(payments.money())
      .extracting(Money::amount)
      .map(BigDecimal::toPlainString)
      .containsExactly("60.00");
    assertThat(payments.concerns())
      .singleElement()
      .asString()
      .startsWith(
        "What was redeemed by gift_cards 17, 50.00 AUD, is not posted: account 836 takes no payments"
      );
  }

  @Test
  void an_order_that_a_gift_card_paid_in_full_needs_no_payment_method() {
    BookedOrder booked = redeemed("835", "110.00");
    ObjectNode unnamed = order().put("payment_method", "");
    BookedOrder whole = new BookedOrder(
      SampleMoney.booked(context(), unnamed).order(),
      booked.person(),
      booked.balance(),
      booked.redemptions(),
      booked.invoice()
    );

    Payments payments = PaymentTranslator.translate(context(), whole, BigDecimal.ZERO);

    assertThat(payments.money()).hasSize(1);
    assertThat(payments.concerns()).isEmpty();
  }

  @Test
  void a_change_of_the_mapping_changes_no_payment() {
    Money before = plan(context(), order()).payments().getFirst();
    Money after = plan(context(), order().put("status", "completed").put("payment_method_title", "Visa"))
      .payments()
      .getFirst();

    assertThat(after).isEqualTo(before);
  }

  private static BookedOrder redeemed(String account, String amount) {
    BookedOrder booked = SampleMoney.booked(context(), order());
    return new BookedOrder(
      booked.order(),
      booked.person(),
      booked.balance(),
      List.of(new Redemption("gift_cards 17", account, new BigDecimal(amount))),
      booked.invoice()
    );
  }
}
