package io.ledgerroutes.stampli;

import io.ledgerroutes.stampli.FileEntry.Share;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.store.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which record stands in which file, in which version and with what shares of purchase orders. */
@Component
public class FiledRecordStore {

  private static final String RECORD = """
    SELECT r.file_id, r.position, r.record_type, r.record_id, r.version, f.name, f.state, r.vendor, r.number,
           r.currency, r.net, r.total, r.due
      FROM stampli_file_record r JOIN stampli_file f ON f.id = r.file_id
    """;
  private static final String NEWEST_FIRST = " ORDER BY r.file_id DESC, r.position";
  private static final String INSERT_RECORD = """
    INSERT INTO stampli_file_record (file_id, position, connection, record_type, record_id, version, version_key,
                                     correction, vendor, number, number_key, currency, net, tax, total, due, row_count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  /** Ids in one question. */
  private static final int SOME = 500;

  private final Database database;
  private final JdbcTemplate jdbc;

  public FiledRecordStore(Database database, JdbcTemplate jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /**
   * Adds a file's records in the running transaction, in their order.
   *
   * @throws org.springframework.dao.DuplicateKeyException where one of the versions stands in another file
   */
  void add(StagedFile file, List<FileEntry> entries) {
    List<Object[]> records = new ArrayList<>();
    List<Object[]> shares = new ArrayList<>();
    for (int position = 0; position < entries.size(); position++) {
      FileEntry entry = entries.get(position);
      records.add(record(file, position, entry));
      for (Share share : together(entry.orders())) {
        shares.add(new Object[] { file.id(), position, share.order(), share.net() });
      }
    }
    jdbc.batchUpdate(INSERT_RECORD, records);
    jdbc.batchUpdate(
      "INSERT INTO stampli_file_share (file_id, position, order_id, net) VALUES (?, ?, ?, ?)",
      shares
    );
  }

  private static Object[] record(StagedFile file, int position, FileEntry entry) {
    return new Object[] {
      file.id(),
      position,
      file.connection(),
      entry.recordType(),
      entry.recordId(),
      entry.version(),
      versionKey(entry),
      entry.correction(),
      plain(entry.vendor()),
      plain(entry.number()),
      numberKey(entry.number()),
      entry.currency(),
      entry.net(),
      entry.tax(),
      entry.total(),
      entry.due(),
      entry.rows().size(),
    };
  }

  private static List<Share> together(List<Share> shares) {
    Map<String, BigDecimal> byOrder = new LinkedHashMap<>();
    shares.forEach(share -> byOrder.merge(share.order(), share.net(), BigDecimal::add));
    return byOrder
      .entrySet()
      .stream()
      .map(share -> new Share(share.getKey(), share.getValue()))
      .toList();
  }

  /** Frees the records of a file that is given up, in the running transaction: they may enter other files. */
  void release(StagedFile file) {
    sql()
      .sql("UPDATE stampli_file_record SET version_key = NULL WHERE file_id = ?")
      .params(file.id())
      .update();
  }

  /** Where the record stands that was filed last of each of these ids, unless that file was given up. */
  public Map<String, FiledRecord> latest(String connection, String recordType, Collection<String> ids) {
    Map<String, FiledRecord> latest = new HashMap<>();
    for (List<String> some : inSome(ids)) {
      records(
        sql()
          .sql(
            RECORD +
              """
               WHERE r.connection = :connection AND r.record_type = :type AND r.record_id IN (:ids)
                 AND r.version_key IS NOT NULL
              """ +
              NEWEST_FIRST
          )
          .param("connection", connection)
          .param("type", recordType)
          .param("ids", some)
      ).forEach(record -> latest.putIfAbsent(record.recordId(), record));
    }
    return latest;
  }

  /** Where these very versions stand; those that stand in no file are absent. */
  List<FiledRecord> of(String connection, String recordType, Collection<FileEntry> entries) {
    List<FiledRecord> found = new ArrayList<>();
    for (List<String> some : inSome(entries.stream().map(FiledRecordStore::versionKey).toList())) {
      found.addAll(
        records(
          sql()
            .sql(
              RECORD +
                " WHERE r.connection = :connection AND r.record_type = :type AND r.version_key IN (:keys)" +
                NEWEST_FIRST
            )
            .param("connection", connection)
            .param("type", recordType)
            .param("keys", some)
        )
      );
    }
    return found;
  }

  private static String versionKey(FileEntry entry) {
    return entry.recordId() + ":" + entry.version();
  }

  /**
   * Where records stand in all their versions, by id and in the order in which they were filed, without files that were
   * given up; those that stand in none are absent.
   */
  public Map<String, List<FiledRecord>> versions(
    String connection,
    String recordType,
    Collection<String> ids
  ) {
    Map<String, List<FiledRecord>> versions = new HashMap<>();
    for (List<String> some : inSome(ids)) {
      records(
        sql()
          .sql(
            RECORD +
              """
               WHERE r.connection = :connection AND r.record_type = :type AND r.record_id IN (:ids)
                 AND r.version_key IS NOT NULL ORDER BY r.file_id, r.position
              """
          )
          .param("connection", connection)
          .param("type", recordType)
          .param("ids", some)
      ).forEach(record -> versions.computeIfAbsent(record.recordId(), id -> new ArrayList<>()).add(record));
    }
    return versions;
  }

  /**
   * What was filed under these numbers, newest first, in any case, whoever the vendor is and in all versions: Stampli
   * knows a bill by vendor and number (rule P2).
   */
  public List<FiledRecord> numbered(String connection, Collection<String> numbers) {
    List<FiledRecord> found = new ArrayList<>();
    for (List<String> some : inSome(numbers.stream().map(FiledRecordStore::numberKey).toList())) {
      found.addAll(
        records(
          sql()
            .sql(
              RECORD +
                " WHERE r.connection = :connection AND r.number_key IN (:numbers) AND r.version_key IS NOT NULL" +
                NEWEST_FIRST
            )
            .param("connection", connection)
            .param("numbers", some)
        )
      );
    }
    return found;
  }

  /**
   * The records that stand in a file, in their order; also of one that was given up.
   *
   * @param from how many of them to leave out
   */
  public List<FiledRecord> in(StagedFile file, int from, int limit) {
    return records(
      sql()
        .sql(RECORD + " WHERE r.file_id = ? AND r.position >= ? ORDER BY r.position LIMIT ?")
        .params(file.id(), from, limit)
    );
  }

  /** Of which types records stand in a file; each is the flow of its records' messages too. */
  List<String> types(StagedFile file) {
    return sql()
      .sql("SELECT DISTINCT record_type FROM stampli_file_record WHERE file_id = ? ORDER BY record_type")
      .params(file.id())
      .query(String.class)
      .list();
  }

  private record Place(long file, int position) {}

  private record Found(Place place, FiledRecord record) {}

  private List<FiledRecord> records(JdbcClient.StatementSpec query) {
    List<Found> found = query.query((row, number) -> found(row)).list();
    Map<Place, List<Share>> shares = shares(found);
    return found
      .stream()
      .map(one -> with(one.record(), shares.getOrDefault(one.place(), List.of())))
      .toList();
  }

  private Map<Place, List<Share>> shares(List<Found> found) {
    Map<Place, List<Share>> shares = new HashMap<>();
    List<Long> files = found
      .stream()
      .map(one -> one.place().file())
      .distinct()
      .toList();
    for (List<Long> some : inSome(files)) {
      sql()
        .sql(
          "SELECT file_id, position, order_id, net FROM stampli_file_share WHERE file_id IN (:files) ORDER BY order_id"
        )
        .param("files", some)
        .query(row -> {
          shares
            .computeIfAbsent(new Place(row.getLong("file_id"), row.getInt("position")), place ->
              new ArrayList<>()
            )
            .add(new Share(row.getString("order_id"), plain(row.getBigDecimal("net"))));
        });
    }
    return shares;
  }

  private static Found found(ResultSet row) throws SQLException {
    return new Found(
      new Place(row.getLong("file_id"), row.getInt("position")),
      new FiledRecord(
        row.getString("record_type"),
        row.getString("record_id"),
        row.getString("version"),
        row.getString("name"),
        State.valueOf(row.getString("state")),
        row.getString("vendor"),
        row.getString("number"),
        row.getString("currency"),
        plain(row.getBigDecimal("net")),
        plain(row.getBigDecimal("total")),
        plain(row.getBigDecimal("due")),
        List.of()
      )
    );
  }

  private static FiledRecord with(FiledRecord record, List<Share> shares) {
    return new FiledRecord(
      record.recordType(),
      record.recordId(),
      record.version(),
      record.file(),
      record.state(),
      record.vendor(),
      record.number(),
      record.currency(),
      record.net(),
      record.total(),
      record.due(),
      shares
    );
  }

  private static String numberKey(String number) {
    return FiledRecord.numberKey(plain(number));
  }

  // PostgreSQL takes no NUL in a text.
  private static String plain(String text) {
    return CONTROL.matcher(text).replaceAll(" ");
  }

  /** Without the places that the column adds. */
  private static BigDecimal plain(BigDecimal amount) {
    BigDecimal stripped = amount.stripTrailingZeros();
    return stripped.scale() < 2 ? stripped.setScale(2) : stripped;
  }

  private static <T> List<List<T>> inSome(Collection<T> all) {
    List<T> distinct = all.stream().distinct().toList();
    List<List<T>> some = new ArrayList<>();
    for (int from = 0; from < distinct.size(); from += SOME) {
      some.add(distinct.subList(from, Math.min(distinct.size(), from + SOME)));
    }
    return some;
  }

  private JdbcClient sql() {
    return database.sql();
  }
}
