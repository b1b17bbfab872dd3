package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's OpenSSH server on a port of loopback, with a configuration, a host key and a directory of its own; it serves
 * SFTP and nothing else. Who is root may give it an account with a password, which goes when the server stops.
 */
final class OpenSsh implements AutoCloseable {

  static final String PASSWORD = "loopback-only-5";

  private static final Path SSHD = Path.of("/usr/sbin/sshd");
  private static final Path CHROOT = Path.of("/run/sshd");

  final Path imports;
  private final Path directory;
  private final int port;
  private final Process server;
  private final boolean madeChroot;
  private String account;

  OpenSsh(Path directory) throws IOException {
    assertThat(SSHD).as("the OpenSSH server: apt-get install openssh-server, or .ci/run").exists();
    this.directory = directory;
    // An account of its own must come to it.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.imports = Files.createDirectory(directory.resolve("import"));
    Files.setPosixFilePermissions(imports, PosixFilePermissions.fromString("rwxrwxrwx"));
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve("host").toString());
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve("user").toString());
    this.madeChroot = isRoot() && !Files.exists(CHROOT);
    if (madeChroot) {
      Files.createDirectory(CHROOT);
    }
    try (ServerSocket free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    Path settings = Files.writeString(directory.resolve("sshd_config"), settings());
    this.server = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", settings.toString())
      .redirectErrorStream(true)
      .redirectOutput(directory.resolve("sshd.log").toFile())
      .start();
    await()
      .atMost(Duration.ofSeconds(20))
      .until(() -> {
        assertThat(server.isAlive()).as(log()).isTrue();
        return answers();
      });
  }

  private String settings() {
    return """
    ListenAddress 127.0.0.1
    Port %d
    HostKey %s
    PidFile none
    AuthorizedKeysFile %s
    StrictModes no
    PermitRootLogin yes
    UsePAM no
    PasswordAuthentication yes
    KbdInteractiveAuthentication no
    Subsystem sftp internal-sftp
    ForceCommand internal-sftp
    AllowTcpForwarding no
    """.formatted(port, directory.resolve("host"), directory.resolve("user.pub"));
  }

  static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Makes an account that signs in by {@link #PASSWORD}; only root can. */
  String withAccount() throws IOException {
    account = "ledger-sftp-" + port;
    run("useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", account);
    Process password = new ProcessBuilder("chpasswd").redirectErrorStream(true).start();
    try (var in = password.outputWriter()) {
      in.write(account + ":" + PASSWORD + "\n");
    }
    assertThat(ended(password)).isZero();
    return account;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  String hostKey() throws IOException {
    return Files.readString(directory.resolve("host.pub"));
  }

  /** Of whoever runs this. */
  String privateKey() throws IOException {
    return Files.readString(directory.resolve("user"));
  }

  String log() throws IOException {
    return Files.readString(directory.resolve("sshd.log"));
  }

  List<String> there() throws IOException {
    try (var files = Files.list(imports)) {
      return files
        .map(file -> file.getFileName().toString())
        .sorted()
        .toList();
    }
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(ended(process)).as(String.join(" ", command) + ": " + said).isZero();
  }

  private static int ended(Process process) {
    try {
      return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    server.destroy();
    ended(server);
    if (account != null) {
      run("userdel", account);
    }
    if (madeChroot) {
      Files.deleteIfExists(CHROOT);
    }
  }
}
