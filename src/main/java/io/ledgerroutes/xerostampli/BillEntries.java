package io.ledgerroutes.xerostampli;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.xerostampli.BillAtHand.Corrected;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Makes entries of files out of a batch's bills; what a person must mend first is held. */
@Component("billEntries")
public class BillEntries {

  private final BillContext context;
  private final FiledRecords filed;
  private final AuditTrail audit;

  BillEntries(BillContext context, FiledRecords filed, AuditTrail audit) {
    this.context = context;
    this.filed = filed;
    this.audit = audit;
  }

  /** Leaves a {@link FileEntry} on each element that is ready. */
  @Handler
  public void translate(Batch batch) {
    List<Element> open = inOrder(batch);
    if (open.isEmpty()) {
      return;
    }
    EntryPass pass = new EntryPass(
      context.of(batch.connection()).settings(),
      context.names(batch.tenant()),
      filed.numbered(
        batch.connection(),
        open
          .stream()
          .map(element -> element.known(BillAtHand.class).number())
          .toList()
      )
    );
    open.forEach(element -> translate(pass, element));
    audit.record(open.stream().flatMap(BillEntries::forReview).toList());
  }

  /** What goes although no order is known to be its own (requirements: unmatched invoices are flagged in the log). */
  private static Stream<AuditEntry> forReview(Element element) {
    Match match = element.known(OrderMatching.Found.class).match();
    if (!element.open() || match instanceof Match.Matched) {
      return Stream.empty();
    }
    return Stream.of(
      AuditEntry.of("bill-review")
        .connection(element.message().connection())
        .flow(element.message().flow())
        .key(element.key())
        .message(element.message().id())
        .outcome(PlannedBill.word(match))
        .reason(String.join(", ", match.reasons()))
        .correlation(element.message().correlationId())
    );
  }

  private static List<Element> inOrder(Batch batch) {
    return batch
      .open()
      .stream()
      .sorted(Comparator.comparing(element -> element.known(BillAtHand.class), EntryPass.ORDER))
      .toList();
  }

  private static void translate(EntryPass pass, Element element) {
    OrderMatching.Found found = element.known(OrderMatching.Found.class);
    Translated translated = pass.translate(
      element.known(BillAtHand.class),
      found.match(),
      found.orders(),
      element.learned(Corrected.class)
    );
    switch (translated) {
      case Translated.Ready(FileEntry entry) -> element.learn(FileEntry.class, entry);
      case Translated.Stopped(String reason) -> element.settle(new Outcome.Held(reason, found.waitsFor()));
    }
  }
}
