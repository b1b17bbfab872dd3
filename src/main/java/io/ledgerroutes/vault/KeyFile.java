package io.ledgerroutes.vault;

import io.ledgerroutes.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The sandbox's master key, in a file that only its owner may read. */
record KeyFile(Path path) {
  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

  static KeyFile in(Path dataDirectory) {
    return new KeyFile(dataDirectory.resolve("vault.key"));
  }

  /** The key in the form of {@code ledger.vault.key}; made at the first call. */
  String readOrMake() {
    try {
      if (!Files.exists(path)) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        make();
      }
      return Files.readString(path).strip();
    } catch (IOException e) {
      throw new StartRefused(
        "The master key " + path + " cannot be read or made: " + e.getClass().getSimpleName() + ".",
        "Make the directory of ledger.data-dir writable, or set ledger.vault.key."
      );
    }
  }

  private void make() throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes = posix
      ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
      : new FileAttribute<?>[0];
    Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "vault", ".new", attributes);
    Files.writeString(fresh, VaultKeys.generate(), StandardOpenOption.SYNC);
    Files.move(fresh, path);
  }
}
