package io.ledgerroutes.woocommercexero;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.reconcile.Report;
import io.ledgerroutes.reconcile.Row;
import io.ledgerroutes.reconcile.Verdict;
import io.ledgerroutes.woocommerce.Refund;
import io.ledgerroutes.woocommerce.ShopOrder;
import io.ledgerroutes.woocommercexero.OrderSelection.Selected;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The shop's orders of a period against what Xero holds: a pure function of plans, links, documents and messages. What
 * differs is said in words and left to people; nothing is mended here.
 */
final class Comparison {

  private static final Pattern REFUND_SUFFIX = Pattern.compile("-R\\d+$");

  private final BookingContext context;
  private final PeriodRows rows;
  private final PeriodLinks links;
  private final FoundBooks books;
  private final Map<String, Message> messages;
  private final Set<String> used = new HashSet<>();
  private final List<Report.Hold> holds = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param messages the last one of each order, by its id
   */
  Comparison(BookingContext context, PeriodLinks links, FoundBooks books, Map<String, Message> messages) {
    this.context = context;
    this.rows = new PeriodRows(context);
    this.links = links;
    this.books = books;
    this.messages = Map.copyOf(messages);
  }

  /** What a person must decide although no message told of it, as far as {@link #of} has gone. */
  List<Report.Hold> holds() {
    return List.copyOf(holds);
  }

  /** Ids of the invoices that {@link #of} has met. */
  Set<String> used() {
    return Set.copyOf(used);
  }

  /** The order's invoice, and one entry for each of its credit notes, meant or found. */
  List<PeriodEntry> of(PlannedOrder order) {
    List<PeriodEntry> entries = new ArrayList<>();
    Optional<FoundDocument> invoice = invoiceOf(order);
    invoice.ifPresent(found -> used.add(found.id()));
    order
      .generation()
      .voided()
      .ifPresent(link -> used.add(link.targetId()));
    entries.add(invoiceEntry(order, invoice));
    order
      .plan()
      .ifPresent(plan ->
        plan
          .credits()
          .stream()
          .filter(
            credit -> order.standing().isPresent() || links.creditNote(credit.note().source()).isPresent()
          )
          .forEach(credit -> entries.add(creditEntry(order, credit)))
      );
    entries.addAll(goneRefunds(order, invoice));
    return entries;
  }

  private Optional<FoundDocument> invoiceOf(PlannedOrder order) {
    Optional<JsonNode> found = order
      .generation()
      .standing()
      .map(link -> books.invoice(link.targetId()))
      .orElseGet(() -> order.standing().flatMap(plan -> unlinked(plan.booked().invoice().number())));
    return found.map(json -> new FoundDocument(json, false));
  }

  /** Only one that nobody else's record became. */
  private Optional<JsonNode> unlinked(String number) {
    return books
      .invoiceNumbered(number)
      .filter(json -> !books.invoiceLinks().containsKey(json.path("InvoiceID").asText()));
  }

  private PeriodEntry invoiceEntry(PlannedOrder order, Optional<FoundDocument> found) {
    Finding finding = decide(order, found);
    Optional<OrderPlan> plan = order.standing();
    Optional<PlannedDocument> meant = plan.map(PlannedDocument::invoice);
    BigDecimal total = meant
      .map(document -> document.amounts().total())
      .orElse(PeriodRows.cents(order.order().order().total()));
    Row row = rows.invoice(
      order.order(),
      total,
      finding.verdict(),
      finding.reason(),
      bookSide(order, found, plan.map(some -> some.booked().person().name()).orElse(""))
    );
    return new PeriodEntry(
      row,
      Optional.of(order.order().order()),
      meant.map(PlannedDocument::taxed).orElse(List.of()),
      meant.map(PlannedDocument::lines).orElse(List.of()),
      found.map(FoundDocument::lines).orElse(List.of()),
      meant.map(PlannedDocument::cash).orElse(List.of()),
      found
        .filter(FoundDocument::live)
        .map(document -> document.cash(books))
        .orElse(List.of()),
      meant.map(PlannedDocument::rounding).orElse(BigDecimal.ZERO),
      found.filter(FoundDocument::live).flatMap(FoundDocument::day),
      order
        .generation()
        .standing()
        .flatMap(link -> rows.day(link.createdAt()))
    );
  }

  private PeriodRows.Books bookSide(PlannedOrder order, Optional<FoundDocument> found, String contact) {
    Long message = Optional.ofNullable(messages.get(order.key())).map(Message::id).orElse(null);
    return found
      .map(document -> side(document, message))
      .orElseGet(() -> new PeriodRows.Books("", contact, null, null, "", "", message, null));
  }

  private PeriodRows.Books side(FoundDocument document, Long message) {
    return new PeriodRows.Books(
      document.number(),
      document.contact(),
      document.paid(),
      document.due(),
      document.status(),
      document.paymentsInWords(books),
      message,
      document.credit() ? rows.creditNoteAddress(document.id()) : rows.invoiceAddress(document.id())
    );
  }

  /** A verdict and why. */
  private record Finding(Verdict verdict, String reason) {}

  private Finding decide(PlannedOrder order, Optional<FoundDocument> found) {
    return switch (order.selected()) {
      case Selected.LeftAlone(Outcome outcome) -> new Finding(
        outcome instanceof Outcome.Held ? Verdict.HELD : Verdict.SKIPPED,
        outcome.reason()
      );
      case Selected.TakenBack back -> takenBack(order, found);
      case Selected.Brought brought -> switch (order.translation()) {
        case Translation.HeldBack(String reason) -> new Finding(Verdict.HELD, reason);
        case Translation.NotWanted(String reason) -> found.filter(FoundDocument::live).isPresent()
          ? stuckOr(order, Verdict.DIFFERENT, reason + ", and its invoice stands in Xero")
          : new Finding(Verdict.SKIPPED, reason);
        case Translation.Planned(OrderPlan plan) -> brought(order, plan, found);
      };
    };
  }

  private Finding takenBack(PlannedOrder order, Optional<FoundDocument> found) {
    if (found.isEmpty() || !found.get().live() || order.cancelled()) {
      // Where its money went, or that its credit could not be set against the invoice, may still be a person's matter.
      return stuck(order, "").orElse(new Finding(Verdict.MATCHED, "cancelled, and taken back in Xero"));
    }
    return stuckOr(order, Verdict.DIFFERENT, "it is cancelled in the shop, and the invoice stands in Xero");
  }

  private Finding brought(PlannedOrder order, OrderPlan plan, Optional<FoundDocument> found) {
    Optional<Link> link = order.generation().standing();
    if (found.isEmpty()) {
      return link.isPresent()
        ? new Finding(
            Verdict.GONE_IN_BOOKS,
            "invoice " + link.get().number() + " was brought over and is not in Xero any more"
          )
        : stuckOr(order, Verdict.MISSING, "the books lack it");
    }
    FoundDocument invoice = found.get();
    if (!invoice.live()) {
      return new Finding(Verdict.GONE_IN_BOOKS, "its invoice is " + invoice.status() + " in Xero");
    }
    List<String> differences = differences(order, plan, invoice);
    if (!differences.isEmpty()) {
      return stuckOr(order, Verdict.DIFFERENT, String.join("; ", differences));
    }
    String remark = link.isPresent() ? "" : "found by its number; no link says that it was brought over";
    Optional<Finding> decision = stuck(order, remark).filter(stuck -> stuck.verdict() != Verdict.WAITING);
    return decision.orElse(new Finding(Verdict.MATCHED, remark));
  }

  private List<String> differences(PlannedOrder order, OrderPlan plan, FoundDocument invoice) {
    List<String> words = new ArrayList<>();
    PlannedDocument meant = PlannedDocument.invoice(plan);
    differ(words, "its currency", invoice.currency(), order.order().order().currency());
    differ(words, "its total", invoice.total(), meant.amounts().total());
    differ(words, "its tax", invoice.tax(), meant.amounts().tax());
    if (FoundBooks.waitsForApproval(invoice.json())) {
      return words;
    }
    BigDecimal known = BigDecimal.ZERO.setScale(2);
    for (Money money : plan.payments()) {
      Optional<BigDecimal> there = payment(words, "payment", money, invoice);
      known = known.add(there.orElse(BigDecimal.ZERO));
    }
    BigDecimal others = invoice.paid().subtract(known);
    if (!plan.payments().isEmpty() && others.signum() > 0) {
      words.add(others.toPlainString() + " more was paid on it in Xero than the shop says");
    }
    BigDecimal allocated = plan
      .credits()
      .stream()
      .filter(credit -> links.creditNote(credit.note().source()).isPresent())
      .flatMap(credit -> credit.uses().stream())
      .map(use -> use instanceof Credit.Use.Allocated(BigDecimal amount) ? amount : BigDecimal.ZERO)
      .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    if (invoice.credited().compareTo(allocated) < 0) {
      words.add(
        "of its credit notes " +
          invoice.credited().toPlainString() +
          " is set against it in Xero instead of " +
          allocated.toPlainString()
      );
    }
    return words;
  }

  /** Looks for a payment that is meant on a document; what is wrong with it is added to the words. */
  private Optional<BigDecimal> payment(List<String> words, String what, Money money, FoundDocument document) {
    Optional<Link> link = links.payment(money.source());
    Optional<BigDecimal> there = document.payment(link.map(Link::targetId), money.reference());
    String named = "its " + what + " of " + money.amount().toPlainString();
    if (there.isEmpty()) {
      words.add(named + (link.isPresent() ? " was deleted in Xero" : " is missing in Xero"));
    } else if (there.get().compareTo(money.amount()) != 0) {
      words.add(named + " is " + there.get().toPlainString() + " in Xero");
    }
    return there;
  }

  private static void differ(List<String> words, String what, BigDecimal inXero, BigDecimal meant) {
    if (inXero.compareTo(meant) != 0) {
      differ(words, what, inXero.toPlainString(), meant.toPlainString());
    }
  }

  private static void differ(List<String> words, String what, String inXero, String meant) {
    if (!inXero.equals(meant)) {
      words.add(what + " is " + inXero + " in Xero and " + meant + " in the shop");
    }
  }

  private Finding stuckOr(PlannedOrder order, Verdict otherwise, String words) {
    return stuck(order, words).orElse(new Finding(otherwise, words));
  }

  /** What the order's last message says, where it has not ended well. */
  private Optional<Finding> stuck(PlannedOrder order, String words) {
    Message message = messages.get(order.key());
    if (message == null) {
      return Optional.empty();
    }
    Optional<Verdict> verdict = switch (message.state()) {
      case RECEIVED, IN_FLIGHT, RETRY -> Optional.of(Verdict.WAITING);
      case HELD -> Optional.of(Verdict.HELD);
      case DEAD -> Optional.of(Verdict.DEAD);
      case DONE, SKIPPED -> Optional.empty();
    };
    return verdict.map(found -> new Finding(found, joined(message.reason(), words)));
  }

  private static String joined(String reason, String words) {
    if (reason == null || reason.isEmpty()) {
      return words;
    }
    return words.isEmpty() ? reason : reason + "; " + words;
  }

  private PeriodEntry creditEntry(PlannedOrder order, Credit credit) {
    PlannedDocument meant = PlannedDocument.credit(credit);
    Optional<Link> link = links.creditNote(credit.note().source());
    Optional<FoundDocument> found = link
      .map(there -> books.creditNote(there.targetId()))
      .orElseGet(() -> books.creditNoteNumbered(credit.note().number()))
      .map(json -> new FoundDocument(json, true));
    Finding finding = decideCredit(order, credit, meant, link, found);
    Row row = rows.refund(
      order.order(),
      meant.date(),
      meant.amounts(),
      finding.verdict(),
      finding.reason(),
      found
        .map(document -> side(document, null))
        .orElseGet(() -> new PeriodRows.Books(credit.note().number(), "", null, null, "", "", null, null))
    );
    return new PeriodEntry(
      row,
      Optional.of(order.order().order()),
      meant.taxed(),
      meant.signed(),
      found.map(FoundDocument::lines).orElse(List.of()),
      meant.cash(),
      found
        .filter(FoundDocument::live)
        .map(document -> document.cash(books))
        .orElse(List.of()),
      BigDecimal.ZERO,
      found.filter(FoundDocument::live).flatMap(FoundDocument::day),
      link.flatMap(there -> rows.day(there.createdAt()))
    );
  }

  private Finding decideCredit(
    PlannedOrder order,
    Credit credit,
    PlannedDocument meant,
    Optional<Link> link,
    Optional<FoundDocument> found
  ) {
    if (found.isEmpty()) {
      return link.isPresent()
        ? new Finding(
            Verdict.GONE_IN_BOOKS,
            "credit note " + link.get().number() + " was brought over and is not in Xero any more"
          )
        : stuckOr(order, Verdict.MISSING, "the books lack its credit note");
    }
    FoundDocument note = found.get();
    if (!note.live()) {
      return new Finding(Verdict.GONE_IN_BOOKS, "its credit note is " + note.status() + " in Xero");
    }
    List<String> words = new ArrayList<>();
    differ(words, "its total", note.total(), meant.amounts().total());
    differ(words, "its tax", note.tax(), meant.amounts().tax());
    for (Credit.Use use : credit.uses()) {
      if (use instanceof Credit.Use.PaidBack(Money money) && !FoundBooks.waitsForApproval(note.json())) {
        payment(words, "refund payment", money, note);
      }
    }
    return words.isEmpty()
      ? new Finding(Verdict.MATCHED, String.join("; ", meant.concerns()))
      : stuckOr(order, Verdict.DIFFERENT, String.join("; ", words));
  }

  /** Refunds that the shop does not have any more, though their credit notes stand (rule W7; facts, WooCommerce 12). */
  private List<PeriodEntry> goneRefunds(PlannedOrder order, Optional<FoundDocument> invoice) {
    if (invoice.isEmpty()) {
      return List.of();
    }
    Set<Long> there = new HashSet<>(order.order().refunds().stream().map(Refund::id).toList());
    List<PeriodEntry> gone = new ArrayList<>();
    books
      .noteLinks()
      .forEach((id, link) -> {
        boolean ours =
          link.source().scope().equals(context.connection()) &&
          link.source().type().equals(RefundTranslator.REFUND) &&
          REFUND_SUFFIX.matcher(link.number()).replaceFirst("").equals(invoice.get().number());
        Optional<FoundDocument> note = books.creditNote(id).map(json -> new FoundDocument(json, true));
        if (
          ours &&
          !there.contains(Long.parseLong(link.source().id())) &&
          note.filter(FoundDocument::live).isPresent()
        ) {
          gone.add(goneRefund(order, link, note.get()));
        }
      });
    return gone;
  }

  private PeriodEntry goneRefund(PlannedOrder order, Link link, FoundDocument note) {
    String words = MissingRefunds.of(
      List.of(Long.parseLong(link.source().id())),
      order.order().refunds()
    ).getFirst();
    holds.add(new Report.Hold(order.key(), words));
    BigDecimal net = note.total().subtract(note.tax());
    LocalDate day = note.day().orElse(null);
    Row row = rows.refund(
      order.order(),
      day,
      new PeriodRows.Amounts(net, note.tax()),
      Verdict.GONE_AT_SOURCE,
      words,
      side(note, null)
    );
    return found(row, note, link);
  }

  /** A document whose order or refund the shop does not have. */
  private PeriodEntry found(Row row, FoundDocument document, Link link) {
    return new PeriodEntry(
      row,
      Optional.empty(),
      List.of(),
      List.of(),
      document.lines(),
      List.of(),
      document.cash(books),
      BigDecimal.ZERO,
      document.day(),
      Optional.ofNullable(link).flatMap(known -> rows.day(known.createdAt()))
    );
  }

  /**
   * The invoices of the period that no order of it accounts for: of deleted orders, of orders of other days, and those
   * that bear our numbers without being ours.
   *
   * @param others orders that such invoices were made from, as the shop has them now, by id
   */
  List<PeriodEntry> withoutOrder(NumberPattern pattern, Map<Long, ShopOrder> others) {
    List<PeriodEntry> entries = new ArrayList<>();
    books
      .invoices()
      .values()
      .stream()
      .map(json -> new FoundDocument(json, false))
      .filter(document -> document.live() && !used.contains(document.id()))
      .sorted(Comparator.comparing(FoundDocument::number))
      .forEach(document -> {
        Link link = books.invoiceLinks().get(document.id());
        if (link == null && pattern.fits(document.number())) {
          entries.add(
            found(document(document, "", null, Verdict.NOT_OURS, notOurs(document)), document, null)
          );
        } else if (link != null && NumberPattern.orderOf(context.connection(), link).isPresent()) {
          entries.add(ofOrder(document, link, others));
        }
      });
    return entries;
  }

  private PeriodEntry ofOrder(FoundDocument document, Link link, Map<Long, ShopOrder> others) {
    long order = NumberPattern.orderOf(context.connection(), link).orElseThrow();
    ShopOrder there = others.get(order);
    String key = Long.toString(order);
    if (there == null || there.order().status().equals("trash")) {
      String words =
        (there == null ? "the order was deleted in the shop" : "the order is in the shop's trash") +
        ", and its invoice stands: void or credit it if the sale is cancelled";
      Message last = messages.get(key);
      boolean held = last != null && last.state() == MessageState.HELD;
      Verdict verdict = held ? Verdict.HELD : Verdict.GONE_AT_SOURCE;
      return found(document(document, key, key, verdict, words), document, link);
    }
    String day = rows.day(there.order().createdAt()).map(LocalDate::toString).orElse("another day");
    String words = "of an order placed on " + day + ", outside the period";
    return found(document(document, there.order().number(), key, Verdict.MATCHED, words), document, link);
  }

  private static String notOurs(FoundDocument document) {
    return "it bears a number of ours, and no order was brought over as it: " + document.number();
  }

  private Row document(FoundDocument document, String order, String key, Verdict verdict, String reason) {
    PeriodRows.Books side = side(
      document,
      Optional.ofNullable(key).map(messages::get).map(Message::id).orElse(null)
    );
    return new Row(
      PeriodRows.DOCUMENT,
      key,
      document.day().orElse(null),
      order,
      side.number(),
      side.contact(),
      document.currency(),
      document.total().subtract(document.tax()),
      document.tax(),
      document.total(),
      side.paid(),
      side.due(),
      side.status(),
      side.payment(),
      "",
      verdict,
      reason,
      side.message(),
      side.address(),
      List.of()
    );
  }
}
