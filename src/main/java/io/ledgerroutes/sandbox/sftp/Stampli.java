package io.ledgerroutes.sandbox.sftp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * The stand-in for Stampli: an SFTP server on loopback with one user, {@code stampli}, and one directory,
 * {@code /import}, out of which files are swept.
 */
public final class Stampli implements AutoCloseable {

  private static final AttributeRepository.AttributeKey<KeyPair> SHOWN =
    new AttributeRepository.AttributeKey<>();
  private static final String HABITS = "usual";

  private final Keys keys;
  private final Trouble trouble;
  private final ImportDirectory directory;
  private final SignIns signIns;
  private final Shelf habits;
  private final Optional<Path> passing;
  private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
    Thread.ofPlatform().daemon().name("sandbox-stampli").factory()
  );
  private final SshServer server;

  /**
   * Answers on this port of loopback from now on, 0 for any free one; throws UncheckedIOException when it is taken.
   * A state directory of null keeps the files in a directory that goes when the server stops.
   */
  public Stampli(int port, Path stateDir, Journal journal, Clock clock, Faults faults) {
    try {
      this.passing = stateDir == null
        ? Optional.of(Files.createTempDirectory("sandbox-stampli"))
        : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.keys = Keys.kept(journal);
    this.trouble = new Trouble(faults);
    Path home = passing.orElseGet(() -> stateDir.resolve("stampli"));
    this.directory = new ImportDirectory(home, journal, clock);
    this.signIns = new SignIns(keys.user().getPublic(), trouble);
    this.habits = journal.shelf("stampli-habits");
    this.server = server(port);
    arrived();
  }

  private SshServer server(int port) {
    SshServer made = SshServer.setUpDefaultServer();
    made.setHost("127.0.0.1");
    made.setPort(port);
    CoreModuleProperties.NIO_WORKERS.set(made, 2);
    made.setKeyPairProvider(session -> List.of(shown(session)));
    made.setPasswordAuthenticator(signIns::password);
    made.setPublickeyAuthenticator(signIns::publicKey);
    made.setFileSystemFactory(new VirtualFileSystemFactory(directory.home().toAbsolutePath()));
    FailingFiles files = new FailingFiles(directory, trouble, this::arrived);
    SftpSubsystemFactory sftp = new SftpSubsystemFactory.Builder().withFileSystemAccessor(files).build();
    sftp.addSftpEventListener(files);
    made.setSubsystemFactories(List.of(sftp));
    made.addSessionListener(new Door());
    try {
      made.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
        "The sandbox cannot listen on port " + port + "; stop what uses it or set ledger.sandbox.sftp-port",
        e
      );
    }
    return made;
  }

  /** Ends connections before a greeting while the server is said to be offline. */
  private final class Door implements SessionListener {

    @Override
    public void sessionEstablished(Session session) {
      if (trouble.strike("CONNECT", "", EnumSet.of(Fault.Kind.OFFLINE)).isPresent()) {
        session.getIoSession().close(true);
      }
    }
  }

  /** One key for the whole of a connection, whatever is armed meanwhile. */
  private KeyPair shown(SessionContext context) {
    return context instanceof Session session
      ? session.computeAttributeIfAbsent(SHOWN, unused -> chosen())
      : keys.host();
  }

  private KeyPair chosen() {
    boolean changed = trouble.strike("CONNECT", "", EnumSet.of(Fault.Kind.HOST_KEY_CHANGED)).isPresent();
    return changed ? keys.other() : keys.host();
  }

  private void arrived() {
    long millis = habits().sweepAfterMillis();
    if (millis == 0) {
      directory.sweep(0);
    } else if (millis > 0) {
      sweeper.schedule(() -> directory.sweep(millis), millis, TimeUnit.MILLISECONDS);
    }
  }

  private Habits habits() {
    return habits.get(HABITS).map(Habits.USUAL::with).orElse(Habits.USUAL);
  }

  /** {@code {"sweepAfterMillis":2000}}: 0 at once, -1 only on command; throws IllegalArgumentException. */
  public JsonNode changeHabits(JsonNode wish) {
    Habits changed = habits().with(wish);
    habits.put(HABITS, (ObjectNode) Json.of(changed));
    arrived();
    return Json.of(changed);
  }

  /** Takes everything that lies there under a final name. */
  public void sweep() {
    directory.sweep(0);
  }

  /** What was taken, what lies there, what was wrong, who signed in, and the server's public key. */
  public ObjectNode report() {
    ObjectNode report = Json.object()
      .put("port", port())
      .put("user", SignIns.USER)
      .put("directory", ImportDirectory.PATH)
      .put("hostKey", hostKey());
    report.set("habits", Json.of(habits()));
    report.set("taken", directory.taken());
    report.set("there", directory.there());
    report.set("duplicates", directory.duplicates());
    report.set("violations", directory.violations());
    signIns.report(report);
    return report;
  }

  /** The bytes of the newest file of this name that was taken, or that lies there. */
  public Optional<byte[]> file(String name) {
    return directory.bytes(name);
  }

  public int port() {
    return server.getPort();
  }

  /** The server's public key as an OpenSSH line: type and base64. */
  public String hostKey() {
    return Keys.line(keys.host());
  }

  /** The user's private key as an OpenSSH file without a passphrase. */
  public String privateKey() {
    return Keys.privateKey(keys.user());
  }

  /** Forgets every file and count; keys stay. */
  public void clear() {
    directory.clear();
    signIns.clear();
    habits.clear();
  }

  @Override
  public void close() {
    sweeper.shutdownNow();
    try {
      server.stop(true);
      if (passing.isPresent()) {
        directory.clear();
        for (String left : List.of("home/import", "home", "taken", "")) {
          Files.deleteIfExists(passing.get().resolve(left));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
