package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.store.Database;
import io.ledgerroutes.xero.mirror.XeroMirrorStore.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * What changed in the mirrors, whoever read it and however: by cursor, by a look in between or by a sweep. Times are
 * the database's own, so that a reader's cursor needs no remote's clock.
 */
@Component
public class MirrorChanges {

  private static final int PAGE = 1_000;
  private static final List<MirrorKind> SUPPLIERS = List.of(
    MirrorKind.PURCHASE_ORDERS,
    MirrorKind.BILLS,
    MirrorKind.SUPPLIER_CREDITS
  );

  private final XeroMirrorStore records;
  private final Database database;

  public MirrorChanges(XeroMirrorStore records, Database database) {
    this.records = records;
    this.database = database;
  }

  /** The clock that changes are dated by. */
  public Instant now() {
    return Instant.ofEpochMilli(database.now());
  }

  /**
   * Reads what changed in a span, oldest first. What is being stored at its end may be left out: who goes on from
   * there begins a little earlier.
   *
   * @param from inclusive
   * @param to exclusive
   * @param sink takes it page by page
   */
  public void read(
    String tenant,
    MirrorKind kind,
    Instant from,
    Instant to,
    Consumer<List<ChangedRecord>> sink
  ) {
    Place place = new Place(from.toEpochMilli(), -1);
    List<Map.Entry<Place, ChangedRecord>> page = records.changed(tenant, kind, place, to, PAGE);
    while (!page.isEmpty()) {
      sink.accept(page.stream().map(Map.Entry::getValue).toList());
      place = page.getLast().getKey();
      page = page.size() < PAGE ? List.of() : records.changed(tenant, kind, place, to, PAGE);
    }
  }

  /** What these records are known by now, by id; those that the mirror does not have are absent. */
  public Map<String, String> contents(String tenant, MirrorKind kind, Collection<String> ids) {
    return records.fingerprints(tenant, kind, ids);
  }

  /** What a supplier's purchase orders, bills and credits, and the supplier itself, are known by now, by id. */
  public Map<String, String> ofSupplier(String tenant, String supplier) {
    Map<String, String> contents = new TreeMap<>();
    for (MirrorKind kind : SUPPLIERS) {
      contents.putAll(records.fingerprintsByKey(tenant, kind, MirrorKeys.SUPPLIER, supplier));
    }
    contents.putAll(records.fingerprints(tenant, MirrorKind.CONTACTS, List.of(supplier)));
    return contents;
  }
}
