package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.Entries.bill;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.stampli.PaperServer.Taken;
import io.ledgerroutes.stampli.PaperServer.Weather;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that dies anywhere between staging and delivery leaves every file exactly once at Stampli, and never half
 * of one under a final name. Without the RENAMING step it would not.
 */
class FileCrashTest {

  private static final int PATIENCE = 6;

  @TempDir
  Path data;

  private final List<String> faults = new ArrayList<>();
  private final Set<String> deaths = new TreeSet<>();
  private int bills;

  private enum Store {
    H2(TestDatabase::h2),
    POSTGRESQL(TestDatabase::postgres);

    private final Supplier<TestDatabase> open;

    Store(Supplier<TestDatabase> open) {
      this.open = open;
    }
  }

  private void run(Store store, Function<Crash, Function<FileBench, FileSteps>> steps) {
    try (FileBench bench = new FileBench(store.open.get(), data)) {
      for (boolean sweeps : List.of(true, false)) {
        for (Weather weather : Weather.values()) {
          PaperServer server = new PaperServer(sweeps);
          for (int place = 1; live(bench, server, weather, place, sweeps, steps); place++) {
            // The next life dies one place later.
          }
        }
      }
    }
  }

  /** Whether the process died before it was done. */
  private boolean live(
    FileBench bench,
    PaperServer server,
    Weather weather,
    int place,
    boolean sweeps,
    Function<Crash, Function<FileBench, FileSteps>> steps
  ) {
    String file = bench.stage(bill("b" + bills++, "a"), bill("b" + bills++, "a")).getFirst();
    server.weather(weather);
    Crash crash = Crash.at(place);
    boolean died = false;
    try {
      passes(bench, server, crash, steps);
    } catch (Crash.Death death) {
      died = true;
      deaths.add(crash.where());
    }
    server.weather(Weather.FAIR);
    passes(bench, server, Crash.never(), steps);
    String course = weather + ", died " + crash.where() + ", " + (sweeps ? "swept" : "left") + ": ";
    List<Taken> taken = server
      .taken()
      .stream()
      .filter(one -> one.name().equals(file))
      .toList();
    StagedFile now = bench.file(file);
    if (taken.size() != 1) {
      faults.add(course + taken.size() + " times at Stampli");
    }
    if (!taken.stream().allMatch(one -> one.sha256().equals(now.sha256()))) {
      faults.add(course + "not whole");
    }
    if (now.state() != State.DELIVERED || bench.message(file).state() != MessageState.DONE) {
      faults.add(course + now.state() + ", " + bench.message(file).state());
    }
    return died;
  }

  private static void passes(
    FileBench bench,
    PaperServer server,
    Crash crash,
    Function<Crash, Function<FileBench, FileSteps>> steps
  ) {
    for (int pass = 0; pass < PATIENCE; pass++) {
      bench.work.later();
      bench.deliver(bench.files(crash.server(server), steps.apply(crash).apply(bench)));
    }
  }

  @ParameterizedTest
  @EnumSource(Store.class)
  void a_crash_anywhere_leaves_every_file_exactly_once(Store store) {
    run(store, crash -> crash::steps);

    assertThat(faults).isEmpty();
    assertThat(deaths).containsExactlyInAnyOrder(
      "before an upload",
      "in the middle of an upload",
      "behind an upload",
      "before UPLOADED",
      "behind UPLOADED",
      "before RENAMING",
      "behind RENAMING",
      "before a rename",
      "behind a rename",
      "before DELIVERED",
      "behind DELIVERED"
    );
  }

  @Test
  void without_the_renaming_step_the_same_crashes_deliver_files_twice() {
    run(Store.H2, crash -> WithoutRenaming::new);

    assertThat(faults).anySatisfy(fault ->
      assertThat(fault).contains("swept").contains("2 times at Stampli")
    );
  }

  /** Renames without having said so. */
  private static final class WithoutRenaming extends FileSteps {

    private WithoutRenaming(FileBench bench) {
      super(
        bench.store,
        bench.records,
        bench.receipts,
        bench.connections,
        bench.leases,
        bench.inbox,
        bench.db.database(),
        SftpProperties.DEFAULT
      );
    }

    @Override
    StagedFile take(Batch batch, StagedFile file, State to, String server) {
      return to == State.RENAMING ? file : super.take(batch, file, to, server);
    }
  }
}
