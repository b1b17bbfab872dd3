package io.ledgerroutes.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server in a JVM of its own, started as in production, with what it costs. */
final class ServerProcess implements AutoCloseable {

  /** The flags that the image sets; {@code -Dbench.jvm=…} tries others. */
  private static final String JVM = System.getProperty("bench.jvm", "-Xmx160m -XX:+UseSerialGC");

  private final Process process;
  private final Path log;
  private final int port;
  private final long startedAt = System.nanoTime();

  private ServerProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  static ServerProcess start(Path log, int port, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JVM.split(" +")));
    command.addAll(List.of("-cp", classPath(mainClass), mainClass));
    command.addAll(arguments);
    try {
      return new ServerProcess(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log,
        port
      );
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // The product's own class path where the profile names it, so that nothing of the tests is in the runtime;
  // -Dbench.classpath=… measures an unpacked jar, with an AOT cache for instance.
  private static String classPath(String mainClass) {
    Path runtime = Path.of("target", "runtime.classpath");
    boolean product = !mainClass.startsWith(ServerProcess.class.getPackageName());
    String given = System.getProperty("bench.classpath");
    if (product && given != null) {
      return given;
    }
    try {
      return product && Files.exists(runtime)
        ? "target/classes:" + Files.readString(runtime).strip()
        : System.getProperty("java.class.path");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Waits until the path answers 200; seconds since the process was started. */
  double awaitOk(String path) {
    Awaitility.await()
      .atMost(Duration.ofSeconds(60))
      .pollInterval(Duration.ofMillis(10))
      .pollDelay(Duration.ZERO)
      .until(() -> {
        if (!process.isAlive()) {
          throw new IllegalStateException("It ended: " + Files.readString(log));
        }
        return ok(path);
      });
    return secondsSinceStart();
  }

  double secondsSinceStart() {
    return (System.nanoTime() - startedAt) / 1e9;
  }

  /** Whether the path answers 200 now. */
  boolean ok(String path) {
    return (
      status(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII)) ==
      200
    );
  }

  /** The status that one request on a connection of its own is answered with; 0 where nobody answers. */
  int status(byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request);
      String start = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
      return start.length() < 12 ? 0 : Integer.parseInt(start, 9, 12, 10);
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** Processor time used so far, of all its threads. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Memory held now, in megabytes: everything, not the heap alone. */
  long residentMegabytes() {
    try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      String resident = lines
        .filter(line -> line.startsWith("VmRSS:"))
        .findFirst()
        .orElseThrow();
      return Long.parseLong(resident.replaceAll("\\D", "")) / 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** kill -9: what it had not put on disk is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
