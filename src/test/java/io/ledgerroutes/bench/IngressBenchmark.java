package io.ledgerroutes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signed order webhooks through the shipped route into a store that syncs. Prints figures; asserts only what is
 * true on any machine: every 2xx is on disk, and none comes before readiness.
 */
@Tag("benchmark")
@Tag("long")
class IngressBenchmark {

  private static final Duration WARM_UP = seconds("warm-up", 20);
  private static final Duration TIME = seconds("time", 10);
  private static final Duration SHORT = Duration.ofSeconds(3);

  @TempDir
  private Path directory;

  private int accepted;
  private int sources;

  private static Duration seconds(String name, int otherwise) {
    return Duration.ofSeconds(Integer.getInteger("bench." + name, otherwise));
  }

  @Test
  void on_h2() throws Exception {
    measure(Store.h2(directory));
  }

  @Test
  void on_postgresql() throws Exception {
    measure(Store.postgres());
  }

  private void measure(Store store) throws IOException, SQLException {
    BenchHouse house = BenchHouse.furnish(directory, store);
    print(
      "== %s, load of the machine before: %s ==",
      store.name(),
      Files.readString(Path.of("/proc/loadavg")).strip()
    );
    try (ServerProcess runtime = house.start()) {
      ready(house, runtime);
      say("warm-up, 64 senders", send(house, runtime, 64, WARM_UP), runtime, null);
      for (int senders : new int[] { 64, 16, 64, 16 }) {
        Duration before = runtime.cpu();
        say(senders + " senders", send(house, runtime, senders, TIME), runtime, before);
      }
      flood(house, runtime);
    }
    assertThat(house.rows()).as("rows on disk after kill -9").isGreaterThanOrEqualTo(accepted);
    yardsticks(store);
  }

  /** Knocks with genuine webhooks from the first moment on. */
  private void ready(BenchHouse house, ServerProcess runtime) {
    WebhookSource orders = house.orders(BenchHouse.SHOPS.getFirst(), sources++);
    CompletableFuture<Double> firstAccepted = CompletableFuture.supplyAsync(() -> {
      while (runtime.status(orders.next()) != 200) {
        Thread.onSpinWait();
      }
      assertThat(runtime.ok(BenchHouse.READY)).as("ready when a 2xx has come").isTrue();
      return runtime.secondsSinceStart();
    });
    double ready = runtime.awaitOk(BenchHouse.READY);
    print(
      "ready after %.2f s (%.1f s of CPU), first 2xx after %.2f s, %d MB",
      ready,
      runtime.cpu().toMillis() / 1e3,
      firstAccepted.join(),
      runtime.residentMegabytes()
    );
    accepted++;
  }

  private Answers send(BenchHouse house, ServerProcess runtime, int senders, Duration time)
    throws IOException {
    return send(house, BenchHouse.SHOPS.getFirst(), runtime, senders, time);
  }

  private Answers send(BenchHouse house, String shop, ServerProcess runtime, int senders, Duration time)
    throws IOException {
    Answers answers = new Senders(runtime.port(), senders, house.orders(shop, nextSource())).send(time);
    count(answers);
    return answers;
  }

  private synchronized int nextSource() {
    return sources++;
  }

  private synchronized void count(Answers answers) {
    accepted += answers.accepted();
  }

  /** One connection's single sender, alone and beside 64 senders of another connection. */
  private void flood(BenchHouse house, ServerProcess runtime) throws IOException {
    String other = BenchHouse.SHOPS.getLast();
    say("one sender alone", send(house, other, runtime, 1, SHORT), runtime, null);
    CompletableFuture<Answers> flood = CompletableFuture.supplyAsync(() -> {
      try {
        return send(house, runtime, 64, SHORT.plus(SHORT));
      } catch (IOException e) {
        throw new CompletionException(e);
      }
    });
    say("one sender beside a flood", send(house, other, runtime, 1, SHORT), runtime, null);
    say("the flood", flood.join(), runtime, null);
  }

  private void yardsticks(Store store) throws IOException, SQLException {
    print(
      "one-row commits: %.0f/s from 1 thread, %.0f/s from 16, %.0f/s from 64",
      store.oneRowCommits(1, SHORT),
      store.oneRowCommits(16, SHORT),
      store.oneRowCommits(64, SHORT)
    );
    int port = ServerProcess.freePort();
    try (
      ServerProcess bare = ServerProcess.start(
        directory.resolve("bare.log"),
        port,
        BareServer.class.getName(),
        List.of(Integer.toString(port))
      )
    ) {
      bare.awaitOk("/");
      WebhookSource orders = new WebhookSource("bare", "bare", 1_000_000_000L);
      new Senders(port, 64, orders).send(TIME);
      for (int senders : new int[] { 64, 16, 1 }) {
        Duration before = bare.cpu();
        say(
          "bare Tomcat, " + senders + " senders",
          new Senders(port, senders, orders).send(SHORT),
          bare,
          before
        );
      }
    }
  }

  private static void say(String what, Answers answers, ServerProcess server, Duration cpuBefore) {
    String cpu = cpuBefore == null
      ? ""
      : String.format(
          Locale.ROOT,
          "  %.3f ms CPU/event",
          server.cpu().minus(cpuBefore).toNanos() / 1e6 / answers.accepted()
        );
    print(
      "%-26s %7.0f/s  p50 %6.2f ms  p99 %6.2f ms  %s%s  %d MB",
      what,
      answers.rate(),
      answers.millis(0.5),
      answers.millis(0.99),
      answers.byStatus(),
      cpu,
      server.residentMegabytes()
    );
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
