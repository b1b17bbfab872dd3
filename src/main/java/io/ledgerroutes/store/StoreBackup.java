package io.ledgerroutes.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.stereotype.Component;

/** Copies the embedded store while it is in use; PostgreSQL has tools of its own for that. */
@Component
@ManagedResource(objectName = "io.ledgerroutes:type=Store", description = "The embedded store")
public class StoreBackup {

  private final Database database;
  private final DiskSync disk;

  public StoreBackup(Database database, DiskSync disk) {
    this.database = database;
    this.disk = disk;
  }

  /**
   * Writes a zip of the store as it is at one moment. Unpacked into the data directory of a stopped runtime it is
   * the store again; the next start needs {@code ledger.recovered-from} and the same master key.
   *
   * @param file where to, beside the data or elsewhere; must not be there yet
   * @return the time to give as {@code ledger.recovered-from}
   */
  @ManagedOperation(description = "Writes a zip of the store; returns the time for ledger.recovered-from")
  @ManagedOperationParameter(name = "file", description = "The zip to write; must not be there yet")
  public String backUp(String file) {
    if (!disk.embedded()) {
      throw new IllegalStateException(
        "The store is PostgreSQL: back it up with pg_dump or its archive of logs"
      );
    }
    if (Files.exists(Path.of(file))) {
      throw new IllegalArgumentException(file + " is there already; name another file");
    }
    Instant time = Instant.ofEpochMilli(database.now());
    database.sql().sql("BACKUP TO ?").params(file).update();
    return time.toString();
  }
}
