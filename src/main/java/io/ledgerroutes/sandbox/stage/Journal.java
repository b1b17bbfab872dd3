package io.ledgerroutes.sandbox.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The sandbox's memory: shelves of JSON documents and, when a directory is given, an append-only file of
 * their changes. What {@link #together} changed is one line of that file, handed to the operating system
 * before it returns: after kill -9 either all of it is there or none.
 */
public final class Journal implements AutoCloseable {

  private static final ScopedValue<List<Change>> OPEN = ScopedValue.newInstance();

  private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final Path file;
  private FileChannel channel;

  private record Change(Shelf shelf, String key, ObjectNode before, ObjectNode after) {}

  /** A journal in this directory, which is made if it is not there; null keeps everything in memory. */
  public Journal(Path directory) {
    this.file = directory == null ? null : directory.resolve("sandbox.journal");
    if (file != null) {
      try {
        Files.createDirectories(directory);
        load();
        rewrite();
      } catch (IOException e) {
        throw new UncheckedIOException("The sandbox cannot use its state directory " + directory, e);
      }
    }
  }

  /** The shelf of this name, empty at first. */
  public Shelf shelf(String name) {
    return shelves.computeIfAbsent(name, unused -> new Shelf(name, this));
  }

  /**
   * Runs the work alone, in one line of changes: all of them are kept, or, when it throws, none. May be
   * nested: an inner one that throws undoes its own changes only; the outermost is written.
   */
  public <T> T together(Supplier<T> work) {
    turn.lock();
    try {
      List<Change> changes = new ArrayList<>();
      T result = collect(changes, work);
      if (OPEN.isBound()) {
        OPEN.get().addAll(changes);
      } else {
        append(changes);
      }
      return result;
    } finally {
      turn.unlock();
    }
  }

  private static <T> T collect(List<Change> changes, Supplier<T> work) {
    try {
      return ScopedValue.where(OPEN, changes).call(work::get);
    } catch (RuntimeException e) {
      changes.reversed().forEach(change -> change.shelf().set(change.key(), change.before()));
      throw e;
    }
  }

  /** As {@link #together(Supplier)}, for work without a result. */
  public void together(Runnable work) {
    together(() -> {
      work.run();
      return null;
    });
  }

  /** Puts a document on a shelf, or takes it off when it is null. */
  void change(Shelf shelf, String key, ObjectNode document) {
    together(() -> OPEN.get().add(new Change(shelf, key, shelf.set(key, document), document)));
  }

  private void append(List<Change> changes) {
    if (file == null || changes.isEmpty()) {
      return;
    }
    ArrayNode line = Json.array();
    changes.forEach(change ->
      line.addArray().add(change.shelf().name()).add(change.key()).add((JsonNode) change.after())
    );
    write(line);
  }

  private void write(ArrayNode line) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(Json.bytes(line));
      bytes.write('\n');
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot write its journal " + file, e);
    }
  }

  private void load() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    // Bytes as they are: the last line may be cut off by a kill in the middle of a character. It does not
    // parse then, and it was never answered for.
    try (Stream<String> lines = Files.lines(file, ISO_8859_1)) {
      lines.forEach(line -> Json.parse(line.getBytes(ISO_8859_1)).ifPresent(this::replay));
    }
  }

  private void replay(JsonNode line) {
    for (JsonNode change : line) {
      ObjectNode after = change.get(2) instanceof ObjectNode document ? document : null;
      shelf(change.get(0).asText()).set(change.get(1).asText(), after);
    }
  }

  /** Leaves only what is on the shelves now, one document a line. */
  private void rewrite() throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    if (channel != null) {
      channel.close();
    }
    channel = FileChannel.open(
      fresh,
      StandardOpenOption.CREATE,
      StandardOpenOption.TRUNCATE_EXISTING,
      StandardOpenOption.WRITE
    );
    for (Shelf shelf : shelves.values()) {
      shelf.entries().forEach((key, document) -> append(List.of(new Change(shelf, key, null, document))));
    }
    channel.force(true);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    turn.lock();
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      turn.unlock();
    }
  }
}
