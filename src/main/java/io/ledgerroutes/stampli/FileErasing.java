package io.ledgerroutes.stampli;

import io.ledgerroutes.retention.Erased;
import io.ledgerroutes.retention.Erasing;
import io.ledgerroutes.retention.Remains;
import io.ledgerroutes.retention.Sought;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Drops the bytes of files that name a person, once they are handed over or given up; which records stood in them stays. */
@Component
@Order(Erasing.NEEDS_NAMES)
class FileErasing implements Erasing {

  private static final int SOME = 20;
  private static final String ON_THEIR_WAY =
    "Files that are on their way stay until they are delivered or discarded: see to their messages, and erase again.";

  private final StampliFileStore store;
  private final StagingDirectory disk;

  FileErasing(StampliFileStore store, StagingDirectory disk) {
    this.store = store;
    this.disk = disk;
  }

  /** What was handed over is elsewhere. */
  @Bean
  static Remains stampliRemains() {
    return new Remains(
      "Stampli",
      "It has the files that were handed over: ask there. Other nodes remove their staged copies within the hour."
    );
  }

  @Override
  public Erased erase(Sought sought) {
    int erased = 0;
    int left = 0;
    long after = 0;
    for (List<StagedFile> some = store.kept(after, SOME); !some.isEmpty(); some = store.kept(after, SOME)) {
      for (StagedFile file : some) {
        after = file.id();
        if (names(file, sought)) {
          if (store.drop(file)) {
            disk.remove(file);
            erased++;
          } else {
            left++;
          }
        }
      }
    }
    return new Erased("files", erased, left, left > 0 ? ON_THEIR_WAY : null);
  }

  private boolean names(StagedFile file, Sought sought) {
    return store.content(file).map(sought::in).orElse(false);
  }
}
