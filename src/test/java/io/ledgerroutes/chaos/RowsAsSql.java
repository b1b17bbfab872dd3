package io.ledgerroutes.chaos;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All rows of a store as statements that PostgreSQL takes, parents before their children. */
final class RowsAsSql {

  private static final List<String> PARENTS = List.of("intent", "run");

  private final JdbcClient from;

  RowsAsSql(JdbcClient from) {
    this.from = from;
  }

  String text() {
    List<String> tables = tables();
    String rows = tables.stream().map(this::rows).collect(Collectors.joining());
    return rows + tables.stream().map(this::sequence).collect(Collectors.joining());
  }

  /** The product's tables; Flyway makes its own. */
  private List<String> tables() {
    List<String> others = from
      .sql(
        """
        SELECT LOWER(table_name) FROM information_schema.tables
         WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE' AND LOWER(table_name) <> 'flyway_schema_history'
         ORDER BY 1
        """
      )
      .query(String.class)
      .list();
    List<String> tables = new java.util.ArrayList<>(PARENTS);
    others
      .stream()
      .filter(table -> !PARENTS.contains(table))
      .forEach(tables::add);
    return tables;
  }

  private String rows(String table) {
    return String.join(
      "",
      from
        .sql("SELECT * FROM " + table)
        .query((row, number) -> insert(table, row))
        .list()
    );
  }

  private static String insert(String table, ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    StringBuilder names = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (int column = 1; column <= columns.getColumnCount(); column++) {
      String comma = column == 1 ? "" : ", ";
      names.append(comma).append(columns.getColumnName(column).toLowerCase(java.util.Locale.ROOT));
      values.append(comma).append(value(row, column, columns.getColumnType(column)));
    }
    return "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ");\n";
  }

  private static String value(ResultSet row, int column, int type) throws SQLException {
    Object value = row.getObject(column);
    if (value == null) {
      return "NULL";
    }
    return switch (type) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> "'\\x" +
      HexFormat.of().formatHex(row.getBytes(column)) +
      "'";
      case Types.VARCHAR, Types.CHAR -> "'" + row.getString(column).replace("'", "''") + "'";
      default -> value.toString();
    };
  }

  private String sequence(String table) {
    boolean numbered =
      from
        .sql(
          """
          SELECT COUNT(*) FROM information_schema.columns
           WHERE table_schema = 'PUBLIC' AND LOWER(table_name) = ? AND LOWER(column_name) = 'id' AND is_identity = 'YES'
          """
        )
        .params(table)
        .query(Long.class)
        .single() >
      0;
    return numbered
      ? "SELECT setval(pg_get_serial_sequence('%s', 'id'), COALESCE(MAX(id), 0) + 1, FALSE) FROM %s;\n".formatted(
          table,
          table
        )
      : "";
  }
}
