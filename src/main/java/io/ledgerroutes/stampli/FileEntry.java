package io.ledgerroutes.stampli;

import java.math.BigDecimal;
import java.util.List;

/**
 * A record that is to stand in a file, whole: its rows are never spread over two files.
 *
 * @param recordType as messages and links name it, e.g. {@code xero-bill}
 * @param recordId the source's id of it
 * @param version hash (SHA-256, hex) of what is delivered: a version goes out once (rule P1)
 * @param kind of the file
 * @param correction whether the record was delivered before in another version
 * @param vendor Stampli's id of the supplier
 * @param number with the vendor what Stampli knows it by (facts, Stampli: deduplication); empty for a vendor
 * @param currency ISO 4217 code; empty for a vendor
 * @param net of the record, in major units; zero for a vendor
 * @param tax of it
 * @param total with tax
 * @param due what was still to be paid when it was read
 * @param orders shares of purchase orders that it takes, empty where it takes none
 * @param rows at least one
 */
public record FileEntry(
  String recordType,
  String recordId,
  String version,
  FileKind kind,
  boolean correction,
  String vendor,
  String number,
  String currency,
  BigDecimal net,
  BigDecimal tax,
  BigDecimal total,
  BigDecimal due,
  List<Share> orders,
  List<FileRow> rows
) {
  /** How much of a purchase order's net a record takes, in major units; negative gives back. */
  public record Share(String order, BigDecimal net) {}

  public FileEntry {
    orders = List.copyOf(orders);
    rows = List.copyOf(rows);
  }

  /** Without what it holds. */
  @Override
  public String toString() {
    return "FileEntry[" + recordType + " " + recordId + " " + version + "]";
  }
}
