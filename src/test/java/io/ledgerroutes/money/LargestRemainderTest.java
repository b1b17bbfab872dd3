package io.ledgerroutes.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LargestRemainderTest {

  @Test
  void the_cent_left_over_goes_to_the_share_that_lost_most() {
    assertThat(spread("10.00", "1.00", "1.00", "1.00")).containsExactly("3.34", "3.33", "3.33");
    assertThat(spread("1.00", "0.01", "9.99", "0.00")).containsExactly("0.00", "1.00", "0.00");
  }

  @Test
  void what_takes_off_takes_its_share_off() {
    assertThat(spread("10.00", "55.00", "-5.00")).containsExactly("11.00", "-1.00");
  }

  @Test
  void nothing_over_nothing_is_nothing() {
    assertThat(spread("0.00", "0.00", "0.00")).containsExactly("0.00", "0.00");
  }

  @Property
  void shares_come_to_the_whole_and_none_is_further_from_zero_than_its_weight(
    @ForAll("weights") List<BigDecimal> weights,
    @ForAll @IntRange(max = 100) int percent
  ) {
    BigDecimal whole = weights.stream().reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    Assume.that(whole.signum() != 0);
    BigDecimal amount = whole
      .multiply(BigDecimal.valueOf(percent, 2))
      .setScale(2, java.math.RoundingMode.DOWN);

    List<BigDecimal> shares = LargestRemainder.spread(amount, weights);

    assertThat(shares.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(amount);
    for (int index = 0; index < weights.size(); index++) {
      assertThat(shares.get(index).abs()).isLessThanOrEqualTo(weights.get(index).abs());
      assertThat(shares.get(index).signum() * weights.get(index).signum()).isNotNegative();
    }
  }

  @Provide
  Arbitrary<List<BigDecimal>> weights() {
    return Arbitraries.integers()
      .between(-2_000, 100_000)
      .map(cents -> BigDecimal.valueOf(cents, 2))
      .list()
      .ofMinSize(1)
      .ofMaxSize(40);
  }

  private static List<String> spread(String amount, String... weights) {
    return LargestRemainder.spread(
      new BigDecimal(amount),
      java.util.Arrays.stream(weights).map(BigDecimal::new).toList()
    )
      .stream()
      .map(BigDecimal::toPlainString)
      .toList();
  }
}
