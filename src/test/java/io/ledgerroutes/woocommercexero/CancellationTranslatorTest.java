package io.ledgerroutes.woocommercexero;

import static io.ledgerroutes.woocommercexero.SampleMoney.context;
import static io.ledgerroutes.woocommercexero.SampleMoney.lines;
import static io.ledgerroutes.woocommercexero.SampleMoney.order;
import static io.ledgerroutes.woocommercexero.SampleMoney.refund;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.Credit.Use;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CancellationTranslatorTest {

  private static final LocalDate DAY = LocalDate.of(2026, 8, 3);

  @Test
  void an_unpaid_invoice_is_credited_in_full_against_itself() {
    Credit credit = cancelled(Set.of(), order().putNull("date_paid_gmt")).orElseThrow();

    assertThat(credit.note().number()).isEqualTo("WC-1042-C");
    assertThat(credit.note().source()).isEqualTo(
      new SourceRef("clay-shop", "woocommerce-cancellation", "1042")
    );
    assertThat(credit.note().body().path("Date").asText()).isEqualTo("2026-08-03");
    assertThat(lines(credit)).containsExactly("200 OUTPUT 50.00 5.00", "200 EXEMPTOUTPUT 55.00 0.00");
    assertThat(credit.uses()).containsExactly(new Use.Allocated(new BigDecimal("110.00")));
  }

  @Test
  void only_what_posted_refunds_have_left_is_credited() {
    Credit credit = cancelled(
      Set.of(45L),
      order().putNull("date_paid_gmt"),
      refund(45, "11.00"),
      refund(46, "22.00")
    ).orElseThrow();

    assertThat(lines(credit)).containsExactly("200 OUTPUT 45.00 4.50", "200 EXEMPTOUTPUT 49.50 0.00");
    assertThat(credit.uses()).containsExactly(new Use.Allocated(new BigDecimal("99.00")));
  }

  @Test
  void what_was_paid_is_asked_about() {
    Credit credit = cancelled(Set.of(), order()).orElseThrow();

    assertThat(credit.uses()).containsExactly(
      new Use.AskedFor(
        "The order was cancelled after it was paid: when 110.00 AUD went back to the customer, record that as a " +
          "refund of credit note WC-1042-C"
      )
    );
  }

  @Test
  void nothing_is_credited_where_nothing_is_left() {
    assertThat(cancelled(Set.of(45L), order(), refund(45, "110.00"))).isEmpty();
  }

  private static Optional<Credit> cancelled(Set<Long> posted, JsonNode order, JsonNode... refunds) {
    ShopOrder shopOrder = SampleMoney.shopOrder(order, refunds);
    return CancellationTranslator.translate(
      context(),
      SampleMoney.booked(context(), order),
      shopOrder.refunds(),
      new Posted(Optional.empty(), posted, false),
      DAY
    );
  }
}
