package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonKindTest {

  /** Reasons of two records beside each other: what differs only in the record is one kind. */
  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    document WC-1001 was sent to the customer | document WC-1002 was sent to the customer
    document 1001 was changed by a person: line 1 account 205 instead of 200 | document 1002 was changed by a person: total 5 instead of 6
    document WC-1001 differs from what was meant: total 110.00 instead of 110.01 | document WC-7 differs from what was meant: line 2
    document WC-1001 bears payments or credit of 110.00, the change is left to a person | document WC-1002 bears payments or credit of 5.00, the change is left to a person
    number WC-1001 is taken by a voided or deleted document | number WC-1002-R55 is taken by a voided or deleted document
    invoice WC-1001 would be dated 2026-10-30, and the books are closed through 2026-10-31: open the period and replay | invoice WC-1002 would be dated 2026-10-29, and the books are closed through 2026-10-31: open the period and replay
    invoice WC-1001 stands; The payment of 110.00 AUD is not posted: no rule names the payment method klarna | invoice WC-1002, credit note WC-1002-R9 stand; The payment of 5.00 NZD is not posted: no rule names the payment method klarna
    its status on-hold is not one of WooCommerce's own; invoice WC-1 stands: check the order | its status on-hold is not one of WooCommerce's own; invoice WC-2 stands: check the order
    Refund 55 was deleted in the shop, but its credit note stands: void credit note WC-1001-R55 | Refund 1056 was deleted in the shop, but its credit note stands: void credit note WC-1002-R1056
    Refund 55 of 10.00 AUD: refunds exceed the invoice, of which 5.00 is not yet credited; make credit note WC-1-R55 by hand | Refund 56 of 1,010.00 AUD: refunds exceed the invoice, of which 1,005.00 is not yet credited; make credit note WC-2-R56 by hand
    The cash side of refund 55, 10.00 AUD, is not posted: account 090 is archived in Xero; restore it or name another | The cash side of refund 56, 11.00 AUD, is not posted: account 090 is archived in Xero; restore it or name another
    The order does not add up: its lines come to 132.00 with 12.00 tax, the order says 82.00 with 12.00 tax | The order does not add up: its lines come to 10.00 with 1.00 tax, the order says 8.00 with 1.00 tax
    The order was split off order 12; book it by hand | The order was split off order 13; book it by hand
    The order was placed on 2025-10-03, before start, and 110.00 AUD was refunded since (refund 55 of 2026-01-02) | The order was placed on 2025-10-04, before start, and 5.00 AUD was refunded since (refund 56 of 2026-01-03)
    payment of 110.00 was posted as 100.00: compare it with the order | payment of 5.00 was posted as 4.00: compare it with the order
    The order's total of 10.005 KWD has more than two decimals, which Xero does not take; book it by hand | The order's total of 1.001 KWD has more than two decimals, which Xero does not take; book it by hand
    xero 400: Invoice 8be9db36-3598-4755-ba5c-c2dbc8c4a7a2 is locked | xero 400: Invoice 0c5d3f2e-8a41-4c7b-9e10-2f6b7d1a0002 is locked
    Payment amount 110.00 exceeds the amount outstanding on this document | Payment amount 7.25 exceeds the amount outstanding on this document
    the shop answers, but fails on this order: woocommerce 500: trace 123456789 | the shop answers, but fails on this order: woocommerce 500: trace 987654321
    """
  )
  void what_is_particular_to_a_record_does_not_count(String one, String other) {
    assertThat(ReasonKind.of(one)).isEqualTo(ReasonKind.of(other)).contains(" ");
  }

  /** What has to be mapped, set or mended is told apart. */
  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    no mapping for rate "VAT 20%" | no mapping for rate "VAT 5%"
    No tax type is mapped for GB VAT 20 %; add it under woocommerce.taxes | No tax type is mapped for GB VAT 20.5 %; add it under woocommerce.taxes
    No tax type is mapped for GB VAT 20 %; add it under woocommerce.taxes | No tax type is mapped for DE MwSt 20 %; add it under woocommerce.taxes
    The shop's tax is 29 %, Xero's OUTPUT is 10 %; map it | The shop's tax is 29 %, Xero's OUTPUT2 is 10 %; map it
    Xero has no account 205; correct it in the connection's file | Xero has no account 206; correct it in the connection's file
    account 090 is archived in Xero; restore it or name another | account 091 is archived in Xero; restore it or name another
    bank account 090 is in AUD, the order in NZD; name an account in NZD for it | bank account 090 is in AUD, the order in USD; name an account in USD for it
    Xero's organisation is not subscribed to currency EUR; add it | Xero's organisation is not subscribed to currency USD; add it
    No tax type is mapped for an untaxed product (OIL) to NZ, tax class standard; add a rule | No tax type is mapped for an untaxed product (OIL) to AU, tax class standard; add a rule
    The payment of 5.00 AUD is not posted: no rule names the payment method klarna | The payment of 5.00 AUD is not posted: no rule names the payment method stripe
    A line is taxed by rate 17, which the order does not describe | A line is taxed by rate 18, which the order does not describe
    invoice WC-1 would be dated 2026-10-30, and the books are closed through 2026-10-31 | invoice WC-1 would be dated 2026-10-30, and the books are closed through 2026-11-30
    its status lost is not one of WooCommerce's own | its status found is not one of WooCommerce's own
    xero 400: words | xero 403: words
    document WC-1001 was sent to the customer | document WC-1001 was voided or deleted by a person
    only 5.00 is left of the invoice with the tax type OUTPUT | only 5.00 is left of the invoice with the tax type INPUT
    """
  )
  void what_has_to_be_mended_counts(String one, String other) {
    assertThat(ReasonKind.of(one)).isNotEqualTo(ReasonKind.of(other));
  }

  @Test
  void a_kind_reads_like_its_reason() {
    assertThat(
      ReasonKind.of("invoice WC-1001 stands; The payment of 110.00 AUD is not posted: name the method cod")
    ).isEqualTo("The payment of … is not posted: name the method cod");
    assertThat(ReasonKind.of("document WC-1001-R55. It was sent")).isEqualTo("document …. It was sent");
    assertThat(ReasonKind.of("No tax type is mapped for GB VAT 20.5 %")).isEqualTo(
      "No tax type is mapped for GB VAT 20.5 %"
    );
  }

  @Test
  void an_address_that_a_remote_repeats_is_taken_out() {
    assertThat(ReasonKind.of("xero: ann.bell@shop.example is no address")).isEqualTo("xero: … is no address");
  }

  @Test
  void no_reason_is_a_kind_and_a_long_one_is_clipped() {
    assertThat(ReasonKind.of(null)).isEqualTo(ReasonKind.of(" ")).isNotBlank();
    assertThat(ReasonKind.of("why ".repeat(1_000))).hasSizeLessThanOrEqualTo(400);
  }

  @Test
  void the_kind_of_a_kind_is_itself() {
    String kind = ReasonKind.of(
      "Refund 55 of 10.00 AUD: refunds exceed the invoice WC-1, of which 5.00 is left"
    );

    assertThat(ReasonKind.of(kind)).isEqualTo(kind);
  }
}
