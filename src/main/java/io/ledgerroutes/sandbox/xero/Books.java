package io.ledgerroutes.sandbox.xero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The books of one organisation: its chart, its documents by id, and the names and numbers taken. */
final class Books {

  private static final int STARTER_CALLS = 1_000;
  private static final String ORGANISATION = "organisation";
  private static final Set<Kind> WITH_TIME_AS_TEXT = EnumSet.of(
    Kind.INVOICE,
    Kind.CREDIT_NOTE,
    Kind.PAYMENT,
    Kind.OVERPAYMENT,
    Kind.PREPAYMENT
  );

  private final XeroTenant tenant;
  private final Clock clock;
  private final Journal journal;
  private final Webhook webhook;
  private volatile Chart chart;

  Books(XeroTenant tenant, Journal journal, Clock clock, Webhook webhook) {
    this.tenant = tenant;
    this.clock = clock;
    this.journal = journal;
    this.webhook = webhook;
    this.chart = Chart.of(tenant);
    shelf("accounts").all().forEach(chart::change);
  }

  XeroTenant tenant() {
    return tenant;
  }

  Chart chart() {
    return chart;
  }

  Clock clock() {
    return clock;
  }

  /** Today where the organisation is. */
  LocalDate today() {
    return LocalDate.now(clock.withZone(tenant.zone()));
  }

  /** The documents of a kind by their ids. */
  Shelf of(Kind kind) {
    return shelf(kind.shelf());
  }

  /**
   * Number, {@link #folded} except a contact's → the id of the document that holds it. Bills and supplier's credit
   * notes are not here: their numbers need not be unique.
   */
  Shelf numbers(Kind kind) {
    return shelf(kind.numberShelf());
  }

  /** The document that holds this number. */
  Optional<ObjectNode> holder(Kind kind, String number) {
    return numbers(kind)
      .get(kind == Kind.CONTACT ? number : folded(number))
      .flatMap(entry -> of(kind).get(entry.path("id").asText()));
  }

  /** A document by its id, or by its number. */
  Optional<ObjectNode> find(Kind kind, String idOrNumber) {
    return of(kind)
      .get(idOrNumber)
      .or(() -> kind.numberField().isEmpty() ? Optional.empty() : holder(kind, idOrNumber));
  }

  /** Puts a document into the books as changed now. */
  ObjectNode keep(Kind kind, ObjectNode document) {
    return keep(kind, document, clock.millis(), false);
  }

  /** Puts a document into the books as changed at this time, in milliseconds UTC. */
  ObjectNode keepAt(Kind kind, ObjectNode document, long at) {
    return keep(kind, document, at, false);
  }

  /** Puts a document into the books as changed now because money moved on it. */
  ObjectNode keepSettled(Kind kind, ObjectNode document) {
    return keep(kind, document, clock.millis(), true);
  }

  private ObjectNode keep(Kind kind, ObjectNode document, long at, boolean settled) {
    document.put("UpdatedDateUTC", XeroDates.instant(at));
    if (WITH_TIME_AS_TEXT.contains(kind)) {
      document.put("UpdatedDateUTCString", XeroDates.text(at));
    }
    String id = document.path(kind.idField()).asText();
    boolean made = !of(kind).has(id);
    of(kind).put(id, document);
    webhook.changed(tenant, kind, document, made, settled);
    return document;
  }

  /** The next free number of the organisation's own, e.g. {@code INV-0001}. */
  String nextNumber(Kind kind, String prefix) {
    Shelf sequence = kind == Kind.INVOICE ? settings() : shelf(kind.shelf() + "-sequence");
    String number = prefix + "%04d".formatted(sequence.next(1));
    return holder(kind, number).isEmpty() ? number : nextNumber(kind, prefix);
  }

  /** Gives a document the number that it carries now, and frees the one it had. */
  void register(Kind kind, ObjectNode known, ObjectNode changed) {
    Json.text(known, kind.numberField()).ifPresent(number -> numbers(kind).remove(folded(number)));
    String id = changed.path(kind.idField()).asText();
    numbers(kind).put(folded(changed.path(kind.numberField()).asText()), Json.object().put("id", id));
  }

  /** Name of an active contact, {@link #folded} → the id of the contact that holds it. */
  Shelf contactNames() {
    return shelf("contact-names");
  }

  /** Notes by the id of the document they were written to. */
  Shelf notes() {
    return shelf("notes");
  }

  /** What the organisation's administrator changed, e.g. lock dates: field → value of one document. */
  Shelf settings() {
    return shelf("settings");
  }

  /** The fields of the organisation that its administrator changed. */
  ObjectNode changes() {
    return settings().get(ORGANISATION).map(ObjectNode::deepCopy).orElseGet(Json::object);
  }

  /** Calls a day that the organisation's plan allows: 1,000 on the Starter tier (facts, Xero 2). */
  int mostCallsADay() {
    return changes().path("Class").asText().equals("STARTER") ? STARTER_CALLS : Integer.MAX_VALUE;
  }

  /** Changes fields of an account as its administrator would, e.g. archives it. */
  void changeAccount(String code, ObjectNode changes) {
    ObjectNode kept = shelf("accounts").get(code).map(ObjectNode::deepCopy).orElseGet(Json::object);
    kept.setAll(changes);
    kept.put("Code", code).put("UpdatedDateUTC", XeroDates.instant(clock.millis()));
    shelf("accounts").put(code, kept);
    chart.change(kept);
  }

  /** Changes fields of the organisation; {@code adviser} lifts the lock dates for the app. */
  void administer(ObjectNode changes) {
    if (changes.has("adviser")) {
      settings().remove("adviser");
    }
    if (changes.path("adviser").asBoolean()) {
      settings().put("adviser", Json.object());
    }
    changes.remove("adviser");
    settings().put(ORGANISATION, changes().setAll(changes));
  }

  /** Why nothing may be booked on this day: the later of the two lock dates, unless an adviser connected the app. */
  Optional<String> lockedOn(LocalDate day) {
    boolean adviser = settings().has("adviser");
    ObjectNode changes = changes();
    return Stream.of("PeriodLockDate", "EndOfYearLockDate")
      .flatMap(field -> Json.text(changes, field).flatMap(XeroDates::read).stream())
      .max(LocalDate::compareTo)
      .filter(lock -> !adviser && !day.isAfter(lock))
      .map(lock -> "The document date cannot be before the period lock date, currently set at " + lock);
  }

  /** Refuses a change of a document whose day is locked. */
  void refuseLocked(ObjectNode document) {
    XeroDates.read(document.path("Date").asText())
      .flatMap(this::lockedOn)
      .ifPresent(locked -> {
        throw new Refused(locked);
      });
  }

  static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** Back to the first day. */
  void clear() {
    journal.together(() -> {
      for (Kind kind : Kind.values()) {
        List.of(of(kind), numbers(kind), shelf(kind.shelf() + "-sequence")).forEach(Shelf::clear);
      }
      List.of(contactNames(), notes(), settings(), shelf("accounts")).forEach(Shelf::clear);
      chart = Chart.of(tenant);
    });
  }

  private Shelf shelf(String kind) {
    return journal.shelf("xero-" + kind + "/" + tenant.id());
  }
}
