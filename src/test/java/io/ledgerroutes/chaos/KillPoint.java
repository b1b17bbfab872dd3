package io.ledgerroutes.chaos;

import java.util.Arrays;
import java.util.Optional;

/** A named place where the process is killed: before or after one method of one bean. */
enum KillPoint {
  AFTER_INTENT("xeroInvoices", "send", true),
  AFTER_REMOTE_WRITE("xeroInvoices", "send", false),
  BEFORE_LINK("linkStore", "add", true),
  AFTER_PAYMENTS_WRITE("xeroPayments", "send", false),
  AFTER_CREDIT_NOTES_WRITE("xeroCreditNotes", "send", false),
  AFTER_ALLOCATION_WRITE("xeroAllocations", "send", false),
  BEFORE_SETTLE("settlement", "settle", true),
  IN_CURSOR_MOVE("pollCursorStore", "move", true),
  IN_TOKEN_ROTATION("xeroIdentity", "refresh", false);

  private final String bean;
  private final String method;
  private final boolean before;

  KillPoint(String bean, String method, boolean before) {
    this.bean = bean;
    this.method = method;
    this.before = before;
  }

  boolean guards(String calledBean, String calledMethod) {
    return bean.equals(calledBean) && method.equals(calledMethod);
  }

  boolean before() {
    return before;
  }

  static boolean any(String bean) {
    return Arrays.stream(values()).anyMatch(point -> point.bean.equals(bean));
  }

  static Optional<KillPoint> named(String name) {
    return name == null || name.isBlank() ? Optional.empty() : Optional.of(valueOf(name));
  }
}
