package io.ledgerroutes.inbox;

import io.ledgerroutes.store.Database;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What waits for a person, by kind of reason: counted, summed and told which months it touches (rule R4). */
@Component
public class ReviewStore {

  private static final Logger LOG = LoggerFactory.getLogger(ReviewStore.class);
  private static final int BATCH = 500;
  private static final String UNNAMED = """
    SELECT id, reason FROM inbox WHERE state IN ('HELD', 'DEAD') AND reason_kind IS NULL ORDER BY id LIMIT ?
    """;
  // The reason is asked for again: the message may have been worked meanwhile.
  private static final String NAME = """
    UPDATE inbox SET reason_kind = ?
     WHERE id = ? AND state IN ('HELD', 'DEAD') AND reason_kind IS NULL AND COALESCE(reason, '') = ?
    """;
  private static final String SUMS = """
    c.currency, COUNT(*) AS messages, SUM(c.total) AS total, COUNT(c.total) AS with_total,
    MIN(m.received_at) AS oldest, MIN(c.dated_on) AS first_day, MAX(c.dated_on) AS last_day,
    MAX(m.id) AS newest
    """;
  private static final String CARDS = """
     m LEFT JOIN record_card c
       ON c.connection = m.connection AND c.flow = m.flow AND c.record_key = m.record_key
    """;

  private final Database database;

  public ReviewStore(Database database) {
    this.database = database;
  }

  /** A part of a group: those of its messages whose records are of one currency. */
  private record Part(
    String connection,
    String flow,
    MessageState state,
    String reason,
    String currency,
    long messages,
    BigDecimal total,
    long withTotal,
    Long oldest,
    LocalDate firstDay,
    LocalDate lastDay,
    long newest
  ) {
    List<String> group() {
      return List.of(connection, flow, state.name(), reason);
    }
  }

  /** The groups of the held and dead messages that fit, the largest first. */
  public List<MessageGroup> groups(MessageQuery query) {
    nameSome();
    Map<List<String>, List<Part>> groups = parts(
      query,
      "SELECT m.connection, m.flow, m.state, m.reason_kind, ",
      " GROUP BY m.connection, m.flow, m.state, m.reason_kind, c.currency",
      ReviewStore::part
    )
      .stream()
      .collect(Collectors.groupingBy(Part::group, LinkedHashMap::new, Collectors.toList()));
    return groups
      .values()
      .stream()
      .map(ReviewStore::together)
      .sorted(
        Comparator.comparingLong(MessageGroup::count)
          .reversed()
          .thenComparing(MessageGroup::connection)
          .thenComparing(MessageGroup::flow)
          .thenComparing(MessageGroup::reason)
      )
      .toList();
  }

  /** The held and dead messages that fit, all in one; of no connection, flow, state or reason. */
  public MessageGroup all(MessageQuery query) {
    nameSome();
    return together(
      parts(query, "SELECT ", " GROUP BY c.currency", (row, number) -> part(row, null, null, null, null))
    );
  }

  private List<Part> parts(MessageQuery query, String select, String groupBy, RowMapper<Part> reader) {
    StringBuilder text = new StringBuilder(select)
      .append(SUMS)
      .append(" FROM (SELECT id, connection, flow, state, record_key, reason_kind, received_at FROM inbox")
      .append(" WHERE state IN ('HELD', 'DEAD')");
    List<Object> values = new ArrayList<>();
    for (MessageQuery.Condition condition : query.conditions()) {
      text.append(" AND ").append(condition.sql());
      values.addAll(condition.values());
    }
    text.append(")").append(CARDS).append(groupBy);
    return database.sql().sql(text.toString()).params(values).query(reader).list();
  }

  private static Part part(ResultSet row, int number) throws SQLException {
    String kind = row.getString("reason_kind");
    return part(
      row,
      row.getString("connection"),
      row.getString("flow"),
      MessageState.valueOf(row.getString("state")),
      kind == null ? ReasonKind.of(null) : kind
    );
  }

  private static Part part(ResultSet row, String connection, String flow, MessageState state, String reason)
    throws SQLException {
    return new Part(
      connection,
      flow,
      state,
      reason,
      row.getString("currency"),
      row.getLong("messages"),
      row.getBigDecimal("total"),
      row.getLong("with_total"),
      row.getObject("oldest", Long.class),
      row.getObject("first_day", LocalDate.class),
      row.getObject("last_day", LocalDate.class),
      row.getLong("newest")
    );
  }

  private static MessageGroup together(List<Part> parts) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    long count = 0;
    long withTotal = 0;
    Long oldest = null;
    LocalDate first = null;
    LocalDate last = null;
    long newest = 0;
    for (Part part : parts) {
      if (part.currency() != null && part.total() != null) {
        sums.merge(part.currency(), cents(part.total()), BigDecimal::add);
      }
      count += part.messages();
      withTotal += part.withTotal();
      oldest = earlier(oldest, part.oldest());
      first = earlier(first, part.firstDay());
      last = earlier(last, part.lastDay(), Comparator.reverseOrder());
      newest = Math.max(newest, part.newest());
    }
    Part any = parts.isEmpty() ? null : parts.getFirst();
    return new MessageGroup(
      any == null ? null : any.connection(),
      any == null ? null : any.flow(),
      any == null ? null : any.state(),
      any == null ? null : any.reason(),
      count,
      sums,
      oldest == null ? null : Instant.ofEpochMilli(oldest),
      first == null ? null : YearMonth.from(first),
      last == null ? null : YearMonth.from(last),
      newest,
      count - withTotal
    );
  }

  private static <T extends Comparable<? super T>> T earlier(T one, T other) {
    return earlier(one, other, Comparator.naturalOrder());
  }

  private static <T> T earlier(T one, T other, Comparator<? super T> order) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return order.compare(one, other) <= 0 ? one : other;
  }

  // Amounts are kept with four decimals; two are shown unless there are more.
  private static BigDecimal cents(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    return plain.scale() < 2 ? plain.setScale(2) : plain;
  }

  /** What the version before this one settled has no kind yet; it gets one at the start, in small commits. */
  @EventListener(ApplicationReadyEvent.class)
  void nameAllBehindTheWork() {
    Thread.ofVirtual()
      .name("inbox-reasons")
      .start(() -> {
        try {
          while (nameSome() == BATCH) {
            LOG.debug("Reasons of an earlier version get their kind");
          }
        } catch (DataAccessException | TransactionException storeAway) {
          // The next question for groups goes on with it.
          LOG.warn("Kinds of reasons could not be noted yet: {}", storeAway.getClass().getSimpleName());
        }
      });
  }

  /** Names the kinds of some reasons that have none, also of what a neighbouring older release has settled. */
  public int nameSome() {
    List<Unnamed> some = database
      .sql()
      .sql(UNNAMED)
      .params(BATCH)
      .query((row, number) -> new Unnamed(row.getLong("id"), row.getString("reason")))
      .list();
    if (some.isEmpty()) {
      return 0;
    }
    return database.transact(() -> {
      some.forEach(row -> {
        String reason = row.reason() == null ? "" : row.reason();
        database.sql().sql(NAME).params(ReasonKind.of(reason), row.id(), reason).update();
      });
      return some.size();
    });
  }

  private record Unnamed(long id, String reason) {}
}
