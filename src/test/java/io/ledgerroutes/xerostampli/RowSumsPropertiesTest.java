package io.ledgerroutes.xerostampli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.stampli.Cell;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FileRow;
import io.ledgerroutes.stampli.InvoiceColumn;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** For any lines and whatever they include: the rows come to the document to the cent, or it is stopped. */
class RowSumsPropertiesTest {

  private static final XeroStampliSettings SETTINGS = BillSample.settings("");
  private static final BigDecimal RATE = new BigDecimal("0.10");

  record Piece(BigDecimal quantity, BigDecimal price, boolean taxed) {}

  record Purchase(List<Piece> pieces, String amounts, boolean credit, String currency) {}

  @Property(tries = 2000)
  void the_rows_come_to_the_document_to_the_cent(@ForAll("purchases") Purchase purchase) {
    SupplierDocument bill = document(purchase, BigDecimal.ZERO, BigDecimal.ZERO);

    FileEntry entry = ((Translated.Ready) translated(bill)).entry();

    assertThat(entry.rows()).hasSameSizeAs(purchase.pieces());
    assertThat(sum(entry, InvoiceColumn.LINE_NET)).isEqualByComparingTo(entry.net());
    assertThat(sum(entry, InvoiceColumn.LINE_TAX)).isEqualByComparingTo(entry.tax());
    assertThat(sum(entry, InvoiceColumn.LINE_GROSS)).isEqualByComparingTo(entry.total());
    assertThat(entry.total()).isEqualByComparingTo(purchase.credit() ? bill.total().negate() : bill.total());
    assertThat(entry.rows()).allSatisfy(row -> {
      assertThat(
        amount(row, InvoiceColumn.LINE_NET).add(amount(row, InvoiceColumn.LINE_TAX))
      ).isEqualByComparingTo(amount(row, InvoiceColumn.LINE_GROSS));
      assertThat(amount(row, InvoiceColumn.TOTAL)).isEqualByComparingTo(entry.total());
    });
  }

  /** What a cell writes is what it holds: no figure is rounded on its way into a file. */
  @Property(tries = 500)
  void no_amount_is_finer_than_its_places(@ForAll("purchases") Purchase purchase) {
    FileEntry entry = ((Translated.Ready) translated(
        document(purchase, BigDecimal.ZERO, BigDecimal.ZERO)
      )).entry();

    for (FileRow row : entry.rows()) {
      for (Cell cell : row.cells().values()) {
        if (cell instanceof Cell.Amount(BigDecimal value, int places)) {
          assertThat(value.setScale(places, RoundingMode.HALF_UP)).isEqualByComparingTo(value);
        }
      }
    }
  }

  @Property(tries = 500)
  void a_cent_too_much_or_too_little_stops_it(
    @ForAll("purchases") Purchase purchase,
    @ForAll("cents") BigDecimal net,
    @ForAll("cents") BigDecimal tax
  ) {
    Translated translated = translated(document(purchase, net, tax));

    if (net.signum() == 0 && tax.signum() == 0) {
      assertThat(translated).isInstanceOf(Translated.Ready.class);
    } else {
      assertThat(((Translated.Stopped) translated).reason()).contains("its lines come to");
    }
  }

  @Provide
  Arbitrary<BigDecimal> cents() {
    return Arbitraries.of("-0.01", "0.00", "0.01").map(BigDecimal::new);
  }

  @Provide
  Arbitrary<Purchase> purchases() {
    Arbitrary<Piece> pieces = Combinators.combine(
      Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(500)).ofScale(4),
      Arbitraries.bigDecimals().between(BigDecimal.valueOf(-200), BigDecimal.valueOf(5_000)).ofScale(4),
      Arbitraries.of(true, false)
    ).as(Piece::new);
    return Combinators.combine(
      pieces.list().ofMinSize(1).ofMaxSize(15),
      Arbitraries.of("Exclusive", "Inclusive", "NoTax"),
      Arbitraries.of(true, false),
      Arbitraries.of("AUD", "JPY", "KWD", "XXX")
    ).as(Purchase::new);
  }

  private static Translated translated(SupplierDocument bill) {
    return BillTranslator.of(
      bill,
      BillSample.unmatched(),
      Map.of(),
      Optional.of(BillSample.CLAY),
      BillSample.NAMES,
      Decision.NONE,
      Optional.empty(),
      SETTINGS
    );
  }

  private static BigDecimal sum(FileEntry entry, InvoiceColumn column) {
    return entry
      .rows()
      .stream()
      .map(row -> amount(row, column))
      .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal amount(FileRow row, InvoiceColumn column) {
    return ((Cell.Amount) row.cell(column.column())).value();
  }

  /** As Xero adds up: tax by the line, rounded to cents (facts, Xero 5). */
  private static SupplierDocument document(Purchase purchase, BigDecimal netOff, BigDecimal taxOff) {
    List<SupplierDocument.Line> lines = new ArrayList<>();
    BigDecimal amounts = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (Piece piece : purchase.pieces()) {
      SupplierDocument.Line line = line(piece, purchase.amounts());
      lines.add(line);
      amounts = amounts.add(line.amount());
      tax = tax.add(line.tax());
    }
    BigDecimal net = purchase.amounts().equals("Inclusive") ? amounts.subtract(tax) : amounts;
    BigDecimal total = net.add(tax).add(netOff).add(taxOff);
    return new SupplierDocument(
      "b-1",
      purchase.credit() ? "ACCPAYCREDIT" : "ACCPAY",
      "CP-1",
      "",
      "AUTHORISED",
      BillSample.CLAY.id(),
      BillSample.CLAY.name(),
      Optional.of(LocalDate.of(2026, 3, 2)),
      Optional.empty(),
      Optional.empty(),
      purchase.currency(),
      Optional.empty(),
      purchase.amounts(),
      net.add(netOff),
      tax.add(taxOff),
      total,
      BigDecimal.ZERO,
      BigDecimal.ZERO,
      total,
      false,
      List.of(),
      lines,
      Instant.EPOCH
    );
  }

  private static SupplierDocument.Line line(Piece piece, String types) {
    BigDecimal amount = cents(piece.quantity().multiply(piece.price()));
    boolean taxed = piece.taxed() && !types.equals("NoTax");
    BigDecimal tax = switch (types) {
      case "Exclusive" -> cents(amount.multiply(RATE));
      case "Inclusive" -> amount.subtract(amount.divide(BigDecimal.ONE.add(RATE), 2, RoundingMode.HALF_UP));
      default -> BigDecimal.ZERO;
    };
    return new SupplierDocument.Line(
      "",
      "",
      "Thing",
      piece.quantity(),
      piece.price(),
      amount,
      taxed ? tax : BigDecimal.ZERO,
      "300",
      taxed ? "INPUT" : "NONE",
      List.of()
    );
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
