package io.ledgerroutes.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jmx.export.annotation.ManagedOperation;
import org.springframework.jmx.export.annotation.ManagedResource;
import org.springframework.stereotype.Component;

/** Copies the embedded store while it is in use; PostgreSQL has tools of its own for that. */
@Component
@ManagedResource(objectName = "io.ledgerroutes:type=Store", description = "The embedded store")
public class StoreBackup {

  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
    "'ledger-'yyyyMMdd'T'HHmmss.SSS'Z.zip'"
  ).withZone(ZoneOffset.UTC);
  private static final Set<PosixFilePermission> OWNER_ONLY_ENTERS = PosixFilePermissions.fromString(
    "rwx------"
  );
  private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

  private final Database database;
  private final DiskSync disk;
  private final Path directory;

  public StoreBackup(Database database, DiskSync disk, @Value("${ledger.data-dir}") Path dataDirectory) {
    this.database = database;
    this.disk = disk;
    this.directory = dataDirectory.resolve("backups");
  }

  /**
   * A copy of the store.
   *
   * @param file the zip, below {@code backups} in the data directory, readable by its owner alone
   * @param bytes its size
   * @param recoveredFrom the time to give as {@code ledger.recovered-from} when it is restored
   */
  public record Backup(Path file, long bytes, Instant recoveredFrom) {}

  /** Whether there is something to copy here: not where the store is PostgreSQL. */
  public boolean possible() {
    return disk.embedded();
  }

  /**
   * Writes a zip of the store as it is at one moment, under a name of its own. Unpacked into the data directory of a
   * stopped runtime it is the store again; the next start needs {@code ledger.recovered-from} and the same master key.
   *
   * @throws IllegalStateException where the store is PostgreSQL
   */
  public synchronized Backup backUp() {
    if (!possible()) {
      throw new IllegalStateException(
        "The store is PostgreSQL: back it up with pg_dump or its archive of logs"
      );
    }
    Instant time = Instant.ofEpochMilli(database.now());
    Path file = directory.resolve(NAME.format(time));
    Path unfinished = directory.resolve("unfinished.zip");
    try {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_ENTERS));
      Files.deleteIfExists(unfinished);
      database.sql().sql("BACKUP TO ?").params(unfinished.toString()).update();
      Files.setPosixFilePermissions(unfinished, OWNER_ALONE);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return new Backup(file, Files.size(file), time);
    } catch (IOException e) {
      throw new UncheckedIOException("The backup cannot be written below " + directory, e);
    }
  }

  /** As {@link #backUp}, for JMX: the file and the time in words. */
  @ManagedOperation(
    description = "Writes a zip of the store below backups in the data directory; tells its name and ledger.recovered-from"
  )
  public String backUpNow() {
    Backup backup = backUp();
    return backup.file() + "; to restore it: ledger.recovered-from=" + backup.recoveredFrom();
  }
}
