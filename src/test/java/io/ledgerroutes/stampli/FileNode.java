package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.Entries.bill;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.stampli.StampliSettings.Swept;
import io.ledgerroutes.start.JmxView;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.mockito.Mockito;

/**
 * A process of its own that stages bills and delivers their files until all is done: directory, vault key, the server's
 * port and key, how many bills there are by now, and at which place it halts (0: nowhere).
 */
final class FileNode {

  private FileNode() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[2]);
    int bills = Integer.parseInt(arguments[4]);
    int halt = Integer.parseInt(arguments[5]);
    Crash crash = halt == 0 ? Crash.never() : Crash.halting(halt);
    try (
      FileBench bench = new FileBench(TestDatabase.h2(directory), directory, arguments[1]);
      DefaultCamelContext camel = new DefaultCamelContext()
    ) {
      camel.start();
      bench.settings(FileBench.settings("127.0.0.1", port, "/import", Swept.DELIVERED, 3));
      bench.vault.put("connection:" + FileBench.CONNECTION, SftpDirectories.HOST_KEY, arguments[3]);
      bench.vault.put("connection:" + FileBench.CONNECTION, SftpDirectories.PASSWORD, "stampli-sandbox");
      run(bench, crash.server(sftp(bench, camel)), crash, bills);
    }
    System.exit(0);
  }

  private static RemoteDirectories sftp(FileBench bench, DefaultCamelContext camel) {
    Breakers breakers = new Breakers(
      new SimpleMeterRegistry(),
      new AuditTrail(new AuditStore(bench.db.database())),
      bench.db.database(),
      Mockito.mock(JmxView.class)
    );
    return new SftpDirectories(camel, bench.vault, breakers, SftpProperties.DEFAULT);
  }

  private static void run(FileBench bench, RemoteDirectories server, Crash crash, int bills) {
    List<FileEntry> all = IntStream.range(0, bills)
      .mapToObj(number -> bill("b" + number, "a"))
      .toList();
    bench.receive(
      all
        .stream()
        .filter(entry -> bench.bill(entry.recordId()) == null)
        .toArray(FileEntry[]::new)
    );
    FileSteps steps = crash.steps(bench);
    while (!done(bench, all)) {
      bench.work.later();
      bench.stageDue(all.toArray(FileEntry[]::new));
      bench.deliver(bench.files(server, steps));
    }
  }

  static boolean done(FileBench bench, List<FileEntry> all) {
    return all.stream().allMatch(entry -> bench.bill(entry.recordId()).state() == MessageState.DONE);
  }
}
