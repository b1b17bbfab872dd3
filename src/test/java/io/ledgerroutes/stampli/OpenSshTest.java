package io.ledgerroutes.stampli;

import static io.ledgerroutes.stampli.Entries.bill;
import static io.ledgerroutes.stampli.FileBench.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.stampli.StampliSettings.Swept;
import io.ledgerroutes.start.JmxView;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** A real OpenSSH server takes the files too (proof 4). */
class OpenSshTest {

  @TempDir
  Path data;

  @TempDir
  Path serverDirectory;

  private FileBench bench;
  private OpenSsh server;
  private SftpDirectories sftp;
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @BeforeEach
  void open() throws Exception {
    bench = new FileBench(TestDatabase.h2(), data);
    server = new OpenSsh(serverDirectory);
    camel.start();
    Breakers breakers = new Breakers(
      new SimpleMeterRegistry(),
      new AuditTrail(new AuditStore(bench.db.database())),
      bench.db.database(),
      Mockito.mock(JmxView.class)
    );
    sftp = new SftpDirectories(camel, bench.vault, breakers, SftpProperties.DEFAULT);
    secret(SftpDirectories.HOST_KEY, server.hostKey());
    signsInAs(System.getProperty("user.name"), server.imports);
  }

  @AfterEach
  void close() throws Exception {
    camel.stop();
    server.close();
    bench.close();
  }

  private void secret(String name, String value) {
    bench.vault.put("connection:" + CONNECTION, name, value.strip());
  }

  private void signsInAs(String user, Path directory) {
    bench.settings(
      new StampliSettings(
        "127.0.0.1",
        server.port(),
        user,
        directory.toString(),
        "C-1",
        Map.of(FileKind.INVOICES, FileBench.TEMPLATE),
        5_000,
        Swept.DELIVERED
      )
    );
  }

  private void arrived(String file) throws Exception {
    assertThat(bench.message(file).state())
      .as(bench.message(file).reason() + "\n" + server.log())
      .isEqualTo(MessageState.DONE);
    assertThat(bench.file(file).state()).isEqualTo(State.DELIVERED);
    assertThat(server.there()).containsExactly(file);
    assertThat(Files.readAllBytes(server.imports.resolve(file))).isEqualTo(
      bench.store.content(bench.file(file)).orElseThrow()
    );
  }

  @Test
  void it_takes_files_from_who_signs_in_by_key() throws Exception {
    secret(SftpDirectories.PRIVATE_KEY, server.privateKey());
    String file = bench.stage(bill("1", "a"), bill("2", "a")).getFirst();

    bench.deliver(sftp);

    arrived(file);
  }

  @Test
  void it_takes_files_from_who_signs_in_by_password_and_refuses_a_wrong_one() throws Exception {
    assumeTrue(OpenSsh.isRoot(), "only root can make an account with a password");
    signsInAs(server.withAccount(), server.imports);
    secret(SftpDirectories.PASSWORD, "wrong-" + OpenSsh.PASSWORD);
    String file = bench.stage(bill("1", "a")).getFirst();
    bench.deliver(sftp);
    assertThat(bench.message(file).reason()).contains("does not let");
    assertThat(bench.message(file).blamed()).isZero();

    secret(SftpDirectories.PASSWORD, OpenSsh.PASSWORD);
    bench.work.later();
    bench.deliver(sftp);

    arrived(file);
  }

  @Test
  void who_may_not_write_is_told_in_its_words() throws Exception {
    assumeTrue(OpenSsh.isRoot(), "whoever runs this owns the directory");
    Files.setPosixFilePermissions(server.imports, PosixFilePermissions.fromString("rwxr-xr-x"));
    signsInAs(server.withAccount(), server.imports);
    secret(SftpDirectories.PASSWORD, OpenSsh.PASSWORD);
    String file = bench.stage(bill("1", "a")).getFirst();

    bench.deliver(sftp);

    assertThat(bench.message(file).state()).isEqualTo(MessageState.DEAD);
    assertThat(bench.message(file).reason())
      .contains("write into the directory")
      .contains("Permission denied");
    assertThat(server.there()).isEmpty();
  }

  @Test
  void a_directory_that_is_not_there_is_told() throws Exception {
    secret(SftpDirectories.PRIVATE_KEY, server.privateKey());
    signsInAs(System.getProperty("user.name"), server.imports.resolve("nowhere"));
    String file = bench.stage(bill("1", "a")).getFirst();

    bench.deliver(sftp);

    assertThat(bench.message(file).reason()).contains("there is no directory");
  }

  @Test
  void another_file_of_the_same_name_is_not_replaced_although_its_rename_would() throws Exception {
    secret(SftpDirectories.PRIVATE_KEY, server.privateKey());
    String file = bench.stage(bill("1", "a")).getFirst();
    Files.writeString(server.imports.resolve(file), "somebody else's");

    bench.deliver(sftp);

    assertThat(bench.message(file).state()).isEqualTo(MessageState.HELD);
    assertThat(Files.readString(server.imports.resolve(file))).isEqualTo("somebody else's");
  }

  @Test
  void a_key_of_another_kind_than_the_pinned_one_is_another_server() throws Exception {
    secret(SftpDirectories.PRIVATE_KEY, server.privateKey());
    secret(SftpDirectories.HOST_KEY, Files.readString(serverDirectory.resolve("user.pub")));
    String file = bench.stage(bill("1", "a")).getFirst();

    bench.deliver(sftp);

    assertThat(bench.message(file).reason())
      .contains(
        "expected " + HostKey.read(Files.readString(serverDirectory.resolve("user.pub"))).orElseThrow()
      )
      .contains("saw " + HostKey.read(server.hostKey()).orElseThrow());
    assertThat(server.there()).isEmpty();
  }
}
