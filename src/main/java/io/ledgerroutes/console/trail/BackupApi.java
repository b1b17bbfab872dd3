package io.ledgerroutes.console.trail;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.store.StoreBackup;
import java.security.Principal;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/backup}: a copy of the embedded store, taken while it is in use. */
@RestController
class BackupApi {

  private final StoreBackup store;
  private final AuditTrail audit;
  private final Database database;

  BackupApi(StoreBackup store, AuditTrail audit, Database database) {
    this.store = store;
    this.audit = audit;
    this.database = database;
  }

  /**
   * Where the copy is.
   *
   * @param file below the data directory; nobody chooses it
   * @param bytes its size
   * @param recoveredFrom for {@code ledger.recovered-from}
   */
  record BackupView(String file, long bytes, Instant recoveredFrom) {}

  /** Copies the embedded store while it is in use. */
  @PostMapping("/api/v1/backup")
  @Conflict("The store is PostgreSQL, which has means of its own.")
  @ResponseStatus(HttpStatus.CREATED)
  BackupView backUp(Principal operator) {
    if (!store.possible()) {
      throw ApiRefusal.conflict("The store is PostgreSQL: back it up with pg_dump or its archive of logs.");
    }
    StoreBackup.Backup made = store.backUp();
    database.durably(() ->
      audit.record(
        AuditEntry.of("backup")
          .actor(operator.getName())
          .with("file", made.file().getFileName())
          .with("bytes", made.bytes())
      )
    );
    return new BackupView(made.file().toString(), made.bytes(), made.recoveredFrom());
  }
}
