package io.ledgerroutes.sandbox.sftp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Fault;
import io.ledgerroutes.sandbox.stage.Json;
import java.io.IOException;
import java.security.PublicKey;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.session.ServerSession;

/** Lets the one user in, by password or by key, and counts; in memory only. */
final class SignIns {

  static final String USER = "stampli";
  static final String PASSWORD = "stampli-sandbox";

  private final PublicKey key;
  private final Trouble trouble;
  private final Map<String, Integer> accepted = new TreeMap<>();
  private final Map<String, Integer> refused = new TreeMap<>();

  SignIns(PublicKey key, Trouble trouble) {
    this.key = key;
    this.trouble = trouble;
  }

  boolean password(String user, String password, ServerSession session) {
    return decide("password", user.equals(USER) && password.equals(PASSWORD), session);
  }

  boolean publicKey(String user, PublicKey shown, ServerSession session) {
    return decide("publickey", user.equals(USER) && KeyUtils.compareKeys(key, shown), session);
  }

  private boolean decide(String way, boolean right, ServerSession session) {
    try {
      trouble.before(session, "LOGIN", way);
    } catch (IOException cut) {
      return false;
    }
    boolean let = right && trouble.strike("LOGIN", way, EnumSet.of(Fault.Kind.LOGIN_REFUSED)).isEmpty();
    synchronized (this) {
      (let ? accepted : refused).merge(way, 1, Integer::sum);
    }
    return let;
  }

  /** {@code signIns} and {@code refused}, each by password and publickey. */
  synchronized void report(ObjectNode report) {
    report.set("signIns", Json.of(accepted));
    report.set("refused", Json.of(refused));
  }

  synchronized void clear() {
    accepted.clear();
    refused.clear();
  }
}
