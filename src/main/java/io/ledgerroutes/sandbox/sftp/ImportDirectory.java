package io.ledgerroutes.sandbox.sftp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.sandbox.stage.Journal;
import io.ledgerroutes.sandbox.stage.Json;
import io.ledgerroutes.sandbox.stage.Shelf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Stampli's import directory. A file whose name ends in .csv or .xml is taken out of it, with its bytes and in order.
 * Such a file must be whole from the first moment and stay as it is: whatever was seen otherwise is kept as a
 * violation. Taking is one move on disk, told to the journal afterwards; a kill in between is made up for at start.
 */
final class ImportDirectory {

  static final String PATH = "/import";

  private final Path home;
  private final Path taken;
  private final Shelf files;
  private final Shelf violations;
  private final Shelf unfinished;
  private final Clock clock;
  private final Map<String, Long> lying = new LinkedHashMap<>();

  /** A step on disk that may fail. */
  interface Step {
    void run() throws IOException;
  }

  /** Opens the directory below this one, made if it is not there, and takes over what a kill left behind. */
  ImportDirectory(Path directory, Journal journal, Clock clock) {
    this.home = directory.resolve("home");
    this.taken = directory.resolve("taken");
    this.files = journal.shelf("stampli-taken");
    this.violations = journal.shelf("stampli-violations");
    this.unfinished = journal.shelf("stampli-unfinished");
    this.clock = clock;
    try {
      Files.createDirectories(imports());
      Files.createDirectories(taken);
      list(taken)
        .stream()
        .filter(file -> !files.has(number(file)))
        .forEach(this::tell);
      list(imports())
        .stream()
        .map(ImportDirectory::nameOf)
        .filter(ImportDirectory::swept)
        .forEach(this::lies);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot use " + directory, e);
    }
  }

  /** What the user sees as {@code /}. */
  Path home() {
    return home;
  }

  private Path imports() {
    return home.resolve(PATH.substring(1));
  }

  /** Whether Stampli takes a file of this path or name. */
  static boolean swept(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    boolean inside =
      path.indexOf('/') < 0 || (path.lastIndexOf('/') == PATH.length() && path.startsWith(PATH));
    return inside && (name.endsWith(".csv") || name.endsWith(".xml"));
  }

  /** A file is open for writing from now on. */
  synchronized void opened(String path) {
    if (swept(path)) {
      violate("half-file", path, "written under its final name");
      lies(nameOf(path));
    }
    unfinished.put(path, Json.object());
  }

  /** Its writer closed a file, so that it is whole. */
  synchronized void closed(String path) {
    unfinished.remove(path);
  }

  /** A file is changed in place, other than by writing it from an open handle. */
  synchronized void changed(String path) {
    if (lying.containsKey(nameOf(path)) && swept(path)) {
      violate("changed", path, "changed after it was visible");
    }
  }

  /** A file gets another name. */
  synchronized void renamed(String from, String to, Step move) throws IOException {
    boolean replaces = swept(to) && Files.exists(imports().resolve(nameOf(to)));
    move.run();
    if (swept(from)) {
      violate("changed", from, "renamed after it was visible");
      lying.remove(nameOf(from));
    }
    if (replaces) {
      violate("changed", to, "replaced after it was visible");
    }
    boolean whole = !unfinished.has(from);
    unfinished.remove(from);
    if (swept(to)) {
      if (!whole) {
        violate("half-file", to, "got its final name before its writer had closed it");
      }
      lies(nameOf(to));
    } else if (!whole) {
      unfinished.put(to, Json.object());
    }
  }

  /** A file is removed by the user. */
  synchronized void removed(String path, Step remove) throws IOException {
    remove.run();
    unfinished.remove(path);
    if (swept(path) && lying.remove(nameOf(path)) != null) {
      violate("changed", path, "removed after it was visible");
    }
  }

  private void lies(String name) {
    lying.putIfAbsent(name, System.nanoTime());
  }

  /** Takes every file that has lain under its final name for so long. */
  synchronized void sweep(long millis) {
    long now = System.nanoTime();
    List<String> due = lying
      .entrySet()
      .stream()
      .filter(file -> now - file.getValue() >= TimeUnit.MILLISECONDS.toNanos(millis))
      .map(Map.Entry::getKey)
      .toList();
    due.forEach(this::take);
  }

  private void take(String name) {
    Path own = taken.resolve("%06d-%s".formatted(files.size() + 1, name));
    try {
      Files.move(imports().resolve(name), own, StandardCopyOption.ATOMIC_MOVE);
      lying.remove(name);
      unfinished.remove(PATH + "/" + name);
      tell(own);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox cannot take " + name, e);
    }
  }

  private void tell(Path file) {
    String number = number(file);
    String name = nameOf(file).substring(number.length() + 1);
    Contents contents = Contents.of(file);
    files.put(
      number,
      Json.object()
        .put("number", Integer.parseInt(number))
        .put("name", name)
        .put("size", contents.size())
        .put("sha256", contents.sha256())
        .put("rows", contents.rows())
        .put("at", clock.instant().toString())
    );
  }

  private static String number(Path takenFile) {
    return nameOf(takenFile).substring(0, nameOf(takenFile).indexOf('-'));
  }

  private void violate(String kind, String path, String detail) {
    violations.put(
      Integer.toString(violations.size() + 1),
      Json.object()
        .put("kind", kind)
        .put("name", nameOf(path))
        .put("detail", detail)
        .put("at", clock.instant().toString())
    );
  }

  /** What was taken, in order: number, name, size, sha256, rows (a CSV's records with its header, else 0), at. */
  ArrayNode taken() {
    return Json.array().addAll(files.all());
  }

  /** Names that were taken more than once: Stampli would have imported them twice. */
  ArrayNode duplicates() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    files.all().forEach(file -> counts.merge(file.path("name").asText(), 1, Integer::sum));
    ArrayNode twice = Json.array();
    counts.forEach((name, count) -> {
      if (count > 1) {
        twice.add(name);
      }
    });
    return twice;
  }

  /** What was wrong: kind {@code half-file} or {@code changed}, name, detail, at. */
  ArrayNode violations() {
    return Json.array().addAll(violations.all());
  }

  /** What lies in the directory now, under whatever name: name, size, sha256. */
  synchronized ArrayNode there() {
    ArrayNode there = Json.array();
    list(imports()).forEach(file -> {
      Contents contents = Contents.of(file);
      there
        .addObject()
        .put("name", nameOf(file))
        .put("size", contents.size())
        .put("sha256", contents.sha256());
    });
    return there;
  }

  /** The bytes of the newest file that was taken under this name, else of the one that lies there. */
  synchronized Optional<byte[]> bytes(String name) {
    return list(taken)
      .reversed()
      .stream()
      .filter(file -> nameOf(file).equals(number(file) + "-" + name))
      .findFirst()
      .or(() ->
        list(imports())
          .stream()
          .filter(file -> nameOf(file).equals(name))
          .findFirst()
      )
      .map(ImportDirectory::read);
  }

  /** Forgets every file. */
  synchronized void clear() {
    list(taken).forEach(ImportDirectory::delete);
    list(imports()).forEach(ImportDirectory::delete);
    List.of(files, violations, unfinished).forEach(Shelf::clear);
    lying.clear();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
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

  private static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(Path file) {
    return file.getFileName().toString();
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
