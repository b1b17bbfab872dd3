package io.ledgerroutes.inbox;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import io.ledgerroutes.vault.Vault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The real inbox for tests of other rooms, without Camel. */
public final class PlainInbox {

  private PlainInbox() {}

  /** One over this store. */
  public static Inbox over(TestDatabase db, Vault vault) {
    return over(db, vault, List.of());
  }

  /** One that asks these rooms before messages are discarded. */
  public static Inbox over(TestDatabase db, Vault vault, List<Discarding> rooms) {
    return new Inbox(
      new InboxStore(db.database(), new JdbcTemplate(db.source())),
      new InboxSignal(),
      new Payloads(vault),
      new AuditTrail(new AuditStore(db.database())),
      db.database(),
      new SimpleMeterRegistry(),
      rooms
    );
  }
}
