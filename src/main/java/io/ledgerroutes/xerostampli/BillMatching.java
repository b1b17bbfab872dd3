package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.xerostampli.Match.Matched;
import io.ledgerroutes.xerostampli.Match.Unmatched;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Which purchase orders a supplier's bills and credits belong to (rule P3): a pure function of its books, the same
 * whatever order they are given in. What is filed stands, what a person paired is followed; then come documents that
 * name an order, then bills whose amount is that of one order alone, then of a few together; each walk by date, number
 * and id. What could be one or another is never guessed, and over-billing is never matched by itself.
 */
public final class BillMatching {

  private static final int SURE = 100;
  private static final String PAIR_AGAIN =
    "a person paired it with an order that was deleted, or is of another supplier or currency: pair it again";

  private final SupplierBooks books;
  private final MatchSettings settings;
  private final SupplierLedger ledger;
  private final NumberMatching numbers;
  private final AmountMatching amounts;
  private final Map<String, Match> answers = new HashMap<>();
  /** Open ones of which a person or a delivery has spoken: nobody else does. */
  private final Set<String> spokenFor = new HashSet<>();

  private BillMatching(SupplierBooks books, MatchSettings settings) {
    this.books = books;
    this.settings = settings;
    this.ledger = new SupplierLedger(books, settings);
    this.numbers = new NumberMatching(ledger);
    this.amounts = new AmountMatching(ledger);
  }

  /** The match of every bill and credit that counts, by id: not of those that are DRAFT, VOIDED or DELETED. */
  public static Map<String, Match> of(SupplierBooks books, MatchSettings settings) {
    return new BillMatching(books, settings).walk();
  }

  private Map<String, Match> walk() {
    each(this::isFiled, this::asFiled);
    each(document -> !pairing(document).isEmpty(), this::asPaired);
    each(document -> !filed(document).isEmpty(), this::asFiledBefore);
    each(document -> document.gives() || document.names(), this::byNumber);
    each(document -> document.gives() || !document.names(), document -> byAmount(document, false));
    each(document -> document.gives() || !document.names(), document -> byAmount(document, true));
    return withNearest();
  }

  private void each(Predicate<CountedDocument> which, Consumer<CountedDocument> step) {
    ledger
      .documents()
      .stream()
      .filter(document -> ledger.settled(document).isEmpty() && !spokenFor.contains(document.id()))
      .filter(which)
      .forEach(step);
  }

  private void answer(CountedDocument document, Verdict verdict) {
    answers.put(document.id(), verdict.match());
    if (verdict.match() instanceof Matched matched) {
      ledger.settle(document, matched);
      verdict.pairing().ifPresent(LinePairing::settle);
    }
  }

  private List<Share> filed(CountedDocument document) {
    return books.filed().getOrDefault(document.id(), List.of());
  }

  private List<String> pairing(CountedDocument document) {
    return books.pairings().getOrDefault(document.id(), List.of());
  }

  /** Whether it stands as it was delivered: with the same net, and nobody has paired it otherwise since. */
  private boolean isFiled(CountedDocument document) {
    List<Share> filed = filed(document);
    List<String> pairing = pairing(document);
    BigDecimal sum = filed.stream().map(Share::net).reduce(BigDecimal.ZERO, BigDecimal::add).abs();
    return (
      !filed.isEmpty() &&
      (sum.compareTo(document.amount()) == 0 || sum.compareTo(fit(document, orders(filed)).inside()) == 0) &&
      (pairing.isEmpty() || Set.copyOf(pairing).containsAll(filed.stream().map(Share::order).toList()))
    );
  }

  private void asFiled(CountedDocument document) {
    List<OpenOrder> orders = orders(filed(document));
    Fit fit = fit(document, orders);
    List<String> reasons = new ArrayList<>(fit.lineReasons());
    reasons.addFirst("was delivered with " + MatchWords.numbers(orders));
    Matched match = new Matched(SURE, reasons, filed(document), fit.pairing().pairs());
    answer(document, new Verdict(match, Optional.of(fit.pairing())));
  }

  private void asPaired(CountedDocument document) {
    Set<String> chosen = Set.copyOf(pairing(document));
    List<OpenOrder> orders = ledger
      .orders(pairing(document))
      .stream()
      .filter(order -> order.mayBePairedWith(document))
      .toList();
    if (orders.size() == chosen.size()) {
      String reason = "a person paired it with " + MatchWords.numbers(orders);
      answer(document, Verdict.matched(SURE, reason, fit(document, orders)));
    } else {
      spokenFor.add(document.id());
      answer(document, Verdict.unmatched(List.of(PAIR_AGAIN), List.of()));
    }
  }

  /** Its net has changed since it was delivered: it keeps its orders while it fits them, unless it names others. */
  private void asFiledBefore(CountedDocument document) {
    if (document.names()) {
      byNumber(document);
    } else {
      spokenFor.add(document.id());
      answer(document, numbers.ofFiled(document, filed(document)));
    }
  }

  private void byNumber(CountedDocument document) {
    answer(document, numbers.of(document));
  }

  /** What gives back is tried again instead: by now more is billed. */
  private void byAmount(CountedDocument document, boolean sums) {
    answer(document, document.gives() ? numbers.of(document) : amounts.of(document, sums));
  }

  /** In the documents' order. Which orders come near is told by what is left in the end. */
  private Map<String, Match> withNearest() {
    NearestOrders nearest = new NearestOrders(ledger);
    Map<String, Match> all = new LinkedHashMap<>();
    for (CountedDocument document : ledger.documents()) {
      Match match = answers.get(document.id());
      all.put(document.id(), match instanceof Unmatched open ? nearest.added(document, open) : match);
    }
    return all;
  }

  private List<OpenOrder> orders(List<Share> shares) {
    return ledger.orders(shares.stream().map(Share::order).toList());
  }

  private Fit fit(CountedDocument document, List<OpenOrder> orders) {
    return Fit.of(document, orders, settings);
  }
}
