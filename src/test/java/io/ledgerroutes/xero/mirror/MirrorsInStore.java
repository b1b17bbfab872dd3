package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.store.Database;
import io.ledgerroutes.xero.XeroJson;
import io.ledgerroutes.xero.XeroRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.context.ApplicationContext;

/** What a house's mirrors show although no Xero was ever asked. */
public final class MirrorsInStore {

  private MirrorsInStore() {}

  /** Puts records, as Xero answers them, into a mirror. */
  public static void put(ApplicationContext house, String tenant, MirrorKind kind, String... records) {
    house
      .getBean(XeroMirrorStore.class)
      .put(
        tenant,
        kind,
        Arrays.stream(records)
          .map(json -> XeroJson.own(json.getBytes(StandardCharsets.UTF_8)))
          .map(json -> XeroRecord.of(kind.list(), json))
          .toList()
      );
  }

  /** All mirrors of an organisation are as if they had been read just now, and will be for a while. */
  public static void fresh(ApplicationContext house, String tenant) {
    Database database = house.getBean(Database.class);
    MirrorStateStore states = house.getBean(MirrorStateStore.class);
    for (MirrorKind kind : MirrorKind.values()) {
      states.open(tenant, kind);
    }
    long later = database.now() + 3_600_000;
    database
      .sql()
      .sql("UPDATE xero_mirror_state SET read_to = ?, looked_to = ?, refreshed_at = ? WHERE tenant = ?")
      .params(later, later, later, tenant)
      .update();
  }
}
