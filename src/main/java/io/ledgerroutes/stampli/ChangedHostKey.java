package io.ledgerroutes.stampli;

/** The server shows another key than the one that was pinned: nothing was sent, and no credential shown. */
final class ChangedHostKey extends RuntimeException {

  ChangedHostKey(HostKey expected, String seen) {
    super(
      "the server's key is not the one that was stored: expected " +
        expected +
        ", saw " +
        seen +
        "; nothing was sent. Ask Stampli whether it changed its key; if it did, store the new one as sftp-host-key, " +
        "then resume the connection"
    );
  }
}
