package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.reconcile.BackfillPeriods;
import io.ledgerroutes.xero.Organisation;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a step needs to know about the connection whose batch it works on. */
@Component
class BillContext {

  private static final Duration UNTIL_SETTINGS_COME = Duration.ofMinutes(1);

  private final Connections connections;
  private final XeroReference reference;
  private final BackfillPeriods approved;

  BillContext(Connections connections, XeroReference reference, BackfillPeriods approved) {
    this.connections = connections;
    this.reference = reference;
    this.approved = approved;
  }

  /**
   * One connection with its typed settings.
   *
   * @param approved which days before the start are brought over all the same
   */
  record Scope(Connection connection, XeroStampliSettings settings, Predicate<LocalDate> approved) {
    String id() {
      return connection.id();
    }

    String tenant() {
      return connection.xero().tenant();
    }

    /** The same as if every day were approved. */
    Scope ofAllDays() {
      return new Scope(connection, settings, day -> true);
    }

    /** The first day whose records go, for a record of this day (rule A1). */
    LocalDate from(Optional<LocalDate> day) {
      return day.filter(approved).orElse(connection.startDate());
    }

    /** Whether records of this day are brought over; one without a day is. */
    boolean covers(Optional<LocalDate> day) {
      return day.filter(from(day)::isAfter).isEmpty();
    }
  }

  Scope of(String id) {
    Connection connection = connections
      .find(id)
      .orElseThrow(() -> new TryLater("connection " + id + " has no settings now", UNTIL_SETTINGS_COME));
    if (!(connection.settings() instanceof XeroStampliSettings settings)) {
      throw new TryLater(
        "connection " + id + " is no longer one of " + XeroStampli.NAME,
        UNTIL_SETTINGS_COME
      );
    }
    return new Scope(connection, settings, day -> approved.approved(id, day));
  }

  /**
   * What the organisation's codes are called.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where they were never read and Xero cannot be asked
   */
  LedgerNames names(String tenant) {
    Organisation organisation = reference.organisation(tenant).organisation();
    List<TaxRate> rates = reference.taxRates(tenant);
    return new LedgerNames(
      organisation.shortCode(),
      organisation.currency(),
      rates.stream().collect(Collectors.toMap(TaxRate::type, TaxRate::name, (one, other) -> one)),
      rates.stream().collect(Collectors.toMap(TaxRate::type, BillContext::effective, (one, other) -> one))
    );
  }

  private static BigDecimal effective(TaxRate rate) {
    return rate.effectiveRate() == null ? BigDecimal.ZERO : rate.effectiveRate();
  }
}
