package io.ledgerroutes.stampli;

import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.UserInfo;
import java.util.Optional;

/** Looks which key a server shows, and leaves before anything is said to it: no user, no credential. */
final class HostKeyProbe {

  private static final String NOBODY = "nobody";

  private HostKeyProbe() {}

  /**
   * The key that the server shows now.
   *
   * @param known of several keys that the server has, the one of this kind is asked for
   * @throws io.ledgerroutes.remote.RemoteFailure where it cannot be reached
   */
  static HostKey seen(StampliSettings settings, Optional<HostKey> known, int timeoutMillis) {
    Noting noting = new Noting(settings, known);
    Session session = null;
    try {
      JSch jsch = new JSch();
      jsch.setHostKeyRepository(noting);
      session = jsch.getSession(NOBODY, settings.host(), settings.port());
      session.setConfig("StrictHostKeyChecking", "yes");
      session.connect(timeoutMillis);
    } catch (JSchException refused) {
      if (noting.seen == null) {
        throw SftpFailures.of(refused, SftpFailures.Deed.SIGN_IN, settings);
      }
    } finally {
      if (session != null) {
        session.disconnect();
      }
    }
    return noting.seen;
  }

  /** Knows no key as right, so that every session ends where the key is shown. */
  private static final class Noting implements HostKeyRepository {

    private final StampliSettings settings;
    private final Optional<HostKey> known;
    private volatile HostKey seen;

    private Noting(StampliSettings settings, Optional<HostKey> known) {
      this.settings = settings;
      this.known = known;
    }

    @Override
    public int check(String host, byte[] key) {
      seen = HostKey.of(key);
      return NOT_INCLUDED;
    }

    @Override
    public com.jcraft.jsch.HostKey[] getHostKey() {
      return known
        .map(key -> {
          try {
            return new com.jcraft.jsch.HostKey[] { new com.jcraft.jsch.HostKey(settings.host(), key.blob()) };
          } catch (JSchException unknownKind) {
            return new com.jcraft.jsch.HostKey[0];
          }
        })
        .orElseGet(() -> new com.jcraft.jsch.HostKey[0]);
    }

    @Override
    public com.jcraft.jsch.HostKey[] getHostKey(String host, String type) {
      return getHostKey();
    }

    @Override
    public String getKnownHostsRepositoryID() {
      return "seen";
    }

    @Override
    public void add(com.jcraft.jsch.HostKey key, UserInfo user) {
      // Nothing is learned here.
    }

    @Override
    public void remove(String host, String type) {
      // Nothing is forgotten here.
    }

    @Override
    public void remove(String host, String type, byte[] key) {
      // Nothing is forgotten here.
    }
  }
}
