package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionCheck;
import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.mirror.Account;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Compares what a connection's file names with the books: accounts, tax types, and what is usual in the organisation's
 * country (rules A8, A10). Changes nothing.
 */
@Component
public class LedgerCheck implements ConnectionCheck {

  private final OrderContext context;

  LedgerCheck(OrderContext context) {
    this.context = context;
  }

  @Override
  public List<Finding> check(Connection connection) {
    if (!(connection.settings() instanceof WooCommerceXeroSettings settings)) {
      return List.of();
    }
    try {
      LedgerView ledger = context.ledger(context.of(connection.id()));
      return compared(settings, ledger);
    } catch (RemoteFailure failed) {
      return List.of(
        Finding.wrong("organisation", failed.failure() + "; open /connect/xero/" + connection.id())
      );
    }
  }

  static List<Finding> compared(WooCommerceXeroSettings settings, LedgerView ledger) {
    return new Comparison(settings, ledger).findings();
  }

  /** A file and the books. */
  private record Comparison(WooCommerceXeroSettings settings, LedgerView ledger) {
    List<Finding> findings() {
      List<Finding> findings = new ArrayList<>();
      findings.add(organisation());
      findings.addAll(listed("accounts", accounts(), "all that the file names are there"));
      findings.addAll(
        listed("tax types", taxTypes(), "all that the file names fit the shop's rates and the accounts")
      );
      UsualValues.of(ledger.organisation().organisation().country()).ifPresent(usual ->
        findings.addAll(listed("country", unusual(usual), "as is usual in " + usual.country()))
      );
      return List.copyOf(findings);
    }

    private Finding organisation() {
      Organisation organisation = ledger.organisation().organisation();
      return Finding.fine(
        "organisation",
        String.join(", ", organisation.name(), organisation.country(), organisation.currency()) +
          ", " +
          organisation.zone() +
          ledger
            .organisation()
            .closedThrough()
            .map(day -> "; closed up to " + day)
            .orElse("")
      );
    }

    private static List<Finding> listed(String what, Stream<String> problems, String fine) {
      List<Finding> wrong = problems
        .distinct()
        .map(words -> Finding.wrong(what, words))
        .toList();
      return wrong.isEmpty() ? List.of(Finding.fine(what, fine)) : wrong;
    }

    private Stream<String> accounts() {
      BooksCheck books = new BooksCheck(ledger);
      return Stream.concat(
        lineAccounts()
          .stream()
          .flatMap(code -> books.account(code).stream()),
        moneyAccounts().stream().flatMap(this::takesNoPayments)
      );
    }

    private Set<String> lineAccounts() {
      MappingSettings mapping = settings.mapping();
      Set<String> codes = new TreeSet<>(
        List.of(mapping.accounts().sales(), mapping.accounts().shipping(), mapping.accounts().fees())
      );
      mapping.accounts().rounding().ifPresent(codes::add);
      mapping.rules().forEach(rule -> rule.account().ifPresent(codes::add));
      mapping.untaxed().forEach(rule -> rule.account().ifPresent(codes::add));
      mapping.taxes().forEach(rule -> rule.taxAccount().ifPresent(codes::add));
      return codes;
    }

    private Set<String> moneyAccounts() {
      Set<String> codes = new TreeSet<>();
      settings
        .payments()
        .rules()
        .forEach(rule -> rule.account().ifPresent(codes::add));
      settings
        .mapping()
        .redemptions()
        .forEach(rule -> codes.add(rule.account()));
      settings
        .refunds()
        .storeCredit()
        .ifPresent(credit -> codes.add(credit.account()));
      return codes;
    }

    private Stream<String> takesNoPayments(String code) {
      Account account = ledger.accounts().get(code);
      return account != null && account.takesPayments()
        ? Stream.empty()
        : Stream.of(
            "account " + code + " takes no payments in Xero: enable payments to it there, or name another"
          );
    }

    private Stream<String> taxTypes() {
      BooksCheck books = new BooksCheck(ledger);
      MappingSettings mapping = settings.mapping();
      String sales = mapping.accounts().sales();
      Stream<Optional<String>> taxed = mapping
        .taxes()
        .stream()
        .map(rule -> books.taxType(rule.taxType(), sales, percent(rule)));
      Stream<Optional<String>> untaxed = mapping
        .untaxed()
        .stream()
        .map(rule -> books.taxType(rule.taxType(), rule.account().orElse(sales), BigDecimal.ZERO));
      return Stream.concat(taxed, untaxed).flatMap(Optional::stream);
    }

    private static BigDecimal percent(TaxRule rule) {
      return rule.taxAccount().isPresent()
        ? BigDecimal.ZERO
        : rule
            .rates()
            .stream()
            .flatMap(rate -> rate.percent().stream())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Stream<String> unusual(UsualValues usual) {
      MappingSettings mapping = settings.mapping();
      String rounding = mapping.roundingTaxType();
      return Stream.of(
        rounding.equals(usual.rounding())
          ? null
          : "rounding-tax-type is " + rounding + "; usual in " + usual.country() + " is " + usual.rounding(),
        mapping
            .taxes()
            .stream()
            .anyMatch(rule -> domestic(rule, usual.country()))
          ? null
          : "no rule of taxes is for " + usual.country() + "; its tax type is usually " + usual.domestic(),
        mapping
            .untaxed()
            .stream()
            .anyMatch(rule -> rule.taxType().equals(usual.export()))
          ? null
          : "no rule of untaxed has the tax type " + usual.export() + ", which exports usually have"
      ).filter(Objects::nonNull);
    }

    private static boolean domestic(TaxRule rule, String country) {
      return rule
        .rates()
        .stream()
        .anyMatch(rate -> rate.country().equals(country));
    }
  }
}
