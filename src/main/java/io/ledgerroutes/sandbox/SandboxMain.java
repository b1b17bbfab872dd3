package io.ledgerroutes.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sandbox as a process of its own, so that it survives when the runtime is killed:
 * {@code --port=8090 --sftp-port=2222 --state-dir=<directory> --webhooks-to=<address of the default shop's webhooks>
 * --clock=<time by which it starts, for a state of another day>}, all optional. Prints one line when it is ready.
 */
public final class SandboxMain {

  private static final int DEFAULT_PORT = 8090;
  private static final int DEFAULT_SFTP_PORT = 2222;

  private SandboxMain() {}

  public static void main(String[] args) throws InterruptedException {
    SandboxSettings settings = SandboxSettings.defaults().withPort(
      option(args, "port").map(Integer::parseInt).orElse(DEFAULT_PORT)
    );
    settings = settings.withSftpPort(
      option(args, "sftp-port").map(Integer::parseInt).orElse(DEFAULT_SFTP_PORT)
    );
    settings = settings.withStateDir(option(args, "state-dir").map(Path::of).orElse(null));
    Optional<String> webhooksTo = option(args, "webhooks-to");
    if (webhooksTo.isPresent()) {
      settings = settings.withShopWebhooksTo(webhooksTo.get());
    }
    Optional<Instant> starts = option(args, "clock").map(Instant::parse);
    if (starts.isPresent()) {
      Duration ago = Duration.between(Instant.now(), starts.get());
      settings = settings.withClock(Clock.offset(Clock.systemUTC(), ago));
    }
    Sandbox sandbox = new Sandbox(settings).start();
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    System.out.println(
      "Sandbox ready on port " +
        sandbox.port() +
        ", see " +
        sandbox.url() +
        "/; SFTP on port " +
        sandbox.sftpPort()
    );
    Thread.currentThread().join();
  }

  private static Optional<String> option(String[] args, String name) {
    String start = "--" + name + "=";
    return Arrays.stream(args)
      .filter(arg -> arg.startsWith(start))
      .map(arg -> arg.substring(start.length()))
      .findFirst();
  }
}
