package io.ledgerroutes.stampli;

import io.ledgerroutes.posting.HeldBack;
import io.ledgerroutes.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Keeps on this node's disk what the store keeps, and nothing else. */
@Component("stampliFilesKept")
public class StampliFilesKept {

  private final StampliFileStore store;
  private final StagingDirectory disk;
  private final Database database;

  StampliFilesKept(StampliFileStore store, StagingDirectory disk, Database database) {
    this.store = store;
    this.disk = disk;
    this.database = database;
  }

  /** After a backup was restored files wait until everything since has been read. */
  @Bean
  static HeldBack filesAreHeldBack() {
    return new HeldBack(StagedFiles.FLOW);
  }

  /** Removes files from the disk whose bytes were purged or erased, or that nobody knows. */
  public void tidy() {
    for (Path file : disk.all()) {
      String connection = file.getParent().getFileName().toString();
      if (store.file(connection, file.getFileName().toString()).filter(StagedFile::kept).isEmpty()) {
        disk.drop(file);
      }
    }
    disk.tidy(Instant.ofEpochMilli(database.now()));
  }
}
