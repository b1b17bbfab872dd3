package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Sighting;
import io.ledgerroutes.stampli.FileEntry;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFiles;
import io.ledgerroutes.xero.mirror.MirrorChanges;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Suppliers, so that Stampli knows whom a bill is of: each new version goes once. */
@Component("supplierRecords")
public class SupplierRecords {

  private static final RecordKind KIND = RecordKind.SUPPLIERS;

  private final BillContext context;
  private final FreshMirrors fresh;
  private final MirrorChanges changes;
  private final Suppliers suppliers;
  private final FiledRecords filed;

  SupplierRecords(
    BillContext context,
    FreshMirrors fresh,
    MirrorChanges changes,
    Suppliers suppliers,
    FiledRecords filed
  ) {
    this.context = context;
    this.fresh = fresh;
    this.changes = changes;
    this.suppliers = suppliers;
    this.filed = filed;
  }

  /**
   * Leaves a {@link Supplier} on each element whose supplier goes; the others are settled: in a file already, on its
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
    Map<String, Supplier> known = suppliers.of(batch.tenant(), ids);
    Map<String, List<FiledRecord>> inFiles = filed.all(batch.connection(), KIND, ids);
    for (Element element : batch.open()) {
      Supplier supplier = known.get(element.key());
      if (supplier == null) {
        element.settle(new Outcome.Skipped("Xero has no contact of this id any more"));
        continue;
      }
      String content = contents.getOrDefault(element.key(), "");
      element.sighted(new Sighting(KIND.flow(), supplier.id(), content, scope.connection().settingsHash()));
      element.learn(Supplier.class, supplier);
      choose(scope, element, supplier, new FiledOnce(inFiles.getOrDefault(element.key(), List.of())));
    }
  }

  private static void choose(BillContext.Scope scope, Element element, Supplier supplier, FiledOnce before) {
    element.learn(FiledOnce.class, before);
    before
      .standing(Version.of(supplier))
      .ifPresent(record -> element.settle(StagedFiles.outcome(scope.id(), record)));
    OrderSelection.left(supplier, !before.filed().isEmpty()).ifPresent(words ->
      element.settle(new Outcome.Skipped(words))
    );
  }

  /** Leaves a {@link FileEntry} on each element that is ready; one without a vendor id is held. */
  public void translate(Batch batch) {
    BillContext.Scope scope = context.of(batch.connection());
    for (Element element : batch.open()) {
      FiledOnce before = element.known(FiledOnce.class);
      Translated translated = VendorTranslator.of(
        element.known(Supplier.class),
        before.last(),
        scope.settings()
      );
      switch (translated) {
        case Translated.Ready(FileEntry entry) -> element.learn(FileEntry.class, entry);
        case Translated.Stopped(String reason) -> element.settle(new Outcome.Held(reason));
      }
    }
  }
}
