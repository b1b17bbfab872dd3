package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How fast, and in how much memory, 200,000 lines of bills become files. Prints figures. */
@Tag("benchmark")
@Tag("long")
class FilesBenchmark {

  private static final int ROWS = 200_000;

  @TempDir
  private Path directory;

  @ParameterizedTest
  @EnumSource
  void two_hundred_thousand_lines_in_little_memory(Template.Format format) throws Exception {
    String said = ManyRows.run(format, ROWS, directory);

    System.out.print(said);
    assertThat(said).contains("200,000 rows in 40 files");
  }
}
