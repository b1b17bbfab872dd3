package io.ledgerroutes.stampli;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SftpException;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.remote.RemoteWords;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a failure of SFTP means: the one place that says it (facts, Stampli: servers in the wild). */
final class SftpFailures {

  static final String REMOTE = "stampli";

  static final int NO_SUCH_FILE = 2;
  private static final int DENIED = 3;
  private static final int NO_SPACE = 14;
  private static final int QUOTA = 15;
  private static final Pattern FULL = Pattern.compile(
    "space|quota|disk full|too large",
    Pattern.CASE_INSENSITIVE
  );
  private static final Pattern SIGN_IN = Pattern.compile(
    "auth (fail|cancel)|userauth|too many authentication",
    Pattern.CASE_INSENSITIVE
  );
  private static final Pattern KEY = Pattern.compile(
    "invalid privatekey|privatekey|passphrase|unknown key type",
    Pattern.CASE_INSENSITIVE
  );

  private SftpFailures() {}

  /** What was being done, with what to do where the server does not let us. */
  enum Deed {
    SIGN_IN("sign in", "look what Stampli gave you: user, password or key"),
    LIST("list the directory", "ask Stampli to let the user list it"),
    WRITE("write into the directory", "ask Stampli to let the user write there"),
    RENAME("rename in the directory", "ask Stampli to let the user rename there"),
    READ("read in the directory", "ask Stampli to let the user read there"),
    DELETE("delete in the directory", "ask Stampli to let the user delete there");

    private final String words;
    private final String remedy;

    Deed(String words, String remedy) {
      this.words = words;
      this.remedy = remedy;
    }
  }

  /** The failure behind what the library threw. */
  static RemoteFailure of(Throwable thrown, Deed deed, StampliSettings settings) {
    SftpException said = find(thrown, SftpException.class);
    // Where something lies beneath it the server did not say it: the connection broke.
    if (said != null && said.getCause() == null) {
      return answered(said, deed, settings);
    }
    JSchException refused = find(thrown, JSchException.class);
    if (refused != null && deed == Deed.SIGN_IN && matches(KEY, refused)) {
      return failure(
        FailureKind.CREDENTIALS,
        0,
        "sftp-private-key cannot be read: store a private key in OpenSSH's or PEM form, without a passphrase"
      );
    }
    if (refused != null && deed == Deed.SIGN_IN && matches(SIGN_IN, refused)) {
      return failure(
        FailureKind.CREDENTIALS,
        0,
        "the server does not let " +
          settings.user() +
          " in: store the right sftp-password or sftp-private-key"
      );
    }
    return failure(
      FailureKind.TRANSIENT,
      0,
      unreachable(thrown, settings) + ", while trying to " + deed.words
    );
  }

  private static RemoteFailure answered(SftpException said, Deed deed, StampliSettings settings) {
    String words = RemoteWords.clip(String.valueOf(said.getMessage()));
    if (said.id == NO_SUCH_FILE) {
      // What is renamed, read or deleted may be gone; where nothing can be listed or written the directory is.
      boolean directory = deed == Deed.LIST || deed == Deed.WRITE;
      return directory
        ? failure(
            FailureKind.STRUCTURAL,
            said.id,
            "there is no directory " + settings.directory() + ": make it or name the right one, then replay"
          )
        : failure(FailureKind.TRANSIENT, said.id, "a file is not there any more (" + words + ")");
    }
    if (said.id == DENIED) {
      return failure(
        FailureKind.STRUCTURAL,
        said.id,
        "the server does not let " +
          settings.user() +
          " " +
          deed.words +
          " " +
          settings.directory() +
          " (" +
          words +
          "): " +
          deed.remedy +
          ", then replay"
      );
    }
    if (deed == Deed.WRITE && (said.id == NO_SPACE || said.id == QUOTA || FULL.matcher(words).find())) {
      return failure(
        FailureKind.TRANSIENT,
        said.id,
        "there is no room left there (" + words + "): ask Stampli to make some"
      );
    }
    String perhaps = deed == Deed.WRITE ? ": perhaps there is no room left there; ask Stampli" : "";
    return failure(
      FailureKind.TRANSIENT,
      said.id,
      "the server failed to " + deed.words + " (" + words + ")" + perhaps
    );
  }

  private static String unreachable(Throwable thrown, StampliSettings settings) {
    String where = settings.host() + ":" + settings.port();
    if (find(thrown, UnknownHostException.class) != null) {
      return "the host " + settings.host() + " is not known";
    }
    if (find(thrown, ConnectException.class) != null) {
      return "nobody answers at " + where;
    }
    if (find(thrown, SocketTimeoutException.class) != null) {
      return "no answer in time from " + where;
    }
    if (find(thrown, JSchAlgoNegoFailException.class) != null) {
      return "the server at " + where + " and this runtime know no common way to encrypt";
    }
    return "the connection to " + where + " broke";
  }

  private static RemoteFailure failure(FailureKind kind, int status, String words) {
    return new RemoteFailure(new Failure(REMOTE, kind, status, words, Optional.empty(), true));
  }

  private static boolean matches(Pattern pattern, Throwable thrown) {
    return thrown.getMessage() != null && pattern.matcher(thrown.getMessage()).find();
  }

  /** The first of a kind among the causes; null where there is none. */
  static <T extends Throwable> T find(Throwable thrown, Class<T> kind) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
    }
    return null;
  }
}
