package io.ledgerroutes.console.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

  @ParameterizedTest
  @CsvSource(
    delimiter = '|',
    textBlock = """
    120            | 120            |
    120.00         | 120.00         |
    120,00         | 120.00         |
    1,234.50       | 1234.50        |
    1.234,50       | 1234.50        |
    1 234,50       | 1234.50        |
    1'234.50       | 1234.50        |
    NZ$ 120        | 120            | NZD
    NZ$120.00      | 120.00         | NZD
    nz$ 120        | 120            | NZD
    $120           | 120            |
    A$ 1,000       | 1000;1.000     | AUD
    £9.99          | 9.99           | GBP
    120 €          | 120            | EUR
    120.5 aud      | 120.5          | AUD
    AUD 120        | 120            | AUD
    1,234          | 1234;1.234     |
    1.234          | 1.234;1234     |
    1,234,567.89   | 1234567.89     |
    """
  )
  void an_amount_is_understood_as_people_write_it(String typed, String amounts, String currency) {
    SearchText understood = SearchText.of(typed);

    assertThat(understood.totals())
      .usingElementComparator(BigDecimal::compareTo)
      .containsExactlyInAnyOrderElementsOf(Arrays.stream(amounts.split(";")).map(BigDecimal::new).toList());
    assertThat(understood.currency()).isEqualTo(currency);
    assertThat(understood.email()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "WC-1042",
      "12,34,5",
      "1.2.3",
      "120.12345",
      "XYZ 120",
      "$120$",
      "-5",
      "1234567890123456",
      "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2",
      "120 orders",
      "",
    }
  )
  void what_is_no_amount_is_none(String typed) {
    assertThat(SearchText.of(typed).totals()).isEmpty();
    assertThat(SearchText.of(typed).currency()).isNull();
  }

  @Test
  void a_number_is_looked_for_as_it_is_written_and_without_its_hash() {
    assertThat(SearchText.of(" #1042 ").words()).containsExactly("1042", "#1042");
    assertThat(SearchText.of("wc-1042").words()).containsExactly("wc-1042", "WC-1042");
    assertThat(SearchText.of("WC 10\t42").words()).contains("WC 10 42");
    assertThat(SearchText.of("#").words()).containsExactly("#");
  }

  @Test
  void digits_are_a_message_too() {
    assertThat(SearchText.of("1042").ids()).containsExactly(1042L);
    assertThat(SearchText.of("#1042").ids()).containsExactly(1042L);
    assertThat(SearchText.of("1042.0").ids()).isEmpty();
    assertThat(SearchText.of("1234567890123456789").ids()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "Ann@Shop.Example", " ann@shop.example ", "mailto:ann@shop.example", "Ann B <ann@shop.example>",
    }
  )
  void an_e_mail_is_nothing_else_and_is_not_repeated(String typed) {
    SearchText understood = SearchText.of(typed);

    assertThat(understood.email()).isEqualToIgnoringCase("ann@shop.example");
    assertThat(understood.words()).isEmpty();
    assertThat(understood.ids()).isEmpty();
    assertThat(understood.totals()).isEmpty();
    assertThat(understood.readings()).containsExactly("the e-mail of a customer");
  }

  @Test
  void neither_an_e_mail_nor_what_may_be_a_name_may_stand_in_an_address() {
    assertThat(SearchText.of("ann7@shop.example").mayStandInAnAddress()).isFalse();
    assertThat(SearchText.of("Ann Bell").mayStandInAnAddress()).isFalse();
    assertThat(SearchText.of("WC-1042").mayStandInAnAddress()).isTrue();
    assertThat(SearchText.of("NZ$ 120").mayStandInAnAddress()).isTrue();
  }

  @Test
  void it_says_how_it_was_understood() {
    assertThat(SearchText.of("1042").readings()).isEqualTo(
      List.of(
        "the number of an order, an invoice or a credit note, the key of a record, or a correlation id: 1042",
        "message 1042",
        "a total of 1042.00"
      )
    );
    assertThat(SearchText.of("NZ$ 120").readings()).contains("a total of 120.00 NZD");
    assertThat(SearchText.of("  ").readings()).isEmpty();
  }
}
