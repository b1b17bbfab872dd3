package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The commands of a section of the README, typed as they stand there: only what differs from machine to machine, the
 * jar, the addresses and the names that the commands before were answered with, is put in.
 */
final class ReadmeCommands {

  private final List<String> lines = new ArrayList<>();
  private final Path directory;
  private final Map<String, String> here;

  ReadmeCommands(String section, Path directory, Map<String, String> here) {
    this.directory = directory;
    this.here = here;
    boolean inSection = false;
    boolean inFence = false;
    for (String line : readme()) {
      if (line.startsWith("## ") || line.startsWith("### ")) {
        inSection = line.equals("### " + section);
      } else if (line.startsWith("```")) {
        inFence = !inFence;
      } else if (inSection && inFence) {
        lines.add(line.replaceFirst("^\\$ ", ""));
      }
    }
  }

  private static List<String> readme() {
    try {
      return Files.readAllLines(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one line that begins so. */
  String line(String start) {
    return the(line -> line.startsWith(start), start);
  }

  private String the(Predicate<String> wanted, String what) {
    List<String> found = lines.stream().filter(wanted).toList();
    assertThat(found).as("lines of the README: " + what).hasSize(1);
    return found.getFirst();
  }

  /** Types the lines that begin so, in their order, and answers with what they printed. */
  String type(String... starts) {
    StringBuilder script = new StringBuilder("set -eu\n");
    for (String start : starts) {
      script.append(onThisMachine(line(start))).append('\n');
    }
    try {
      Process shell = new ProcessBuilder("bash", "-c", script.toString())
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
      String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor()).as(script + "\n" + output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** The options of the line that starts the runtime, as they are here. */
  List<String> startOptions(String having) {
    String line = the(one -> one.startsWith("java -jar ") && one.contains(having), having);
    return List.of(onThisMachine(line).split(" "))
      .stream()
      .filter(word -> word.startsWith("--"))
      .toList();
  }

  private String onThisMachine(String line) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String typed = line.replaceFirst(
      "^java -cp target/ledger-routes.jar -Dloader.main=(\\S+) \\S+",
      java + " -cp '" + System.getProperty("java.class.path") + "' $1"
    );
    for (Map.Entry<String, String> one : here.entrySet()) {
      typed = typed.replace(one.getKey(), one.getValue());
    }
    return typed;
  }
}
