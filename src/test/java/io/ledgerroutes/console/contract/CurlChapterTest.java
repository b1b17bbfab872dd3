package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.browser.LiveHouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's chapter "The API by curl": each of its lines is run as it stands, and answers as it says. */
@ExtendWith(LiveHouse.Keys.class)
class CurlChapterTest {

  private static final Pattern CHAPTER = Pattern.compile("(?s)\n### The API by curl\n(.*?)\n##");
  private static final Pattern BLOCK = Pattern.compile("(?s)\n```\n(.*?)\n```");

  /** A line, and what the README shows of its answer: parts, with something left out between them. */
  private record Shown(String line, String answer) {
    boolean refused() {
      return answer.contains("\"status\":4");
    }
  }

  @TempDir
  private Path directory;

  @Test
  void every_line_is_run_and_answers_as_it_says(LiveHouse house) throws Exception {
    List<Shown> lines = chapter();

    assertThat(lines).hasSizeGreaterThan(10);
    for (Shown shown : lines) {
      String answer = run(house, shown.line());
      String status = answer.substring(answer.lastIndexOf('\n') + 1);
      assertThat(status).as(shown.line() + "\n" + answer).startsWith(shown.refused() ? "4" : "2");
      int from = 0;
      for (String part : shown.answer().split("…")) {
        assertThat(answer.indexOf(part, from)).as(part + " in " + answer).isNotNegative();
        from = answer.indexOf(part, from) + part.length();
      }
    }
    assertThat(directory.resolve("audit.csv")).content().contains("audit trail");
  }

  private static List<Shown> chapter() throws IOException {
    Matcher chapter = CHAPTER.matcher(Files.readString(Path.of("README.md")));
    assertThat(chapter.find()).isTrue();
    List<Shown> lines = new ArrayList<>();
    BLOCK.matcher(chapter.group(1))
      .results()
      .forEach(block -> {
        for (String line : block.group(1).split("(?m)^\\$ ")) {
          if (!line.isBlank()) {
            String[] parts = line.split("\n", 2);
            lines.add(new Shown(parts[0], parts.length == 1 ? "" : parts[1].strip().replace("\n", "")));
          }
        }
      });
    return lines;
  }

  /** The answer, and in a line of its own the status. */
  private String run(LiveHouse house, String line) throws Exception {
    String function = "curl() { command curl -sS -m 60 -w '\\n%{http_code}' \"$@\"; }\n";
    String here = line.replace("http://localhost:8080", house.url(""));
    ProcessBuilder shell = new ProcessBuilder("sh", "-c", function + here)
      .directory(directory.toFile())
      .redirectErrorStream(true);
    shell.environment().put("A", "admin:" + LiveHouse.PASSWORD);
    Process process = shell.start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(here + "\n" + answer).isZero();
    return answer;
  }
}
