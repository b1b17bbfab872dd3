package io.ledgerroutes.sandbox;

import io.ledgerroutes.sandbox.sftp.Stampli;
import io.ledgerroutes.sandbox.shop.Shops;
import io.ledgerroutes.sandbox.stage.Answer;
import io.ledgerroutes.sandbox.stage.Call;
import io.ledgerroutes.sandbox.stage.CallLog;
import io.ledgerroutes.sandbox.stage.Faults;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Listener;
import io.ledgerroutes.sandbox.stage.Violations;
import io.ledgerroutes.sandbox.xero.Xero;
import java.util.concurrent.atomic.AtomicReference;

/** The stand-ins on two ports of loopback, HTTP and SFTP. Stateful: what was written is read back, also after kill -9. */
public final class Sandbox implements AutoCloseable {

  private final SandboxSettings settings;
  private final AtomicReference<Runnable> onReset = new AtomicReference<>(() -> {});
  private Listener listener;
  private Journal journal;
  private Faults faults;
  private Shops shops;
  private Xero xero;
  private Stampli stampli;
  private Control control;

  public Sandbox(SandboxSettings settings) {
    this.settings = settings;
  }

  /** Runs after {@code DELETE /sandbox} emptied the stand-ins, before it is answered. */
  public void onReset(Runnable hook) {
    onReset.set(hook);
  }

  /** Loads the state and answers from now on; throws UncheckedIOException when a port is taken. */
  public Sandbox start() {
    listener = new Listener(settings.port());
    journal = new Journal(settings.stateDir());
    faults = new Faults();
    Violations violations = new Violations();
    CallLog calls = new CallLog(settings.clock());
    Xero.Setting books = new Xero.Setting(settings.app(), settings.tenants(), settings.limits(), url());
    xero = new Xero(books, journal, settings.clock(), faults, violations, calls);
    shops = new Shops(settings.shops(), url(), journal, settings.clock(), faults, calls);
    stampli = new Stampli(settings.sftpPort(), settings.stateDir(), journal, settings.clock(), faults);
    control = new Control(xero, shops, stampli, faults, violations, calls, () -> onReset.get().run());
    listener.start(this::answer);
    return this;
  }

  private Answer answer(Call call) {
    String first = call.segments().stream().findFirst().orElse("");
    return switch (first) {
      case "" -> FrontPage.answer(url(), settings, stampli);
      case "sandbox" -> control.answer(call);
      case "shop", "shops" -> shops.answer(call);
      case "identity", "connect", "connections", "api.xro" -> xero.answer(call);
      default -> Answer.html(
        404,
        "<html><body><h1>Nothing here</h1><p><a href=\"/\">What is</a></p></body></html>"
      );
    };
  }

  public int port() {
    return listener.port();
  }

  /** The port of the SFTP server that stands for Stampli's. */
  public int sftpPort() {
    return stampli.port();
  }

  /** The SFTP server's public key as an OpenSSH line: type and base64. */
  public String sftpHostKey() {
    return stampli.hostKey();
  }

  /** The private key of the SFTP server's user as an OpenSSH file without a passphrase. */
  public String sftpPrivateKey() {
    return stampli.privateKey();
  }

  /** {@code http://localhost:<port>}, without a slash at the end. */
  public String url() {
    return "http://localhost:" + port();
  }

  /** Stops at once. Calls at work may go unanswered. */
  @Override
  public void close() {
    if (listener != null) {
      faults.close();
      shops.close();
      xero.close();
      stampli.close();
      listener.close();
      journal.close();
      listener = null;
    }
  }
}
