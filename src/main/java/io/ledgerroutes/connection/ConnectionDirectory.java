package io.ledgerroutes.connection;

import io.ledgerroutes.start.StartRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The files of {@code ledger.connections-dir}. */
@Component
public class ConnectionDirectory {

  private static final int MOST_BYTES = 60_000;

  private final Path directory;

  public ConnectionDirectory(@Value("${ledger.connections-dir}") Path directory) {
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      throw new StartRefused(
        "The directory of connections " + directory + " does not exist.",
        "Make it, or set ledger.connections-dir to where the connection files are."
      );
    }
  }

  /**
   * The text of every connection file by its name. Hidden files and those of other endings are passed over;
   * one that is too large reads as nothing, so that it is refused.
   */
  Map<String, String> read() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*" + ConnectionReader.SUFFIX)) {
      for (Path path : paths) {
        String name = path.getFileName().toString();
        if (!name.startsWith(".") && Files.isRegularFile(path)) {
          files.put(
            name,
            Files.size(path) > MOST_BYTES ? "" : new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
          );
        }
      }
    }
    return files;
  }

  /** Replaces a file as a whole: nobody reads half of it. */
  void write(String file, String text) throws IOException {
    Path aside = directory.resolve("." + file + ".new");
    try {
      Files.writeString(aside, text);
      Files.move(
        aside,
        directory.resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING
      );
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
