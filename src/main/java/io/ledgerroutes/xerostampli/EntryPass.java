package io.ledgerroutes.xerostampli;

import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xerostampli.BillAtHand.Corrected;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Bills that go together, one after the other in {@link #ORDER}: numbers that went with it are taken for those behind.
 * A batch's work and a dry run decide by it alike.
 */
final class EntryPass {

  /** By day, number and id: of two with one number it is always the same one that goes. */
  static final Comparator<BillAtHand> ORDER = Comparator.comparing((BillAtHand at) ->
    at.bill().date().orElse(LocalDate.MIN)
  )
    .thenComparing(BillAtHand::number)
    .thenComparing(at -> at.bill().id());

  private final XeroStampliSettings settings;
  private final LedgerNames names;
  private final List<FiledRecord> numbered;
  private final Set<String> taken = new HashSet<>();

  /**
   * A pass of which nothing went yet.
   *
   * @param numbered what stands in files under the bills' numbers
   */
  EntryPass(XeroStampliSettings settings, LedgerNames names, Collection<FiledRecord> numbered) {
    this.settings = settings;
    this.names = names;
    this.numbered = List.copyOf(numbered);
  }

  /**
   * Translates the next one.
   *
   * @param orders of its supplier, and others that may have its number, by id
   * @param corrected what in a file it goes to correct; empty the first time
   */
  Translated translate(
    BillAtHand at,
    Match match,
    Map<String, PurchaseOrder> orders,
    Optional<Corrected> corrected
  ) {
    Optional<String> clash = corrected.isPresent() ? Optional.empty() : clash(at, orders);
    if (clash.isPresent()) {
      return new Translated.Stopped(clash.get());
    }
    Translated translated = BillTranslator.of(
      at.bill(),
      match,
      orders,
      at.supplier(),
      names,
      at.decided().decision(),
      corrected.map(Corrected::filed),
      settings
    );
    if (translated instanceof Translated.Ready(FileEntry entry)) {
      taken.add(taken(entry.vendor(), entry.number()));
    }
    return corrected.map(change -> stopped(translated, change)).orElse(translated);
  }

  /** What happened to it must be read also where its correction stops. */
  private static Translated stopped(Translated translated, Corrected change) {
    return translated instanceof Translated.Stopped(String reason)
      ? new Translated.Stopped(change.words() + "; the correction does not go: " + reason)
      : translated;
  }

  private Optional<String> clash(BillAtHand at, Map<String, PurchaseOrder> orders) {
    String vendor = at.vendor(settings).orElse("");
    return BillNumbers.obstacle(at.bill(), at.decided().decision(), orders.values(), vendor, numbered).or(
      () ->
        vendor.isEmpty() || !taken.contains(taken(vendor, at.number()))
          ? Optional.empty()
          : Optional.of(
              "its number " +
                at.number() +
                " is that of another bill of this supplier, which goes: enter the supplier's own number, or void the " +
                "one that was entered twice"
            )
    );
  }

  private static String taken(String vendor, String number) {
    return vendor + "\n" + BillNumbers.folded(number);
  }
}
