package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionCheck;
import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.woocommerce.Shop;
import io.ledgerroutes.woocommerce.ShopSurvey;
import io.ledgerroutes.woocommerce.ShopSurvey.Gateway;
import io.ledgerroutes.xero.mirror.Account;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Talks to the shop of a connection and says what is well and what to do: the key, the clock (rule A3), and where
 * each way to pay leads (rule W6). Changes nothing.
 */
@Component
public class ShopCheck implements ConnectionCheck {

  private static final long HALF_A_YEAR_SECONDS = 182L * 24 * 3600;

  private final OrderContext context;
  private final ShopSurvey survey;

  ShopCheck(OrderContext context, ShopSurvey survey) {
    this.context = context;
    this.survey = survey;
  }

  /** Everything that can be found out now; where orders cannot be read, only that. */
  @Override
  public List<Finding> check(Connection connection) {
    if (!(connection.settings() instanceof WooCommerceXeroSettings)) {
      return List.of();
    }
    OrderContext.Scope scope = context.of(connection.id());
    List<Finding> findings = new ArrayList<>();
    Optional<String> noOrders = survey.reading(scope.shop()).map(Object::toString);
    findings.add(
      noOrders
        .map(words -> Finding.wrong("orders", words))
        .orElseGet(() -> Finding.fine("orders", "they can be read"))
    );
    if (noOrders.isEmpty()) {
      findings.add(webhooks(scope.shop()));
      findings.add(asked("time zone", () -> zone(scope)));
      findings.addAll(gateways(scope));
    }
    return List.copyOf(findings);
  }

  private Finding webhooks(Shop shop) {
    return survey
      .writing(shop)
      .map(failure -> Finding.wrong("webhooks", failure + "; until then only polls bring orders"))
      .orElseGet(() -> Finding.fine("webhooks", "they can be made"));
  }

  private Finding zone(OrderContext.Scope scope) {
    Optional<ZoneId> shop = survey.zone(scope.shop());
    if (shop.isEmpty()) {
      return Finding.fine("time zone", "the shop does not tell; days are those of " + scope.zone());
    }
    boolean same = sameDays(shop.get(), scope.zone());
    return new Finding(
      "time zone",
      same,
      same
        ? "the shop's days are those of the organisation"
        : "the shop's clock runs by " +
          shop.get() +
          ", the organisation's by " +
          scope.zone() +
          ": invoices bear the organisation's days, the shop's own reports others; set both to the same zone"
    );
  }

  /** Two names of one zone, or two zones with the same summer time, have the same days. */
  private static boolean sameDays(ZoneId one, ZoneId other) {
    Instant now = Instant.now();
    return List.of(now, now.plusSeconds(HALF_A_YEAR_SECONDS))
      .stream()
      .allMatch(at -> one.getRules().getOffset(at).equals(other.getRules().getOffset(at)));
  }

  private List<Finding> gateways(OrderContext.Scope scope) {
    try {
      LedgerView ledger = context.ledger(scope);
      return survey
        .gateways(scope.shop())
        .stream()
        .map(gateway -> gateway(scope, ledger, gateway))
        .toList();
    } catch (RemoteFailure unknown) {
      return List.of(Finding.wrong("payment methods", unknown.failure().toString()));
    }
  }

  private static Finding gateway(OrderContext.Scope scope, LedgerView ledger, Gateway gateway) {
    String what = "payment method " + gateway.id();
    String currency = ledger.organisation().organisation().currency();
    Optional<PaymentSettings.Rule> rule = scope.settings().payments().of(gateway.id(), currency);
    if (rule.isEmpty()) {
      return Finding.wrong(
        what,
        "no rule of payments names it, so its payments are held; add one with its clearing account, or with none"
      );
    }
    return rule
      .get()
      .account()
      .map(code -> account(what, code, ledger.accounts().get(code)))
      .orElseGet(() -> Finding.fine(what, "no payment is posted; the bank line is matched with the invoice"));
  }

  private static Finding account(String what, String code, Account account) {
    if (account == null || !account.takesPayments()) {
      return Finding.wrong(
        what,
        "account " + code + " takes no payments in Xero: enable payments to it there, or name another"
      );
    }
    if (account.type().equals("BANK") && looksLikeARealBank(account)) {
      return Finding.wrong(
        what,
        "account " +
          code +
          " is a bank account: if the gateway pays out net of its fees there, its gross payments never meet the " +
          "bank lines; name a clearing account of its own"
      );
    }
    return Finding.fine(what, "its payments go to account " + code);
  }

  /** Xero knows clearing accounts of the type BANK too; by their names they are told apart as well as they can be. */
  private static boolean looksLikeARealBank(Account account) {
    return !account.name().toLowerCase(Locale.ROOT).contains("clearing");
  }

  private static Finding asked(String what, Supplier<Finding> question) {
    try {
      return question.get();
    } catch (RemoteFailure failed) {
      return Finding.wrong(what, failed.failure().toString());
    }
  }
}
