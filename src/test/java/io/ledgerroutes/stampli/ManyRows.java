package io.ledgerroutes.stampli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Writes many rows of bills, file by file, in a JVM of its own with little memory, and prints what that took. */
public final class ManyRows {

  /** The memory that a run is given, in megabytes. */
  static final int MEGABYTES = 512;

  private static final int ROWS_A_FILE = 5_000;

  private ManyRows() {}

  /** @param arguments format, rows, and the directory for the files */
  public static void main(String[] arguments) throws IOException {
    Template.Format format = Template.Format.valueOf(arguments[0]);
    int rows = Integer.parseInt(arguments[1]);
    Path directory = Path.of(arguments[2]);
    Template template = DefaultTemplate.of(FileKind.INVOICES, format);
    long begun = System.nanoTime();
    long bytes = 0;
    int files = 0;
    for (int first = 0; first < rows; first += ROWS_A_FILE) {
      int last = Math.min(rows, first + ROWS_A_FILE);
      byte[] file = FileBody.write(
        FileKind.INVOICES,
        template,
        "4711",
        IntStream.range(first, last).mapToObj(ManyRows::row).toList()
      );
      Files.write(directory.resolve(++files + "." + format.suffix()), file);
      bytes += file.length;
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
      Locale.ROOT,
      "%s: %,d rows in %d files, %d MB; %,.0f rows/s, written and read back; peak heap %d MB of %d MB%n",
      format,
      rows,
      files,
      bytes >> 20,
      rows / seconds,
      peak(),
      Runtime.getRuntime().maxMemory() >> 20
    );
  }

  /** What one run says. */
  static String run(Template.Format format, int rows, Path directory) throws Exception {
    Path said = directory.resolve("said");
    Process process = new ProcessBuilder(
      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
      "-Xmx" + MEGABYTES + "m",
      "-cp",
      System.getProperty("java.class.path"),
      ManyRows.class.getName(),
      format.name(),
      Integer.toString(rows),
      directory.toString()
    )
      .redirectErrorStream(true)
      .redirectOutput(said.toFile())
      .start();
    try {
      if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException("The run failed: " + Files.readString(said));
      }
      return Files.readString(said);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The most that the heap's parts ever held, in megabytes: the heap as a whole held no more. */
  private static long peak() {
    return (
      ManagementFactory.getMemoryPoolMXBeans()
        .stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum() >>
      20
    );
  }

  private static FileRow row(int number) {
    BigDecimal net = BigDecimal.valueOf((number % 100_000) + 1, 2);
    BigDecimal tax = BigDecimal.valueOf(number % 10_000, 2);
    Map<FileColumn, Cell> cells = new LinkedHashMap<>();
    for (InvoiceColumn column : InvoiceColumn.values()) {
      cells.put(
        column,
        switch (column) {
          case VENDOR_ID -> new Cell.Code("V-" + (number % 300));
          case SUPPLIER_NAME -> new Cell.Words("Supplier No. " + (number % 300) + " \"Iron & Steel\", Köln");
          case BILL_ID -> new Cell.Code("5f0c1f7e-0000-4000-8000-" + (100_000_000_000L + number / 10));
          case BILL_NUMBER -> new Cell.Words("R-2026/" + number / 10);
          case BILL_DATE, DUE_DATE, PLANNED_DATE -> new Cell.Day(
            LocalDate.of(2026, 1, 1).plusDays(number % 300)
          );
          case LINE_NUMBER, PO_LINE -> new Cell.Count((number % 10) + 1L);
          case DESCRIPTION -> new Cell.Words(
            "=Sheet, hot rolled; charge " + number + "\r\nas ordered by phone"
          );
          case QUANTITY, TAX_RATE, CURRENCY_RATE -> new Cell.Number(new BigDecimal("1.5"));
          case UNIT_PRICE -> new Cell.Number(net.setScale(4));
          case LINE_TAX, TAX_TOTAL -> new Cell.Amount(tax, 2);
          case LINE_NET, NET_TOTAL, LINE_GROSS, TOTAL, PAID, CREDITED, DUE -> new Cell.Amount(net, 2);
          default -> new Cell.Words(column.heading());
        }
      );
    }
    return FileColumn.row(cells);
  }
}
