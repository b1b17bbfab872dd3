package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.woocommerce.Shop;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.XeroTenantStore;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a step needs to know about the connection whose batch it works on. */
@Component
class OrderContext {

  private static final Duration UNTIL_SETTINGS_COME = Duration.ofMinutes(1);

  /** Rule A2. */
  private static final Duration OLDEST_LOCK_DATES = Duration.ofHours(1);

  private final Connections connections;
  private final XeroTenantStore organisations;
  private final XeroReference reference;
  private final BackfillPeriods approved;

  OrderContext(
    Connections connections,
    XeroTenantStore organisations,
    XeroReference reference,
    BackfillPeriods approved
  ) {
    this.connections = connections;
    this.organisations = organisations;
    this.reference = reference;
    this.approved = approved;
  }

  /**
   * One connection with its typed settings.
   *
   * @param approved which days before the start are brought over all the same
   */
  record Scope(
    Connection connection,
    WooCommerceXeroSettings settings,
    ZoneId zone,
    Predicate<LocalDate> approved
  ) {
    Shop shop() {
      return new Shop(connection.id(), settings.store());
    }

    /** Whether orders and refunds of this day are brought over (rule A1). */
    boolean covers(LocalDate day) {
      return !day.isBefore(connection.startDate()) || approved.test(day);
    }

    /** The same as if every day were approved. */
    Scope ofAllDays() {
      return new Scope(connection, settings, zone, day -> true);
    }
  }

  Scope of(String id) {
    Connection connection = connections
      .find(id)
      .orElseThrow(() -> new TryLater("connection " + id + " has no settings now", UNTIL_SETTINGS_COME));
    if (!(connection.settings() instanceof WooCommerceXeroSettings settings)) {
      throw new TryLater(
        "connection " + id + " is no longer one of " + WooCommerceXero.NAME,
        UNTIL_SETTINGS_COME
      );
    }
    return new Scope(connection, settings, zone(connection, settings), day -> approved.approved(id, day));
  }

  /**
   * The books that a connection's orders are brought to.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where they were never read and Xero cannot be asked
   */
  LedgerView ledger(Scope scope) {
    String tenant = scope.connection().xero().tenant();
    return new LedgerView(
      reference.organisation(tenant, OLDEST_LOCK_DATES),
      byCode(reference.accounts(tenant)),
      reference.taxRates(tenant).stream().collect(Collectors.toMap(TaxRate::type, Function.identity())),
      reference.currencies(tenant),
      brandingThemes(tenant, scope.settings().invoices()),
      tracking(tenant, scope.settings().mapping())
    );
  }

  private Map<String, String> brandingThemes(String tenant, InvoiceSettings invoices) {
    return invoices
      .brandingTheme()
      .flatMap(name -> reference.brandingTheme(tenant, name).map(theme -> Map.of(name, theme.id())))
      .orElseGet(Map::of);
  }

  private Map<String, TrackingCategory> tracking(String tenant, MappingSettings mapping) {
    Map<String, TrackingCategory> known = new HashMap<>();
    mapping
      .trackingCategories()
      .forEach(name -> reference.tracking(tenant, name).ifPresent(category -> known.put(name, category)));
    return known;
  }

  /** The days on which nothing is written any more in the books of a connection (rule A2). */
  ClosedPeriods closedPeriods(Scope scope) {
    return ClosedPeriods.of(
      reference.organisation(scope.connection().xero().tenant(), OLDEST_LOCK_DATES),
      scope.settings().closedPeriods()
    );
  }

  /** The currency of the books, as ISO 4217 code. */
  String baseCurrency(Scope scope) {
    return reference.organisation(scope.connection().xero().tenant()).organisation().currency();
  }

  private static Map<String, Account> byCode(List<Account> accounts) {
    return accounts
      .stream()
      .filter(account -> !account.code().isEmpty())
      // An archived account may share its code with its successor.
      .collect(
        Collectors.toMap(Account::code, Function.identity(), (one, other) -> one.active() ? one : other)
      );
  }

  // The organisation's own zone as soon as its consent was given (rule A3).
  private ZoneId zone(Connection connection, WooCommerceXeroSettings settings) {
    return organisations.find(connection.xero().tenant()).map(Organisation::zone).orElse(settings.zone());
  }
}
