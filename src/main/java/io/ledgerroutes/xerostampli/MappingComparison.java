package io.ledgerroutes.xerostampli;

import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.xero.mirror.Account;
import io.ledgerroutes.xero.mirror.SupplierDocument.Tracking;
import io.ledgerroutes.xero.mirror.TaxRate;
import io.ledgerroutes.xero.mirror.TrackingCategory;
import io.ledgerroutes.xerostampli.XeroStampliSettings.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A connection's file beside the books: what is not mapped and would hold bills, and what is mapped in vain. */
record MappingComparison(XeroStampliSettings settings, PurchasingView books) {
  private static final int SHOWN = 10;
  private static final List<String> PAID = List.of("PAID");

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(payer());
    findings.add(bills());
    findings.addAll(listed("accounts", accounts(), "every account that purchases use is mapped"));
    findings.addAll(listed("tax codes", taxTypes(), "every tax type that purchases use is mapped"));
    findings.addAll(listed("dimensions", dimensions(), "every option that purchases use is mapped"));
    findings.addAll(listed("vendors", vendors(), "every supplier of late has a vendor id"));
    return List.copyOf(findings);
  }

  private Finding payer() {
    return Finding.fine(
      "payer",
      switch (settings.pays()) {
        case STAMPLI -> "Stampli pays: what is paid or credited in Xero after delivery raises an alarm";
        case XERO -> "Xero pays: a payment there is the usual end of a delivered bill";
      }
    );
  }

  private Finding bills() {
    UsedCodes used = books.used();
    if (used.bills() == 0) {
      return Finding.fine("bills", "Xero has none yet; what can be said of codes comes from purchase orders");
    }
    String statuses = used
      .statuses()
      .entrySet()
      .stream()
      .map(entry -> entry.getValue() + " " + entry.getKey())
      .collect(Collectors.joining(", "));
    boolean some = used
      .statuses()
      .keySet()
      .stream()
      .anyMatch(status -> settings.statuses().contains(status) || PAID.contains(status));
    String named = String.join(" and ", new TreeSet<>(settings.statuses()));
    return new Finding(
      "bills",
      some,
      "the latest are " + statuses + "; those that are " + named + " go" + (some ? "" : ", and none is")
    );
  }

  private Stream<String> accounts() {
    Set<String> known = books.accounts().stream().map(Account::code).collect(Collectors.toSet());
    return Stream.concat(
      lacking("account", books.used().accounts(), settings.accounts(), settings.sameAccounts(), "accounts"),
      unknown("account", settings.accounts(), known::contains, "accounts")
    );
  }

  private Stream<String> taxTypes() {
    Set<String> known = books.taxRates().stream().map(TaxRate::type).collect(Collectors.toSet());
    return Stream.of(
      lacking("tax type", books.used().taxTypes(), settings.taxCodes(), settings.sameTaxCodes(), "tax-codes"),
      unknown(
        "tax type",
        settings.taxCodes(),
        type -> known.contains(type) || type.equals("NONE"),
        "tax-codes"
      ),
      usual()
    ).flatMap(words -> words);
  }

  /** What is usual in the organisation's country and neither used of late nor mapped (rule A10). */
  private Stream<String> usual() {
    if (settings.sameTaxCodes()) {
      return Stream.empty();
    }
    List<String> proposed = UsualTaxTypes.of(books.country())
      .stream()
      .flatMap(usual -> usual.taxTypes().stream())
      .filter(type -> !settings.taxCodes().containsKey(type) && !books.used().taxTypes().containsKey(type))
      .flatMap(type -> named(type).stream())
      .toList();
    return proposed.isEmpty()
      ? Stream.empty()
      : Stream.of(
          "usual for purchases in " +
            books.country() +
            " and not named under stampli.tax-codes: " +
            String.join(", ", proposed)
        );
  }

  private Optional<String> named(String type) {
    return books
      .taxRates()
      .stream()
      .filter(rate -> rate.type().equals(type) && rate.active())
      .map(
        rate ->
          type + " (" + rate.name() + ", " + rate.effectiveRate().stripTrailingZeros().toPlainString() + " %)"
      )
      .findFirst();
  }

  private static Stream<String> lacking(
    String what,
    Map<String, Long> used,
    Map<String, String> mapped,
    boolean same,
    String setting
  ) {
    List<String> lacking = used
      .entrySet()
      .stream()
      .filter(entry -> !same && !mapped.containsKey(entry.getKey()))
      .map(entry -> entry.getKey() + " (" + lines(entry.getValue()) + ")")
      .toList();
    return lacking.isEmpty()
      ? Stream.empty()
      : Stream.of("name under stampli." + setting + " the " + what + " " + shown(lacking));
  }

  private static Stream<String> unknown(
    String what,
    Map<String, String> mapped,
    Predicate<String> known,
    String setting
  ) {
    return new TreeSet<>(mapped.keySet())
      .stream()
      .filter(known.negate())
      .map(code -> "Xero has no " + what + " " + code + ": correct it under stampli." + setting);
  }

  private Stream<String> dimensions() {
    return Stream.concat(
      settings.dimensions().stream().map(this::noCategory),
      books
        .used()
        .options()
        .keySet()
        .stream()
        .map(this::unmapped)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
    ).filter(Objects::nonNull);
  }

  private String noCategory(Dimension dimension) {
    return books
        .tracking()
        .stream()
        .filter(TrackingCategory::active)
        .anyMatch(category -> CodeMapping.same(category.name(), dimension.category()))
      ? null
      : "Xero has no tracking category " + dimension.category() + ": correct it under stampli.dimensions";
  }

  /** Why an option in use does not come over, or null. */
  private String unmapped(Tracking used) {
    Optional<Dimension> dimension = settings
      .dimensions()
      .stream()
      .filter(one -> CodeMapping.same(one.category(), used.category()))
      .findFirst();
    if (dimension.isEmpty()) {
      return (
        "the tracking category " +
        used.category() +
        " is used and goes nowhere: name it under stampli.dimensions if Stampli needs it"
      );
    }
    return CodeMapping.value(dimension.get(), used.option()).isPresent()
      ? null
      : "name the option " + used.option() + " of " + used.category() + " under stampli.dimensions";
  }

  private Stream<String> vendors() {
    List<String> nameless = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (String id : books.used().suppliers().keySet()) {
      Supplier supplier = books.suppliers().get(id);
      if (supplier == null || !supplier.active()) {
        gone.add(id);
      } else if (Vendors.id(supplier, settings).isEmpty()) {
        nameless.add(id);
      }
    }
    return Stream.of(
      nameless.isEmpty() ? null : nameless(nameless),
      gone.isEmpty() ? null : gone(gone)
    ).filter(Objects::nonNull);
  }

  private String nameless(List<String> contacts) {
    boolean one = contacts.size() == 1;
    String inXero = one ? "enter the account number in Xero, or " : "enter the account numbers in Xero, or ";
    return (
      (one ? "1 supplier has" : contacts.size() + " suppliers have") +
      " no vendor id; " +
      (settings.vendorsByAccountNumber() ? inXero : "") +
      (one ? "name it" : "name them") +
      " under stampli.vendors: " +
      shownContacts(contacts)
    );
  }

  private static String gone(List<String> contacts) {
    return (
      (contacts.size() == 1
        ? "1 supplier of late purchases is archived or merged away in Xero, which holds its bills: "
        : contacts.size() +
          " suppliers of late purchases are archived or merged away in Xero, which holds their bills: ") +
      shownContacts(contacts)
    );
  }

  private static String shownContacts(List<String> contacts) {
    return (contacts.size() == 1 ? "contact " : "contacts ") + shown(contacts);
  }

  private static List<Finding> listed(String what, Stream<String> problems, String fine) {
    List<Finding> wrong = problems.map(words -> Finding.wrong(what, words)).toList();
    return wrong.isEmpty() ? List.of(Finding.fine(what, fine)) : wrong;
  }

  private static String lines(long count) {
    return count == 1 ? "1 line" : count + " lines";
  }

  private static String shown(List<String> items) {
    return (
      items.stream().limit(SHOWN).collect(Collectors.joining(", ")) +
      (items.size() > SHOWN ? " and " + (items.size() - SHOWN) + " more" : "")
    );
  }
}
