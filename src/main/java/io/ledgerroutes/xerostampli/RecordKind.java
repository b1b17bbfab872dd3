package io.ledgerroutes.xerostampli;

import io.ledgerroutes.xero.mirror.MirrorKind;
import java.util.Arrays;

/** What travels, in the order in which it is read: an order is there before the bill that names it. */
enum RecordKind {
  SUPPLIERS(XeroStampli.SUPPLIER, MirrorKind.CONTACTS),
  ORDERS(XeroStampli.ORDER, MirrorKind.PURCHASE_ORDERS),
  CREDITS(XeroStampli.CREDIT, MirrorKind.SUPPLIER_CREDITS),
  BILLS(XeroStampli.BILL, MirrorKind.BILLS);

  private final String flow;
  private final MirrorKind mirror;

  RecordKind(String flow, MirrorKind mirror) {
    this.flow = flow;
    this.mirror = mirror;
  }

  /** The flow of its messages, which is also the type of its records in files, links and decisions. */
  String flow() {
    return flow;
  }

  /** Where it is read from. */
  MirrorKind mirror() {
    return mirror;
  }

  static RecordKind of(String flow) {
    return Arrays.stream(values())
      .filter(kind -> kind.flow.equals(flow))
      .findFirst()
      .orElseThrow(() -> new IllegalArgumentException("No records travel by the flow " + flow));
  }
}
