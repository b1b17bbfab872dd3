package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.RecordCard;
import io.ledgerroutes.inbox.Sighting;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFiles;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import io.ledgerroutes.xero.mirror.PurchaseOrder;
import io.ledgerroutes.xero.mirror.XeroReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Purchase orders, so that Stampli can match on its side: each new version goes once. */
@Component("purchaseOrders")
public class PurchaseOrders {

  private static final RecordKind KIND = RecordKind.ORDERS;

  private final BillContext context;
  private final FreshMirrors fresh;
  private final MirrorChanges changes;
  private final XeroReference reference;
  private final Suppliers suppliers;
  private final FiledRecords filed;
  private final WaitingBills waiting;

  PurchaseOrders(
    BillContext context,
    FreshMirrors fresh,
    MirrorChanges changes,
    XeroReference reference,
    Suppliers suppliers,
    FiledRecords filed,
    WaitingBills waiting
  ) {
    this.context = context;
    this.fresh = fresh;
    this.changes = changes;
    this.reference = reference;
    this.suppliers = suppliers;
    this.filed = filed;
    this.waiting = waiting;
  }

  /**
   * Leaves a {@link PurchaseOrder} on each element whose order goes; the others are settled: in a file already, on its
   * way, or left with the reason.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where the mirror had to be read and Xero could not be
   */
  public void fetch(Batch batch) {
    BillContext.Scope scope = context.of(batch.connection());
    fresh.freshen(batch, KIND.mirror());
    List<String> ids = batch.open().stream().map(Element::key).toList();
    if (ids.isEmpty()) {
      return;
    }
    Map<String, String> contents = changes.contents(batch.tenant(), KIND.mirror(), ids);
    Map<String, PurchaseOrder> orders = reference
      .purchaseOrders(batch.tenant(), ids)
      .stream()
      .collect(Collectors.toMap(PurchaseOrder::id, Function.identity()));
    Map<String, List<FiledRecord>> inFiles = filed.all(batch.connection(), KIND, ids);
    for (Element element : batch.open()) {
      PurchaseOrder order = orders.get(element.key());
      if (order == null) {
        element.settle(new Outcome.Skipped("Xero has no purchase order of this id any more"));
        continue;
      }
      String content = contents.getOrDefault(element.key(), "");
      element.describe(
        new RecordCard(order.number(), order.date().orElse(null), order.total(), order.currency()),
        ""
      );
      element.sighted(new Sighting(KIND.flow(), order.id(), content, scope.connection().settingsHash()));
      element.learn(PurchaseOrder.class, order);
      choose(scope, element, order, new FiledOnce(inFiles.getOrDefault(element.key(), List.of())));
    }
  }

  private static void choose(
    BillContext.Scope scope,
    Element element,
    PurchaseOrder order,
    FiledOnce before
  ) {
    element.learn(FiledOnce.class, before);
    before
      .standing(Version.of(order))
      .ifPresent(record -> element.settle(StagedFiles.outcome(scope.id(), record)));
    OrderSelection.left(order, scope.from(order.date()), !before.filed().isEmpty()).ifPresent(words ->
      element.settle(new Outcome.Skipped(words))
    );
  }

  /** Leaves a {@link FileEntry} on each element that is ready; what a person must mend first is held. */
  public void translate(Batch batch) {
    List<Element> open = batch.open();
    if (open.isEmpty()) {
      return;
    }
    BillContext.Scope scope = context.of(batch.connection());
    LedgerNames names = context.names(batch.tenant());
    Map<String, Supplier> known = suppliers.of(
      batch.tenant(),
      open
        .stream()
        .map(element -> element.known(PurchaseOrder.class).supplier())
        .distinct()
        .toList()
    );
    for (Element element : open) {
      PurchaseOrder order = element.known(PurchaseOrder.class);
      FiledOnce before = element.known(FiledOnce.class);
      Translated translated = OrderTranslator.of(
        order,
        Optional.ofNullable(known.get(order.supplier())),
        names,
        before.last(),
        scope.settings()
      );
      switch (translated) {
        case Translated.Ready(FileEntry entry) -> element.learn(FileEntry.class, entry);
        case Translated.Stopped(String reason) -> element.settle(
          new Outcome.Held(reason, waiting.name(scope.id(), scope.tenant(), order.supplier()))
        );
      }
    }
  }
}
