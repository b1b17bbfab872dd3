package io.ledgerroutes.stampli;

import com.jcraft.jsch.JSchHostKeyException;
import io.ledgerroutes.remote.Breakers;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.remote.RemoteRequest;
import io.ledgerroutes.stampli.SftpFailures.Deed;
import io.ledgerroutes.vault.Vault;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.component.file.GenericFileExist;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.SftpComponent;
import org.apache.camel.component.file.remote.SftpConfiguration;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.springframework.stereotype.Component;

/**
 * Signs in over SFTP: only where the server shows the pinned key, by what the vault has, once; trying again is the
 * inbox's business. A server that cannot be reached is left alone by its breaker. No secret stands in an address.
 */
@Component
class SftpDirectories implements RemoteDirectories {

  static final String HOST_KEY = "sftp-host-key";
  static final String PASSWORD = "sftp-password";
  static final String PRIVATE_KEY = "sftp-private-key";

  static final int CONNECT_MILLIS = 10_000;
  private static final RemoteAnswer REACHED = new RemoteAnswer(200, Map.of(), new byte[0]);

  private final CamelContext camel;
  private final Vault vault;
  private final Breakers breakers;
  private final SftpProperties patience;

  SftpDirectories(CamelContext camel, Vault vault, Breakers breakers, SftpProperties patience) {
    this.camel = camel;
    this.vault = vault;
    this.breakers = breakers;
    this.patience = patience;
  }

  @Override
  public RemoteDirectory open(String connection, StampliSettings settings) {
    AtomicReference<RemoteDirectory> opened = new AtomicReference<>();
    breakers
      .of(SftpFailures.REMOTE, connection, () -> probe(connection, settings))
      .call(request(settings), () -> {
        opened.set(signIn(connection, settings));
        return REACHED;
      });
    return opened.get();
  }

  /** None for a connection that was removed meanwhile. */
  private void probe(String connection, StampliSettings settings) {
    if (pinned(connection).isPresent()) {
      open(connection, settings).close();
    } else {
      breakers.forget(SftpFailures.REMOTE, connection);
    }
  }

  private static RemoteRequest request(StampliSettings settings) {
    return new RemoteRequest(
      SftpFailures.REMOTE,
      "CONNECT",
      URI.create("sftp://" + settings.host() + ":" + settings.port()),
      Map.of(),
      null,
      Duration.ofMillis(CONNECT_MILLIS)
    );
  }

  /** Signs in whatever its breaker says. */
  RemoteDirectory signIn(String connection, StampliSettings settings) {
    HostKey pinned = pinned(connection).orElseThrow(() ->
      missing(
        "the server's key is not stored: check the connection, compare the key, and store it as " + HOST_KEY
      )
    );
    try {
      return new SftpDirectory(endpoint(connection, settings, pinned), settings);
    } catch (GenericFileOperationFailedException failed) {
      if (SftpFailures.find(failed, JSchHostKeyException.class) != null) {
        throw new ChangedHostKey(pinned, seen(settings, pinned));
      }
      throw SftpFailures.of(failed, Deed.SIGN_IN, settings);
    }
  }

  /** The pinned key; empty where none is stored that can be read. */
  Optional<HostKey> pinned(String connection) {
    return secret(connection, HOST_KEY).flatMap(HostKey::read);
  }

  private static String seen(StampliSettings settings, HostKey pinned) {
    try {
      HostKey seen = HostKeyProbe.seen(settings, Optional.of(pinned), CONNECT_MILLIS);
      // Behind one name may stand several servers.
      return seen.equals(pinned)
        ? "another one, and the expected one at a second look: ask whether several servers answer there"
        : seen.toString();
    } catch (RemoteFailure gone) {
      return "a key that could not be looked at again";
    }
  }

  private SftpEndpoint endpoint(String connection, StampliSettings settings, HostKey pinned) {
    String address = "sftp://" + settings.host() + ":" + settings.port();
    SftpConfiguration configuration = new SftpConfiguration(URI.create(address));
    configuration.setHost(settings.host());
    configuration.setPort(settings.port());
    configuration.setUsername(settings.user());
    configuration.setDirectory(settings.directory());
    configuration.setStrictHostKeyChecking("yes");
    configuration.setUseUserKnownHostsFile(false);
    configuration.setKnownHosts(pinned.knownHosts(settings.host(), settings.port()));
    configuration.setConnectTimeout(Math.min(CONNECT_MILLIS, patience.millis()));
    configuration.setSoTimeout(patience.millis());
    configuration.setStepwise(false);
    signInBy(connection, configuration);
    SftpEndpoint endpoint = new SftpEndpoint(
      address,
      camel.getComponent("sftp", SftpComponent.class),
      configuration
    );
    endpoint.setCamelContext(camel);
    endpoint.setAutoCreate(false);
    endpoint.setDisconnect(true);
    endpoint.setMaximumReconnectAttempts(0);
    endpoint.setReconnectDelay(0);
    endpoint.setFileExist(GenericFileExist.Override);
    return endpoint;
  }

  private void signInBy(String connection, SftpConfiguration configuration) {
    List<String> ways = new ArrayList<>();
    secret(connection, PRIVATE_KEY).ifPresent(key -> {
      // Editors and forms drop the last line's end, without which the key cannot be read.
      configuration.setPrivateKey((key + "\n").getBytes(StandardCharsets.US_ASCII));
      ways.add("publickey");
    });
    secret(connection, PASSWORD).ifPresent(password -> {
      configuration.setPassword(password);
      ways.addAll(List.of("password", "keyboard-interactive"));
    });
    if (ways.isEmpty()) {
      throw missing("there is nothing to sign in with: store " + PASSWORD + " or " + PRIVATE_KEY);
    }
    configuration.setPreferredAuthentications(String.join(",", ways));
  }

  private Optional<String> secret(String connection, String name) {
    return vault.get("connection:" + connection, name);
  }

  private static RemoteFailure missing(String words) {
    return new RemoteFailure(
      new Failure(SftpFailures.REMOTE, FailureKind.CREDENTIALS, 0, words, Optional.empty(), false)
    );
  }
}
