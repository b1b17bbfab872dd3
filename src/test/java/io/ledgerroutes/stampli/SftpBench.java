package io.ledgerroutes.stampli;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.sandbox.sftp.Stampli;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.stampli.StampliSettings.Swept;
import io.ledgerroutes.start.JmxView;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;

/** The delivery over the sandbox's SFTP server, with its faults. */
final class SftpBench implements AutoCloseable {

  final FileBench files;
  final Faults faults = new Faults();
  final Stampli server;
  final SftpDirectories sftp;
  private final Journal journal = new Journal(null);
  private final DefaultCamelContext camel = new DefaultCamelContext();

  SftpBench(Path data) throws Exception {
    files = new FileBench(TestDatabase.h2(), data);
    server = new Stampli(0, null, journal, Clock.systemUTC(), faults);
    camel.start();
    AuditTrail audit = new AuditTrail(new AuditStore(files.db.database()));
    Breakers breakers = new Breakers(
      new SimpleMeterRegistry(),
      audit,
      files.db.database(),
      org.mockito.Mockito.mock(JmxView.class)
    );
    sftp = new SftpDirectories(camel, files.vault, breakers, SftpProperties.DEFAULT);
    sweepsAfter(0);
    at("/import", Swept.DELIVERED);
    secret(SftpDirectories.HOST_KEY, server.hostKey());
    secret(SftpDirectories.PASSWORD, "stampli-sandbox");
  }

  void at(String directory, Swept swept) {
    files.settings(settings(directory, swept));
  }

  StampliSettings settings() {
    return settings("/import", Swept.DELIVERED);
  }

  private StampliSettings settings(String directory, Swept swept) {
    return FileBench.settings("127.0.0.1", server.port(), directory, swept, 5_000);
  }

  void secret(String name, String value) {
    files.vault.put("connection:" + FileBench.CONNECTION, name, value);
  }

  void withoutSecret(String name) {
    files.vault.remove("connection:" + FileBench.CONNECTION, name);
  }

  /** Stampli takes what bears its final name after so long; -1 never. */
  void sweepsAfter(long millis) {
    server.changeHabits(Json.object().put("sweepAfterMillis", millis));
  }

  /** As {@code POST /sandbox/faults} of the system stampli. */
  void fault(String json) {
    faults.arm(
      Fault.from(
        Json.parse(("{\"system\":\"stampli\"," + json + "}").getBytes(StandardCharsets.UTF_8)).orElseThrow()
      )
    );
  }

  int deliver() {
    return files.deliver(sftp);
  }

  /** Until nothing is due any more, as the inbox would come again; at most so often. */
  void deliverFor(int passes) {
    for (int pass = 0; pass < passes; pass++) {
      deliver();
      files.work.later();
    }
  }

  List<String> taken() {
    return names("taken");
  }

  List<String> there() {
    return names("there");
  }

  List<String> names(String list) {
    return server
      .report()
      .path(list)
      .valueStream()
      .map(file -> file.path("name").asText())
      .toList();
  }

  @Override
  public void close() throws Exception {
    camel.stop();
    faults.close();
    server.close();
    journal.close();
    files.close();
  }
}
