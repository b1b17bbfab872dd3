package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.mirror.Account;
import java.util.Optional;

/** Whether an account of the books can take and give the money of an order (rule W6; facts, Xero 5). */
final class Till {

  private Till() {}

  /** Why not, in words that say what to do; empty where it can. */
  static Optional<String> obstacle(LedgerView ledger, String code, String currency) {
    Account account = ledger.accounts().get(code);
    if (account == null) {
      return Optional.of(
        "account " + code + " is not in Xero's chart of accounts; add it there or name another"
      );
    }
    if (!account.active()) {
      return Optional.of("account " + code + " is archived in Xero; restore it or name another");
    }
    if (!account.takesPayments()) {
      return Optional.of(
        "account " +
          code +
          " takes no payments; tick \"Enable payments to this account\" in Xero or name another"
      );
    }
    if (!inAnyOf(account, currency, ledger.organisation().organisation().currency())) {
      return Optional.of(
        "bank account " +
          code +
          " is in " +
          account.currency() +
          ", the order in " +
          currency +
          "; name an account in " +
          currency +
          " for it"
      );
    }
    return Optional.empty();
  }

  // Xero converts between a document's currency and that of the books, and between no others.
  private static boolean inAnyOf(Account account, String currency, String base) {
    return (
      account.currency().isEmpty() || account.currency().equals(currency) || account.currency().equals(base)
    );
  }
}
