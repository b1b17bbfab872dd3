package io.ledgerroutes.console.connections;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Integration;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.polling.PollSchedule;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The credentials that connections need besides Xero's consent: which are there, and a new one; never what they are. */
@Component
class Credentials {

  /** In bytes of UTF-8. */
  static final int LONGEST = 16_384;

  private final NamedConnection addressed;
  private final Map<String, Integration> integrations;
  private final Vault vault;
  private final PollSchedule polls;
  private final Inbox inbox;
  private final AuditTrail audit;
  private final Database database;

  Credentials(
    NamedConnection addressed,
    List<Integration> integrations,
    Vault vault,
    PollSchedule polls,
    Inbox inbox,
    AuditTrail audit,
    Database database
  ) {
    this.addressed = addressed;
    this.integrations = integrations.stream().collect(Collectors.toMap(Integration::name, one -> one));
    this.vault = vault;
    this.polls = polls;
    this.inbox = inbox;
    this.audit = audit;
    this.database = database;
  }

  /** By name, whether it is in the vault. */
  Map<String, Boolean> of(Connection connection) {
    Set<String> stored = vault.names(owner(connection.id()));
    Map<String, Boolean> credentials = new TreeMap<>();
    names(connection).forEach(name -> credentials.put(name, stored.contains(name)));
    return credentials;
  }

  /** What is still needed of them: a name, or several by "or" where one of them is enough. */
  List<String> missing(Connection connection) {
    Integration integration = integrations.get(connection.integration());
    Set<String> stored = vault.names(owner(connection.id()));
    Set<String> missing = new TreeSet<>(integration.credentials());
    missing.removeAll(stored);
    integration
      .alternativeCredentials()
      .stream()
      .filter(names -> names.stream().noneMatch(stored::contains))
      .map(names -> String.join(" or ", new TreeSet<>(names)))
      .forEach(missing::add);
    return List.copyOf(missing);
  }

  /**
   * Stores or replaces one, and has what the connection keeps at its other system looked after; what is tried again
   * later, perhaps for want of it, is due at once.
   *
   * @param secret UTF-8 text; the line end that editors and shells add is dropped
   * @throws ApiRefusal where the connection has no credential of that name, or this is no text of bearable length
   */
  void put(String id, String name, byte[] secret, String actor) {
    Set<String> names = names(addressed.good(id));
    if (!names.contains(name)) {
      throw ApiRefusal.badRequest(
        "This connection has no credential of that name; it has " + String.join(", ", names) + "."
      );
    }
    String text = text(secret);
    database.durably(() -> {
      vault.put(owner(id), name, text);
      audit.record(AuditEntry.of("credential-set").connection(id).actor(actor).with("name", name));
    });
    polls.careNow(id);
    inbox.hasten(List.of(id));
  }

  /** The names of those that are entered in a field of several lines. */
  Set<String> ofSeveralLines(Connection connection) {
    return integrations.get(connection.integration()).credentialsOfSeveralLines();
  }

  private Set<String> names(Connection connection) {
    Integration integration = integrations.get(connection.integration());
    Set<String> names = new TreeSet<>(integration.credentials());
    integration.alternativeCredentials().forEach(names::addAll);
    return names;
  }

  private static String owner(String id) {
    return "connection:" + id;
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().strip();
      if (!text.isEmpty() && bytes.length <= LONGEST) {
        return text;
      }
    } catch (CharacterCodingException notText) {
      // Refused below, like what is empty or too long.
    }
    throw ApiRefusal.badRequest(
      "Send the secret itself and nothing else: UTF-8 text of 1 to " + LONGEST + " bytes."
    );
  }
}
