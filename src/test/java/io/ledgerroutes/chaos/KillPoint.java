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
  IN_TOKEN_ROTATION("xeroIdentity", "refresh", false),
  BEFORE_FILE_IS_STAGED("stampliFileStore", "add", true),
  AFTER_STAGING("stagedFiles", "stage", false),
  /** What was uploaded is there, and nobody knows; or the rename is to begin. */
  BEFORE_FILE_STEP("fileSteps", "take", true),
  /** Between upload and rename: the step is on disk, what comes next has not begun. */
  AFTER_FILE_STEP("fileSteps", "take", false),
  /** Between rename and settle: Stampli has it, and nobody knows. */
  BEFORE_DELIVERED("fileSteps", "deliver", true),
  AFTER_DELIVERED("fileSteps", "deliver", false),
  BEFORE_BILL_SETTLE("settlement", "settle", true),
  IN_BILL_CURSOR_MOVE("pollCursorStore", "move", true);

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

  /** Those that orders of a shop come by. */
  static KillPoint[] ofOrders() {
    return Arrays.copyOf(values(), IN_TOKEN_ROTATION.ordinal() + 1);
  }

  /** Those that bills come by on their way to Stampli. */
  static KillPoint[] ofBills() {
    return Arrays.copyOfRange(values(), BEFORE_FILE_IS_STAGED.ordinal(), values().length);
  }

  static boolean any(String bean) {
    return Arrays.stream(values()).anyMatch(point -> point.bean.equals(bean));
  }

  static Optional<KillPoint> named(String name) {
    return name == null || name.isBlank() ? Optional.empty() : Optional.of(valueOf(name));
  }
}
