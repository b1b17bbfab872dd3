package io.ledgerroutes.stampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Records of bills for files, as tests need them. */
final class Entries {

  static final String BILL = "xero-bill";

  private Entries() {}

  /** A bill of one line. */
  static FileEntry bill(String id, String version) {
    return bill(id, version, 1, List.of());
  }

  static FileEntry bill(String id, String version, int lines, List<Share> orders) {
    BigDecimal net = new BigDecimal("100.00").multiply(BigDecimal.valueOf(lines));
    BigDecimal tax = new BigDecimal("10.00").multiply(BigDecimal.valueOf(lines));
    return new FileEntry(
      BILL,
      id,
      version,
      FileKind.INVOICES,
      false,
      "V-1",
      "N-" + id,
      "AUD",
      net,
      tax,
      net.add(tax),
      net.add(tax),
      orders,
      IntStream.range(0, lines)
        .mapToObj(line -> row(id, line))
        .toList()
    );
  }

  private static FileRow row(String id, int line) {
    return new FileRow(
      Map.of(
        "bill-id",
        new Cell.Code(id),
        "line-number",
        new Cell.Count(line + 1L),
        "description",
        new Cell.Words("Paper, \"A4\"")
      )
    );
  }
}
