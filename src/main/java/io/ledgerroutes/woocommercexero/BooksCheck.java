package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the books take what a connection's file names. What Xero would refuse is held with words that say what to
 * mend, instead of being refused record by record (rules W2, A8).
 */
final class BooksCheck {

  private static final BigDecimal TOLERANCE = new BigDecimal("0.01");

  private final LedgerView ledger;

  BooksCheck(LedgerView ledger) {
    this.ledger = ledger;
  }

  /**
   * Why a line cannot be booked so, or empty.
   *
   * @param percent what the tax type has to come to
   */
  Optional<String> obstacle(Coding.Coded coded, BigDecimal percent) {
    return account(coded.account())
      .or(() -> coded.taxAccount().flatMap(this::account))
      .or(() -> taxType(coded.taxType(), coded.account(), percent))
      .or(() -> tracking(coded.tracking()));
  }

  /** Why no line can be booked to an account, or empty. A chart that nobody knows takes anything. */
  Optional<String> account(String code) {
    if (ledger.accounts().isEmpty()) {
      return Optional.empty();
    }
    Account account = ledger.accounts().get(code);
    if (account == null) {
      return Optional.of("Xero has no account " + code + "; correct it in the connection's file");
    }
    if (!account.active()) {
      return Optional.of(
        "Account " + code + " is archived in Xero; restore it there or name another in the connection's file"
      );
    }
    return account.type().equals("BANK")
      ? Optional.of("Account " + code + " is a bank account; name another for lines of invoices")
      : Optional.empty();
  }

  /** Why lines of an account cannot carry a tax type, or empty. */
  Optional<String> taxType(String type, String accountCode, BigDecimal percent) {
    if (ledger.taxRates().isEmpty()) {
      return Optional.empty();
    }
    TaxRate rate = ledger.taxRates().get(type);
    if (rate == null) {
      return type.equals(LedgerCodes.NO_TAX)
        ? differs(type, BigDecimal.ZERO, percent)
        : Optional.of("Xero has no tax rate " + type + "; correct it in the connection's file");
    }
    if (!rate.active()) {
      return Optional.of("Tax rate " + type + " is archived in Xero; name another in the connection's file");
    }
    Account account = ledger.accounts().get(accountCode);
    if (account != null && !rate.fits(account)) {
      return Optional.of(
        "Tax rate " + type + " cannot be used with account " + accountCode + "; map another account or rate"
      );
    }
    return TaxRule.foreign(type) ? Optional.empty() : differs(type, rate.effectiveRate(), percent);
  }

  private static Optional<String> differs(String type, BigDecimal inXero, BigDecimal inShop) {
    return inXero.subtract(inShop).abs().compareTo(TOLERANCE) <= 0
      ? Optional.empty()
      : Optional.of(
          "The shop's tax is " +
            plain(inShop) +
            " %, Xero's " +
            type +
            " is " +
            plain(inXero) +
            " %; map it to a rate of the same percent"
        );
  }

  private Optional<String> tracking(Map<String, String> options) {
    if (ledger.accounts().isEmpty()) {
      return Optional.empty();
    }
    return options
      .entrySet()
      .stream()
      .flatMap(entry -> tracking(entry.getKey(), entry.getValue()).stream())
      .findFirst();
  }

  private Optional<String> tracking(String category, String option) {
    Optional<TrackingCategory> known = Optional.ofNullable(ledger.tracking().get(category)).filter(
      TrackingCategory::active
    );
    if (known.isEmpty()) {
      return Optional.of(
        "Xero has no tracking category " + category + "; correct it under woocommerce.mapping"
      );
    }
    return known
        .flatMap(there -> there.option(option))
        .filter(TrackingCategory.Option::active)
        .isPresent()
      ? Optional.empty()
      : Optional.of(
          "Xero's tracking category " +
            category +
            " has no option " +
            option +
            "; add it there or correct it under woocommerce.mapping"
        );
  }

  private static String plain(BigDecimal percent) {
    return percent.stripTrailingZeros().toPlainString();
  }
}
