package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xerostampli.BillAtHand.Corrected;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Makes entries of files out of a batch's bills; what a person must mend first is held. */
@Component("billEntries")
public class BillEntries {

  private final BillContext context;
  private final FiledRecords filed;

  BillEntries(BillContext context, FiledRecords filed) {
    this.context = context;
    this.filed = filed;
  }

  /** Leaves a {@link FileEntry} on each element that is ready. */
  @Handler
  public void translate(Batch batch) {
    List<Element> open = inOrder(batch);
    if (open.isEmpty()) {
      return;
    }
    Pass pass = new Pass(
      context.of(batch.connection()),
      context.names(batch.tenant()),
      filed.numbered(
        batch.connection(),
        open
          .stream()
          .map(element -> element.known(BillAtHand.class).number())
          .toList()
      )
    );
    open.forEach(pass::translate);
  }

  /** By day, number and id: of two with one number it is always the same one that goes. */
  private static List<Element> inOrder(Batch batch) {
    return batch
      .open()
      .stream()
      .sorted(
        Comparator.comparing((Element element) ->
          element.known(BillAtHand.class).bill().date().orElse(LocalDate.MIN)
        )
          .thenComparing(element -> element.known(BillAtHand.class).number())
          .thenComparing(Element::key)
      )
      .toList();
  }

  /** One batch: numbers that went with it are taken for those behind. */
  private static final class Pass {

    private final BillContext.Scope scope;
    private final LedgerNames names;
    private final List<FiledRecord> numbered;
    private final Set<String> taken = new HashSet<>();

    private Pass(BillContext.Scope scope, LedgerNames names, List<FiledRecord> numbered) {
      this.scope = scope;
      this.names = names;
      this.numbered = numbered;
    }

    private void translate(Element element) {
      BillAtHand at = element.known(BillAtHand.class);
      OrderMatching.Found found = element.known(OrderMatching.Found.class);
      Optional<FiledRecord> corrected = element.learned(Corrected.class).map(Corrected::filed);
      Optional<String> clash = corrected.isPresent() ? Optional.empty() : clash(at, found);
      if (clash.isPresent()) {
        element.settle(new Outcome.Held(clash.get(), found.waitsFor()));
        return;
      }
      Translated translated = BillTranslator.of(
        at.bill(),
        found.match(),
        found.orders(),
        at.supplier(),
        names,
        at.decided().decision(),
        corrected,
        scope.settings()
      );
      switch (translated) {
        case Translated.Ready(FileEntry entry) -> {
          taken.add(taken(entry.vendor(), entry.number()));
          element.learn(FileEntry.class, entry);
        }
        case Translated.Stopped(String reason) -> element.settle(new Outcome.Held(reason, found.waitsFor()));
      }
    }

    private Optional<String> clash(BillAtHand at, OrderMatching.Found found) {
      String vendor = at.vendor(scope.settings()).orElse("");
      return BillNumbers.obstacle(
        at.bill(),
        at.decided().decision(),
        found.orders().values(),
        vendor,
        numbered
      ).or(() ->
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
}
