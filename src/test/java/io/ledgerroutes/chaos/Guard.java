package io.ledgerroutes.chaos;

import io.ledgerroutes.posting.Lease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aopalliance.intercept.MethodInvocation;

/** A safety rule that a test can switch off in a node, to show that its proof then fails. */
enum Guard {
  /** Earlier intents are never looked at: a write whose end is unknown is simply written again. */
  INTENT("intentStore") {
    @Override
    Object instead(MethodInvocation call) throws Throwable {
      return call.getMethod().getName().equals("unresolved") ? List.of() : call.proceed();
    }
  },
  /** Nothing is ever found at the target. */
  LOOK("xeroInvoices") {
    @Override
    Object instead(MethodInvocation call) throws Throwable {
      return call.getMethod().getName().equals("look") ? Map.of() : call.proceed();
    }
  },
  /** No credit note is ever found at the target. */
  LOOK_FOR_NOTES("xeroCreditNotes") {
    @Override
    Object instead(MethodInvocation call) throws Throwable {
      return call.getMethod().getName().equals("look") ? Map.of() : call.proceed();
    }
  },
  /** Every node believes it holds every tenant. */
  LEASE("tenantLeases") {
    @Override
    Object instead(MethodInvocation call) throws Throwable {
      return switch (call.getMethod().getName()) {
        case "acquire", "current" -> Optional.of(forEver((String) call.getArguments()[0]));
        case "require" -> forEver((String) call.getArguments()[0]);
        case "confirm", "beat" -> null;
        default -> call.proceed();
      };
    }
  },
  /** A node forgets what the one before it spent; only for sandboxes without limits, where it saves minutes. */
  SPENT_CALLS("callBlockStore") {
    @Override
    Object instead(MethodInvocation call) throws Throwable {
      return call.getMethod().getName().equals("read") ? List.of() : call.proceed();
    }
  };

  private final String bean;

  Guard(String bean) {
    this.bean = bean;
  }

  abstract Object instead(MethodInvocation call) throws Throwable;

  boolean stands(String calledBean) {
    return bean.equals(calledBean);
  }

  private static Lease forEver(String tenant) {
    return new Lease(tenant, 1, System.nanoTime() + Long.MAX_VALUE / 4);
  }
}
