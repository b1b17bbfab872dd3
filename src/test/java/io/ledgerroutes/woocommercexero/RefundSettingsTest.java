package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgerroutes.woocommercexero.RefundSettings.AmountOnly;
import io.ledgerroutes.woocommercexero.RefundSettings.StoreCredit;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefundSettingsTest {

  @Test
  void amounts_alone_are_spread_in_proportion_unless_the_file_says_otherwise() {
    assertThat(read("").amountOnly()).isEqualTo(new AmountOnly.Proportional());
    assertThat(read("refunds: { amount-only: proportional }\n").amountOnly()).isEqualTo(
      new AmountOnly.Proportional()
    );
    assertThat(read("refunds: { amount-only: hold }\n").amountOnly()).isEqualTo(new AmountOnly.Held());
  }

  @Test
  void amounts_alone_may_have_an_account() {
    assertThat(
      read("refunds: { amount-only: { account: \"260\", tax-type: OUTPUT } }\n").amountOnly()
    ).isEqualTo(new AmountOnly.OnAccount("260", "OUTPUT"));
  }

  @Test
  void store_credit_is_told_by_notes() {
    assertThat(read("").storeCredit()).isEmpty();
    assertThat(
      read("refunds: { store-credit: { meta: [_as_credit], account: \"835\" } }\n").storeCredit()
    ).contains(new StoreCredit(List.of("_as_credit"), "835"));
  }

  @Test
  void what_is_no_way_of_crediting_is_refused() {
    assertThatThrownBy(() -> read("refunds: { amount-only: largest }\n")).hasMessageContaining(
      "use proportional or hold, or name account and tax-type below it"
    );
    assertThatThrownBy(() -> read("refunds: { amount-only: { account: \"260\" } }\n")).hasMessageContaining(
      "tax-type"
    );
    assertThatThrownBy(() -> read("refunds: { store-credit: { account: \"835\" } }\n")).hasMessageContaining(
      "name the notes by which the shop's plugin marks such refunds"
    );
  }

  private static RefundSettings read(String more) {
    return Sample.settings("https://shop.example", more).refunds();
  }
}
