package io.ledgerroutes.xero;

import java.time.Instant;
import java.util.List;

/**
 * One page of a list, or the whole of one that has no pages.
 *
 * @param pageCount how many pages the list had at that moment
 * @param itemCount how many elements
 * @param time by Xero's clock
 */
public record XeroPage(List<XeroRecord> records, int pageCount, int itemCount, Instant time) {
  public XeroPage {
    records = List.copyOf(records);
  }
}
