package io.ledgerroutes.sandbox.sftp;

import com.sun.net.httpserver.Headers;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Faults;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.session.Session;

/**
 * The faults of the system {@code stampli}: a fault's {@code method} is an operation (CONNECT, LOGIN, OPEN, WRITE,
 * CLOSE, RENAME, REMOVE, STAT, LIST), its {@code path} the file's, at LOGIN {@code password} or {@code publickey}.
 */
record Trouble(Faults faults) {
  static final String SYSTEM = "stampli";

  private static final Set<Fault.Kind> BEFORE = EnumSet.of(
    Fault.Kind.SLOW,
    Fault.Kind.TIMEOUT,
    Fault.Kind.RESET
  );

  /** The fault of one of these kinds that the operation runs into. */
  Optional<Fault> strike(String operation, String path, Set<Fault.Kind> kinds) {
    return faults.strike(SYSTEM, new Call(operation, path, null, new Headers(), new byte[0]), kinds);
  }

  /** What befalls an operation before it is done; throws when it is not to be done. */
  void before(Session session, String operation, String path) throws IOException {
    Optional<Fault> fault = strike(operation, path, BEFORE);
    if (fault.isPresent()) {
      if (fault.get().kind() != Fault.Kind.RESET) {
        faults.hang(fault.get().millis());
      }
      if (fault.get().kind() != Fault.Kind.SLOW) {
        throw cut(session);
      }
    }
  }

  /** What befalls an operation that is done: its answer may get lost. */
  void after(Session session, String operation, String path) throws IOException {
    if (strike(operation, path, EnumSet.of(Fault.Kind.ANSWER_LOST)).isPresent()) {
      throw cut(session);
    }
  }

  /** Ends the connection without another byte. */
  static IOException cut(Session session) {
    session.getIoSession().close(true);
    session.close(true);
    return new IOException("The connection was cut by order");
  }
}
