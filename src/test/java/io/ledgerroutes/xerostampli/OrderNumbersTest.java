package io.ledgerroutes.xerostampli;

import static io.ledgerroutes.xerostampli.SampleBooks.documentOf;
import static io.ledgerroutes.xerostampli.SampleBooks.item;
import static io.ledgerroutes.xerostampli.SampleBooks.orderOf;
import static io.ledgerroutes.xerostampli.SampleBooks.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderNumbersTest {

  private final OrderNumbers numbers = numbers("PO-0042", "PO-0042-1", "4500012345", "42", "A7");

  private static OrderNumbers numbers(String... known) {
    return new OrderNumbers(
      Stream.of(known)
        .map(number -> orderOf(number, "2026-05-01", sum("1.00")))
        .toList(),
      List.of(),
      MatchSettings.DEFAULT
    );
  }

  private List<String> inNumber(String text) {
    return numbers
      .in(documentOf("ACCPAY", "b", text, "AUTHORISED", "2026-05-01", sum("1.00")))
      .stream()
      .map(found -> found.number() + (found.documents().isEmpty() ? "?" : ""))
      .toList();
  }

  private List<String> inDescription(String text) {
    return numbers
      .in(documentOf("ACCPAY", "b", "", "AUTHORISED", "2026-05-01", item("", text, "1", "1.00")))
      .stream()
      .map(found -> found.number() + (found.documents().isEmpty() ? "?" : ""))
      .toList();
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "PO-0042",
      "po 0042",
      "PO0042",
      "PO#0042.",
      "Your order PO-0042, part 1",
      "PO–0042",
      "ＰＯ－００４２",
      "(PO_0042)",
      "INV7/PO-0042",
    }
  )
  void a_number_is_found_however_it_is_written(String text) {
    assertThat(inNumber(text)).containsExactly("PO-0042");
    assertThat(inDescription(text)).containsExactly("PO-0042");
  }

  @ParameterizedTest
  @CsvSource(
    { "PO-00421, PO-00421?", "PO-042, PO-042?", "PO-0042-1, PO-0042-1", "PO-0043 PO-0042, PO-0043?;PO-0042" }
  )
  void other_digits_are_another_number(String text, String found) {
    assertThat(inNumber(text)).containsExactlyInAnyOrder(found.split(";"));
  }

  @ParameterizedTest
  @ValueSource(strings = { "XPO-0042", "PO-0042B", "PO Box 0042", "SI-20260042", "P.0042" })
  void a_part_of_another_word_is_no_number(String text) {
    assertThat(inNumber(text)).doesNotContain("PO-0042");
  }

  @Test
  void a_short_number_is_found_where_numbers_stand_and_never_in_prose() {
    assertThat(inNumber("42")).containsExactly("42");
    assertThat(inNumber("Order 42")).containsExactly("42");
    assertThat(inNumber("INV-42")).isEmpty();
    assertThat(inNumber("2026/42")).isEmpty();
    assertThat(inDescription("42 pieces A7, 1.42 each")).isEmpty();
  }

  @Test
  void a_long_number_of_digits_alone_is_found_in_prose() {
    assertThat(inDescription("Order 4500012345.")).containsExactly("4500012345");
    assertThat(inDescription("PO-4500012345")).contains("4500012345");
    assertThat(inDescription("45000123456")).isEmpty();
  }

  @Test
  void several_numbers_are_found_once_each_in_their_order() {
    assertThat(inNumber("PO-0042-1 and PO-0042 and po0042")).containsExactly("PO-0042-1", "PO-0042");
  }

  @Test
  void what_begins_like_the_organisations_own_orders_is_an_unknown_number() {
    OrderNumbers own = numbers("EINK-0007");

    assertThat(own.in(documentOf("ACCPAY", "b", "eink-0008", "AUTHORISED", "2026-05-01", sum("1.00"))))
      .extracting(NumbersInText.Found::number)
      .containsExactly("eink-0008");
  }

  @Test
  void a_bills_reference_is_read_too() {
    assertThat(
      numbers.in(
        documentOf(
          "ACCPAY",
          "b",
          "SI-1",
          "PO-0042",
          "AUTHORISED",
          "2026-05-01",
          "Exclusive",
          BigDecimal.ZERO,
          sum("1.00")
        )
      )
    )
      .extracting(NumbersInText.Found::number)
      .containsExactly("PO-0042");
  }
}
