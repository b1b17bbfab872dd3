package io.ledgerroutes.stampli;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * A record as it stands in a file that was not given up.
 *
 * @param file its file's name
 * @param state how far the file has come
 * @param due what was still to be paid when it was filed, in major units
 */
public record FiledRecord(
  String recordType,
  String recordId,
  String version,
  String file,
  StagedFile.State state,
  String vendor,
  String number,
  String currency,
  BigDecimal net,
  BigDecimal total,
  BigDecimal due,
  List<FileEntry.Share> orders
) {
  public FiledRecord {
    orders = List.copyOf(orders);
  }

  /** A number as Stampli's records of one vendor are told apart by it: without regard to case and surrounding blanks. */
  public static String numberKey(String number) {
    return number.strip().toLowerCase(Locale.ROOT);
  }

  public boolean delivered() {
    return state == StagedFile.State.DELIVERED;
  }
}
