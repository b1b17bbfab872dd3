package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.RecordCard;
import io.ledgerroutes.inbox.Sighting;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.xero.XeroCreditNotes;
import io.ledgerroutes.xero.XeroInvoices;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import io.ledgerroutes.xero.mirror.SupplierDocument;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Bills and credits as the mirror has them, for a batch of hints. */
@Component("supplierDocuments")
public class SupplierDocuments {

  private final BillContext context;
  private final FreshMirrors fresh;
  private final MirrorChanges changes;
  private final XeroReference reference;
  private final Suppliers suppliers;
  private final BillDecisions decisions;
  private final FiledRecords filed;
  private final BillAlarms alarms;
  private final LinkStore links;

  SupplierDocuments(
    BillContext context,
    FreshMirrors fresh,
    MirrorChanges changes,
    XeroReference reference,
    Suppliers suppliers,
    BillDecisions decisions,
    FiledRecords filed,
    BillAlarms alarms,
    LinkStore links
  ) {
    this.context = context;
    this.fresh = fresh;
    this.changes = changes;
    this.reference = reference;
    this.suppliers = suppliers;
    this.decisions = decisions;
    this.filed = filed;
    this.alarms = alarms;
    this.links = links;
  }

  /**
   * Leaves a {@link BillAtHand} on each element. What another connection of the runtime made (rule A7), what is no
   * bill and what is gone is settled.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where the mirror had to be read and Xero could not be
   */
  @Handler
  public void fetch(Batch batch) {
    BillContext.Scope scope = context.of(batch.connection());
    RecordKind kind = RecordKind.of(batch.flow());
    leaveOwn(batch, kind);
    fresh.freshen(batch, kind.mirror());
    List<Element> open = batch.open();
    if (open.isEmpty()) {
      return;
    }
    List<String> ids = open.stream().map(Element::key).toList();
    // Asked first: what changes in between is looked at once more.
    Map<String, String> contents = changes.contents(batch.tenant(), kind.mirror(), ids);
    Map<String, SupplierDocument> documents = reference
      .supplierDocuments(batch.tenant(), kind.mirror(), ids)
      .stream()
      .collect(Collectors.toMap(SupplierDocument::id, Function.identity()));
    Map<String, List<FiledRecord>> inFiles = filed.all(batch.connection(), kind, ids);
    Map<String, Told> told = alarms.told(batch.connection(), kind, inFiles.keySet());
    Map<String, Decided> decided = decisions.of(batch.connection(), ids);
    Map<String, Supplier> known = suppliers.of(
      batch.tenant(),
      documents.values().stream().map(SupplierDocument::supplier).distinct().toList()
    );
    for (Element element : open) {
      SupplierDocument document = documents.get(element.key());
      List<FiledRecord> records = inFiles.getOrDefault(element.key(), List.of());
      if (document == null) {
        element.settle(gone(records));
        continue;
      }
      describe(element, document, contents.getOrDefault(element.key(), ""), scope);
      element.learn(
        BillAtHand.class,
        new BillAtHand(
          document,
          Optional.ofNullable(known.get(document.supplier())),
          decided.getOrDefault(element.key(), Decided.NOTHING),
          records,
          Optional.ofNullable(told.get(element.key()))
        )
      );
    }
  }

  private void leaveOwn(Batch batch, RecordKind kind) {
    String type = kind == RecordKind.BILLS ? XeroInvoices.TYPE : XeroCreditNotes.TYPE;
    List<String> ids = batch.open().stream().map(Element::key).toList();
    Map<String, Link> made = links.ofTargets(batch.tenant(), type, ids);
    batch
      .open()
      .stream()
      .filter(element -> made.containsKey(element.key()))
      .forEach(element ->
        element.settle(
          new Outcome.Skipped("connection " + made.get(element.key()).source().scope() + " has made it")
        )
      );
  }

  private static void describe(
    Element element,
    SupplierDocument document,
    String content,
    BillContext.Scope scope
  ) {
    element.describe(
      new RecordCard(
        document.number().isEmpty() ? null : document.number(),
        document.date().orElse(null),
        document.isCredit() ? document.total().negate() : document.total(),
        document.currency()
      ),
      ""
    );
    element.sighted(
      new Sighting(document.recordType(), document.id(), content, scope.connection().settingsHash())
    );
  }

  private static Outcome gone(List<FiledRecord> filed) {
    return filed.isEmpty()
      ? new Outcome.Skipped("Xero has no bill or supplier's credit of this id: it is one of sales, or gone")
      : new Outcome.Held(
          "it is gone from Xero and stands in file " +
            filed.getLast().file() +
            ": look at it in Xero, and stop it in Stampli"
        );
  }
}
