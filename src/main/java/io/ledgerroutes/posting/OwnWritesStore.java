package io.ledgerroutes.posting;

import io.ledgerroutes.store.Database;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Whether writes are under way: one look at the intents, without opening what they hold. */
@Component
public class OwnWritesStore {

  private static final String ANY_OPEN = """
    SELECT 1 FROM intent
     WHERE tenant = :tenant AND target_type = :type AND state IN ('OPEN', 'SILENT', 'ANSWERED')
       AND created_at > %s - :young LIMIT 1
    """.formatted(Database.NOW);

  private final Database database;

  public OwnWritesStore(Database database) {
    this.database = database;
  }

  /** Whether a write of the kind whose end is not known was begun no longer ago than {@code young}. */
  boolean anyOpen(String tenant, String targetType, Duration young) {
    return database
      .sql()
      .sql(ANY_OPEN)
      .param("tenant", tenant)
      .param("type", targetType)
      .param("young", young.toMillis())
      .query(Integer.class)
      .optional()
      .isPresent();
  }
}
