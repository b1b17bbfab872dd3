package io.ledgerroutes.retention;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Takes a person, known by e-mail, out of everything that is stored (DESIGN, rule 13). What a later message of the
 * person needs is fetched anew; links and idempotency keys stay, so that nothing is posted twice.
 */
@Component
public class Erasure {

  private static final List<Remains> OURS = List.of(
    new Remains(
      "Backups of the store",
      "They are as they were written. Delete those from before this erasure, or erase again after a restore."
    ),
    new Remains(
      "Links, idempotency keys and the audit trail",
      "They hold ids, numbers and pseudonyms, and keep a document from being made twice."
    )
  );

  private final List<Erasing> rooms;
  private final List<Remains> remains;
  private final Vault vault;
  private final AuditTrail audit;
  private final Database database;

  public Erasure(
    List<Erasing> rooms,
    List<Remains> remains,
    Vault vault,
    AuditTrail audit,
    Database database
  ) {
    this.rooms = rooms;
    this.remains = Stream.concat(remains.stream(), OURS.stream()).toList();
    this.vault = vault;
    this.audit = audit;
    this.database = database;
  }

  /**
   * What was erased.
   *
   * @param person the pseudonym under which the trail names the person
   * @param at when
   * @param complete whether nothing that is ours to erase was left
   * @param places what each place held
   * @param remains what is not ours to erase
   */
  public record Report(
    String person,
    Instant at,
    boolean complete,
    List<Erased> places,
    List<Remains> remains
  ) {}

  /**
   * Erases the person everywhere, place by place, while others work. Again is harmless, and needed where something
   * was left.
   *
   * @param by the operator, for the trail
   */
  public Report erase(String email, String by) {
    Sought sought = new Sought(email);
    String person = vault.pseudonym(sought.email());
    List<Erased> places = new ArrayList<>();
    for (Erasing room : rooms) {
      places.add(room.erase(sought));
    }
    boolean complete = places.stream().allMatch(place -> place.left() == 0);
    database.durably(() -> audit.record(entry(person, by, complete, places)));
    return new Report(person, Instant.ofEpochMilli(database.now()), complete, places, remains);
  }

  private static AuditEntry entry(String person, String by, boolean complete, List<Erased> places) {
    AuditEntry entry = AuditEntry.of("erase")
      .actor(by)
      .outcome(complete ? "complete" : "incomplete")
      .with("person", person);
    for (Erased place : places) {
      entry = entry.with(place.place().replace(' ', '-'), place.erased());
    }
    return entry;
  }
}
