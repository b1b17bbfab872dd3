package io.ledgerroutes.stampli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link FilesBenchmark}. */
class ManyRowsTest {

  @TempDir
  private Path directory;

  @Test
  void large_runs_become_files_of_five_thousand_rows_each() throws Exception {
    assertThat(ManyRows.run(Template.Format.CSV, 6_000, directory)).contains("6,000 rows in 2 files");

    assertThat(rows("1.csv")).isEqualTo(5_000);
    assertThat(rows("2.csv")).isEqualTo(1_000);
  }

  private int rows(String file) throws Exception {
    List<List<String>> lines = OtherReaders.univocity(Files.readAllBytes(directory.resolve(file)), ',');
    return lines.size() - 1;
  }
}
