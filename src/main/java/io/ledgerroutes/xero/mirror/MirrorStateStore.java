package io.ledgerroutes.xero.mirror;

import io.ledgerroutes.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** How far each mirror has come. What is set here was done before: a state may be late but never early. */
@Component
public class MirrorStateStore {

  private static final String OF_KIND = " WHERE tenant = :tenant AND kind = :kind";
  private static final String READ = """
    UPDATE xero_mirror_state
       SET read_to = :to, looked_to = GREATEST(:to, COALESCE(looked_to, :to)), refreshed_at = :at, records = :records
    """;
  private static final String END_SWEEP = """
    UPDATE xero_mirror_state
       SET swept_at = sweep_began_at, sweep_began_at = NULL, sweep_from = NULL, sweep_page = NULL,
           read_to = COALESCE(read_to, sweep_from), looked_to = COALESCE(looked_to, sweep_from), records = :records
    """;

  private final Database database;

  public MirrorStateStore(Database database) {
    this.database = database;
  }

  Instant now() {
    return Instant.ofEpochMilli(database.now());
  }

  /** The state; where there is none yet it begins. */
  MirrorState open(String tenant, MirrorKind kind) {
    return find(tenant, kind).orElseGet(() -> begin(tenant, kind));
  }

  Optional<MirrorState> find(String tenant, MirrorKind kind) {
    return sql("SELECT * FROM xero_mirror_state" + OF_KIND, tenant, kind)
      .query((row, number) -> state(row))
      .optional();
  }

  private MirrorState begin(String tenant, MirrorKind kind) {
    try {
      sql("INSERT INTO xero_mirror_state (tenant, kind) VALUES (:tenant, :kind)", tenant, kind).update();
    } catch (DuplicateKeyException begunMeanwhile) {
      return find(tenant, kind).orElseThrow();
    }
    return MirrorState.none(tenant, kind.text());
  }

  /** Every state there is. */
  List<MirrorState> all() {
    return database
      .sql()
      .sql("SELECT * FROM xero_mirror_state ORDER BY tenant, kind")
      .query((row, number) -> state(row))
      .list();
  }

  /**
   * Everything that changed before {@code to} is here now. Nothing happens where another reader moved on meanwhile.
   *
   * @param from where this reader began; empty for what is read as a whole
   * @param at when it began, by the database's clock
   */
  void read(
    String tenant,
    MirrorKind kind,
    Optional<Instant> from,
    Optional<Instant> to,
    Instant at,
    int records
  ) {
    String where = from.isPresent() ? OF_KIND + " AND read_to = :from" : OF_KIND;
    StatementSpec update = sql(READ + where, tenant, kind)
      .param("to", to.map(Instant::toEpochMilli).orElse(0L))
      .param("at", at.toEpochMilli())
      .param("records", records);
    from.ifPresent(moment -> update.param("from", moment.toEpochMilli()));
    database.durably(() -> update.update());
  }

  /** A look between two reads came this far. */
  void looked(String tenant, MirrorKind kind, Instant to) {
    sql("UPDATE xero_mirror_state SET looked_to = :to" + OF_KIND + " AND looked_to < :to", tenant, kind)
      .param("to", to.toEpochMilli())
      .update();
  }

  /** A sweep begins; one that was under way is given up. */
  void beginSweep(String tenant, MirrorKind kind, MirrorState.Sweep sweep) {
    sql(
      "UPDATE xero_mirror_state SET sweep_began_at = :began, sweep_from = :from, sweep_page = :page" +
        OF_KIND,
      tenant,
      kind
    )
      .param("began", sweep.beganAt().toEpochMilli())
      .param("from", sweep.from().toEpochMilli())
      .param("page", sweep.page())
      .update();
  }

  /** This is the sweep's next page now. */
  void sweptTo(String tenant, MirrorKind kind, Instant beganAt, int page) {
    sql(
      "UPDATE xero_mirror_state SET sweep_page = :page" + OF_KIND + " AND sweep_began_at = :began",
      tenant,
      kind
    )
      .param("page", page)
      .param("began", beganAt.toEpochMilli())
      .update();
  }

  /** The sweep has seen everything. The first one is what loads the mirror. */
  void endSweep(String tenant, MirrorKind kind, Instant beganAt, int records) {
    database.durably(() ->
      sql(END_SWEEP + OF_KIND + " AND sweep_began_at = :began", tenant, kind)
        .param("began", beganAt.toEpochMilli())
        .param("records", records)
        .update()
    );
  }

  /** Notes in the running transaction that a refresh is asked for; false where another node was faster. */
  boolean ask(MirrorState state, Instant now) {
    return ask("asked_at", state, state.askedAt(), now);
  }

  /** The same for a sweep. */
  boolean askSweep(MirrorState state, Instant now) {
    return ask("sweep_asked_at", state, state.sweepAskedAt(), now);
  }

  private boolean ask(String column, MirrorState state, Instant before, Instant now) {
    String update =
      "UPDATE xero_mirror_state SET " + column + " = :now" + OF_KIND + " AND " + column + " = :before";
    return (
      database
        .sql()
        .sql(update)
        .param("tenant", state.tenant())
        .param("kind", state.kind())
        .param("now", now.toEpochMilli())
        .param("before", before.toEpochMilli())
        .update() ==
      1
    );
  }

  private StatementSpec sql(String text, String tenant, MirrorKind kind) {
    return database.sql().sql(text).param("tenant", tenant).param("kind", kind.text());
  }

  private static MirrorState state(ResultSet row) throws SQLException {
    Optional<MirrorState.Sweep> sweep = Optional.empty();
    if (time(row, "sweep_began_at").isPresent()) {
      sweep = Optional.of(
        new MirrorState.Sweep(
          time(row, "sweep_began_at").get(),
          time(row, "sweep_from").orElseThrow(),
          row.getInt("sweep_page")
        )
      );
    }
    return new MirrorState(
      row.getString("tenant"),
      row.getString("kind"),
      time(row, "read_to"),
      time(row, "looked_to"),
      time(row, "refreshed_at"),
      row.getInt("records"),
      sweep,
      time(row, "swept_at"),
      time(row, "asked_at").orElse(Instant.EPOCH),
      time(row, "sweep_asked_at").orElse(Instant.EPOCH)
    );
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
