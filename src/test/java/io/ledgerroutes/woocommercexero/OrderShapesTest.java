package io.ledgerroutes.woocommercexero;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.woocommercexero.Booking.Booked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Orders of every shape a shop is known to send, each with the invoice that an accountant expects of it. */
class OrderShapesTest {

  private static final Path SHAPES = Path.of("src/test/resources/woocommercexero/shapes");
  private static final String ORDER = ".order.json";

  private static final WooCommerceXeroSettings SETTINGS = Sample.only(
    """
    zero-total: invoice
    terms: { cod: 14, bacs: 7, default: 30 }
    mapping:
      - { skus: [POT-*], account: "205", tracking: { Channel: Store } }
      - { fees: ["Tip*"], account: "850", tax-type: BASEXCLUDED }
      - { shipping-methods: [local_pickup], account: "260" }
      - { meta: { _wholesale: "yes" }, tracking: { Region: West } }
      - { tracking: { Channel: Online } }
    taxes:
      - { rates: [{ country: AU, label: GST, percent: 10 }], tax-type: OUTPUT }
      - rates: [{ country: CA, state: QC, label: GST, percent: 5 }, { country: CA, label: QST, percent: 9.5 }]
        tax-type: TAX002
      - { each: { country: GB }, tax-as-line: "836", tax-type: EXEMPTEXPORT }
      - { each: { country: US, state: C* }, tax-as-line: "836", tax-type: EXEMPTEXPORT }
    untaxed:
      - { skus: [CARD-*], tax-type: BASEXCLUDED, account: "835" }
      - { destination: domestic, tax-classes: [zero-rate], tax-type: EXEMPTOUTPUT }
      - { destination: eu, tax-type: EXEMPTEXPORT }
      - { destination: other, tax-type: EXEMPTEXPORT }
    redemptions:
      - { part: gift_cards, account: "835" }
    """
  );

  static List<String> shapes() throws IOException {
    try (Stream<Path> files = Files.list(SHAPES)) {
      return files
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(ORDER))
        .map(name -> name.substring(0, name.length() - ORDER.length()))
        .sorted()
        .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void an_order_of_any_shape_becomes_the_expected_invoice(String shape) throws IOException {
    Booking booking = InvoiceTranslator.translate(
      new BookingContext("clay-shop", SETTINGS, Sample.books()),
      Sample.order(Sample.json("shapes/" + shape + ORDER))
    );

    assertThat(booking).isInstanceOf(Booked.class);
    String body = ((Booked) booking).order().invoice().body().toString();
    assertThat(Sample.JSON.readTree(body).toPrettyString()).isEqualTo(
      Sample.json("shapes/" + shape + ".invoice.json").toPrettyString()
    );
  }
}
