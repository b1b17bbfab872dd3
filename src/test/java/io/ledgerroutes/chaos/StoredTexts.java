package io.ledgerroutes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.vault.SealedColumn;
import io.ledgerroutes.vault.SealedColumnStore;
import io.ledgerroutes.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.InflaterInputStream;

/** Every cell of every table of a running store, in clear: sealed ones opened, compressed ones inflated. */
final class StoredTexts {

  /** Sealed columns by what the rooms call their rows. */
  private static final Map<String, String> SEALED = Map.of(
    "payloads",
    "inbox.payload",
    "requests",
    "intent.request",
    "elements of requests",
    "intent_element.content",
    "links",
    "link.target_projection",
    "mirrored records",
    "xero_mirror.content",
    "rows of runs",
    "run_row.content",
    "files",
    "stampli_file_part.content"
  );
  /** Secrets and texts that are no record of anybody's: looked at as they stand. */
  private static final Set<String> OTHERS = Set.of(
    "run.report",
    "vault_secret.sealed",
    "xero_consent.verifier",
    "xero_grant.access",
    "xero_grant.refresh"
  );

  private final RuntimeHere runtime;

  StoredTexts(RuntimeHere runtime) {
    this.runtime = runtime;
  }

  /** Columns that hold the text in any case. */
  Set<String> placesOf(String text) {
    Set<String> places = new TreeSet<>();
    String wanted = text.toLowerCase(Locale.ROOT);
    columns().forEach(column -> {
      if (
        clear(column)
          .stream()
          .anyMatch(cell -> cell.toLowerCase(Locale.ROOT).contains(wanted))
      ) {
        places.add(column);
      }
    });
    Map<String, SealedColumn> sealed = sealed();
    sealed.forEach((column, of) ->
      runtime
        .bean(SealedColumnStore.class)
        .change(of, runtime.bean(Vault.class), content -> {
          if (text(content).toLowerCase(Locale.ROOT).contains(wanted)) {
            places.add(column);
          }
          return Optional.empty();
        })
    );
    return places;
  }

  private Map<String, SealedColumn> sealed() {
    Map<String, SealedColumn> sealed = new java.util.TreeMap<>();
    runtime.beans(SealedColumn.class).forEach(column -> sealed.put(SEALED.get(column.what()), column));
    assertThat(sealed.keySet())
      .as("a sealed column that nobody looks into")
      .containsExactlyInAnyOrderElementsOf(SEALED.values());
    Set<String> bytes = new TreeSet<>(SEALED.values());
    bytes.addAll(OTHERS);
    assertThat(columnsOf("BINARY VARYING")).as("a column of bytes that nobody looks into").isEqualTo(bytes);
    return sealed;
  }

  private List<String> columns() {
    return runtime
      .sql()
      .sql(
        """
        SELECT LOWER(table_name) || '.' || LOWER(column_name) FROM information_schema.columns
         WHERE table_schema = 'PUBLIC' AND LOWER(table_name) <> 'flyway_schema_history'
        """
      )
      .query(String.class)
      .list();
  }

  private Set<String> columnsOf(String type) {
    return new TreeSet<>(
      runtime
        .sql()
        .sql(
          """
          SELECT LOWER(table_name) || '.' || LOWER(column_name) FROM information_schema.columns
           WHERE table_schema = 'PUBLIC' AND data_type = ?
          """
        )
        .params(type)
        .query(String.class)
        .list()
    );
  }

  private List<String> clear(String column) {
    String[] parts = column.split("\\.");
    return runtime
      .sql()
      .sql("SELECT " + parts[1] + " FROM " + parts[0] + " WHERE " + parts[1] + " IS NOT NULL")
      .query((row, number) ->
        row.getObject(1) instanceof byte[] bytes
          ? new String(bytes, StandardCharsets.UTF_8)
          : row.getString(1)
      )
      .list();
  }

  private static String text(byte[] content) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(content))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException notCompressed) {
      return new String(content, StandardCharsets.UTF_8);
    }
  }
}
