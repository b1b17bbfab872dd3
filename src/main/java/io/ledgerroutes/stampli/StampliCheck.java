package io.ledgerroutes.stampli;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.ConnectionCheck;
import io.ledgerroutes.connection.Finding;
import io.ledgerroutes.remote.RemoteFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Talks to the SFTP server of a connection and says what is well and what to do: its key, signing in, the directory,
 * and whether one may write, rename and delete there. The file that it writes for that bears a name that Stampli does
 * not fetch, and is removed again.
 */
@Component
public class StampliCheck implements ConnectionCheck {

  private static final byte[] CONTENT = { 'c', 'h', 'e', 'c', 'k', '\n' };

  private final SftpDirectories servers;

  StampliCheck(SftpDirectories servers) {
    this.servers = servers;
  }

  /** Everything that can be found out now; whatever depends on something that fails is left out. */
  @Override
  public List<Finding> check(Connection connection) {
    return StampliConnection.settings(connection)
      .map(settings -> check(connection.id(), settings))
      .orElseGet(List::of);
  }

  private List<Finding> check(String connection, StampliSettings settings) {
    List<Finding> findings = new ArrayList<>();
    Finding key = key(connection, settings);
    findings.add(key);
    if (key.ok()) {
      signIn(connection, settings, findings);
    }
    return List.copyOf(findings);
  }

  private Finding key(String connection, StampliSettings settings) {
    Optional<HostKey> pinned = servers.pinned(connection);
    HostKey seen;
    try {
      seen = HostKeyProbe.seen(settings, pinned, SftpDirectories.CONNECT_MILLIS);
    } catch (RemoteFailure failed) {
      return Finding.wrong("SFTP server", failed.failure().words());
    }
    if (pinned.isEmpty()) {
      return Finding.wrong(
        "server's key",
        "the server shows the key " +
          seen.line() +
          " with the fingerprint " +
          seen.fingerprint() +
          "; compare it with what Stampli gave you, then store that line as " +
          SftpDirectories.HOST_KEY
      );
    }
    return pinned.get().equals(seen)
      ? Finding.fine("server's key", "it is the stored one, " + seen.fingerprint())
      : Finding.wrong("server's key", new ChangedHostKey(pinned.get(), seen.toString()).getMessage());
  }

  private void signIn(String connection, StampliSettings settings, List<Finding> findings) {
    try (RemoteDirectory server = servers.signIn(connection, settings)) {
      findings.add(Finding.fine("SFTP sign-in", settings.user() + " is let in"));
      int there = server.list().size();
      findings.add(
        Finding.fine("import directory", settings.directory() + " is there; files in it now: " + there)
      );
      findings.add(use(server, settings));
    } catch (ChangedHostKey changed) {
      findings.add(Finding.wrong("server's key", changed.getMessage()));
    } catch (RemoteFailure failed) {
      String what = findings.size() == 1 ? "SFTP sign-in" : "import directory";
      findings.add(Finding.wrong(what, failed.failure().words()));
    }
  }

  private static Finding use(RemoteDirectory server, StampliSettings settings) {
    String name = "ledger-routes-check-" + UUID.randomUUID();
    String written = name + StampliFiles.UNFINISHED;
    String renamed = name + "-renamed" + StampliFiles.UNFINISHED;
    String left = null;
    try {
      server.put(written, CONTENT);
      left = written;
      server.rename(written, renamed);
      left = renamed;
      server.delete(renamed);
      return Finding.fine("writing", "files can be written, renamed and deleted in " + settings.directory());
    } catch (RemoteFailure failed) {
      return Finding.wrong("writing", failed.failure().words() + removed(server, left));
    }
  }

  /** What could not be renamed is removed; what could not be removed is named. */
  private static String removed(RemoteDirectory server, String left) {
    if (left == null) {
      return "";
    }
    try {
      server.delete(left);
      return "";
    } catch (RemoteFailure stays) {
      return "; " + left + " stays there, remove it";
    }
  }
}
