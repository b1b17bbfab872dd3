package io.ledgerroutes.stampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.store.Database;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationContext;

/** Files that stand in a house's store without anybody having delivered a bill. */
public final class FilesInStore {

  /** What every one of them holds. */
  public static final String CONTENT = "bill-number,total\r\nINV-7,110.00\r\n";

  private FilesInStore() {}

  /** A file of one bill, staged; its name. */
  public static String one(ApplicationContext house, String connection) {
    return of(house, connection, List.of(entry("bill-" + System.nanoTime()))).name();
  }

  /** A file of these records, staged. */
  public static StagedFile of(ApplicationContext house, String connection, List<FileEntry> entries) {
    byte[] content = CONTENT.getBytes(StandardCharsets.UTF_8);
    NewFile file = new NewFile(
      connection,
      FileKind.INVOICES,
      "csv",
      Instant.parse("2026-11-21T09:30:00Z"),
      content,
      Bytes.sha256(content),
      entries
    );
    return house.getBean(Database.class).durably(() -> house.getBean(StampliFileStore.class).add(file));
  }

  /** A bill of 100.00 and tax that takes all of it from one order. */
  public static FileEntry entry(String bill) {
    return new FileEntry(
      "xero-bill",
      bill,
      "v-" + bill,
      FileKind.INVOICES,
      false,
      "V-100",
      "INV-7",
      "AUD",
      new BigDecimal("100.00"),
      new BigDecimal("10.00"),
      new BigDecimal("110.00"),
      new BigDecimal("110.00"),
      List.of(new Share("order-1", new BigDecimal("100.00"))),
      List.of(new FileRow(Map.of("bill-number", new Cell.Words("INV-7"))))
    );
  }

  /** Brings a file so far, as if it had been handed over. */
  public static void advance(ApplicationContext house, StagedFile file, StagedFile.State to) {
    StampliFileStore store = house.getBean(StampliFileStore.class);
    house
      .getBean(Database.class)
      .durably(() -> {
        StagedFile now = store.file(file.connection(), file.name()).orElseThrow();
        if (!store.advance(now, now.state(), to, "ledger@sftp.example:22/inbound")) {
          throw new IllegalStateException("The file was not in the state " + now.state());
        }
      });
  }
}
