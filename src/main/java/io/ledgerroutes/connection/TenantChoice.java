package io.ledgerroutes.connection;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.YamlEntry.Section;
import io.ledgerroutes.store.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes the organisation that an operator chose into a connection's file; all else in the file stays as it is. */
@Component
public class TenantChoice {

  private static final Logger LOG = LoggerFactory.getLogger(TenantChoice.class);

  private final ConnectionDirectory directory;
  private final ConnectionReader reader;
  private final ConnectionStore store;
  private final AuditTrail audit;
  private final Database database;

  public TenantChoice(
    ConnectionDirectory directory,
    ConnectionReader reader,
    ConnectionStore store,
    AuditTrail audit,
    Database database
  ) {
    this.directory = directory;
    this.reader = reader;
    this.store = store;
    this.audit = audit;
    this.database = database;
  }

  /**
   * Sets {@code xero.tenant}. The file is taken over as if somebody had edited it, within seconds.
   *
   * @param tenant one that Xero has named for the operator
   * @return why it was not done and what to do; empty when it was
   */
  public Optional<String> choose(Connection connection, String tenant, String actor) {
    String file = connection.id() + ConnectionReader.SUFFIX;
    if (store.hasLinks(connection.id())) {
      return Optional.of(
        "Records of this connection are linked to documents of its organisation: make a connection of its own for " +
          "another one."
      );
    }
    String byHand = "Set xero.tenant in " + file + " to " + tenant + " by hand.";
    try {
      String before = directory.read().get(file);
      Optional<String> after = Optional.ofNullable(before).flatMap(text -> with(file, text, tenant));
      if (after.isEmpty()) {
        return Optional.of("The file cannot be changed as it stands. " + byHand);
      }
      directory.write(file, after.get());
    } catch (IOException notWritable) {
      LOG.warn("{} cannot be written: {}", file, notWritable.getClass().getSimpleName());
      return Optional.of("The file cannot be written here. " + byHand);
    }
    database.durably(() ->
      audit.record(
        AuditEntry.of("organisation-chosen")
          .connection(connection.id())
          .actor(actor)
          .with("tenant", tenant)
          .with("before", connection.xero().tenant())
      )
    );
    return Optional.empty();
  }

  /** The text with the other tenant, where it then reads as a good file of that tenant. */
  private Optional<String> with(String file, String text, String tenant) {
    return tenantEntry(file, text)
      .filter(entry -> entry.value() instanceof YamlEntry.Text)
      .map(entry -> replaced(text, entry.line(), ((YamlEntry.Text) entry.value()).text(), tenant))
      .filter(changed ->
        reader
          .read(file, changed)
          .good()
          .filter(good -> good.xero().tenant().equals(tenant))
          .isPresent()
      );
  }

  private static Optional<YamlEntry> tenantEntry(String file, String text) {
    YamlEntry xero = YamlTree.read(text, new ConnectionProblems(file)).get("xero");
    return xero != null && xero.value() instanceof Section section
      ? Optional.ofNullable(section.entries().get("tenant"))
      : Optional.empty();
  }

  private static String replaced(String text, int line, String before, String after) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    lines.set(line - 1, lines.get(line - 1).replace(before, after));
    return String.join("\n", lines);
  }
}
