package io.ledgerroutes.stampli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Files as they are handed over, below {@code files/<connection>} in the data directory, readable by their owner
 * alone. A file is under its name only when it is whole and on the disk. What is missing here, on another node for
 * instance, is made again from the store.
 */
@Component
class StagingDirectory {

  private static final Set<PosixFilePermission> OWNER_ONLY_ENTERS = PosixFilePermissions.fromString(
    "rwx------"
  );
  private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");
  private static final String UNFINISHED = ".unfinished-";
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private final Path base;

  StagingDirectory(@Value("${ledger.data-dir}") Path dataDirectory) {
    this.base = dataDirectory.resolve("files");
  }

  /** Writes the bytes, whole and on the disk, under a name that is nobody's yet. */
  Path write(String connection, byte[] content) {
    Path directory = base.resolve(connection);
    Path unfinished = directory.resolve(UNFINISHED + UUID.randomUUID());
    try {
      Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_ENTERS));
      try (
        FileChannel file = FileChannel.open(
          unfinished,
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          PosixFilePermissions.asFileAttribute(OWNER_ALONE)
        )
      ) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      }
      return unfinished;
    } catch (IOException e) {
      throw new UncheckedIOException("A file cannot be staged below " + base, e);
    }
  }

  /** Gives what was written its name, in one move. */
  void name(Path written, StagedFile file) {
    try {
      Files.move(written, path(file), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(written.getParent())) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A file cannot be staged below " + base, e);
    }
  }

  /** Removes what was written and will get no name. */
  void drop(Path written) {
    delete(written);
  }

  /** The bytes, if they are there and are those that were staged. */
  Optional<byte[]> read(StagedFile file) {
    try {
      return Optional.of(Files.readAllBytes(path(file))).filter(bytes ->
        Bytes.sha256(bytes).equals(file.sha256())
      );
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("A staged file cannot be read below " + base, e);
    }
  }

  void remove(StagedFile file) {
    delete(path(file));
  }

  /** What lies here by connection and name, without what is being written. */
  List<Path> all() {
    List<Path> all = new ArrayList<>();
    for (Path connection : list(base)) {
      list(connection)
        .stream()
        .filter(file -> !isUnfinished(file))
        .forEach(all::add);
    }
    return all;
  }

  /** Removes what a process that is gone had begun to write. */
  void tidy(Instant now) {
    for (Path connection : list(base)) {
      list(connection)
        .stream()
        .filter(StagingDirectory::isUnfinished)
        .filter(file -> modified(file).isBefore(now.minus(LEFT_BEHIND)))
        .forEach(StagingDirectory::delete);
    }
  }

  private Path path(StagedFile file) {
    return base.resolve(file.connection()).resolve(file.name());
  }

  private static boolean isUnfinished(Path file) {
    return file.getFileName().toString().startsWith(UNFINISHED);
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException gone) {
      return Instant.MAX;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
