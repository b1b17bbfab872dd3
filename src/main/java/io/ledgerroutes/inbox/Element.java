package io.ledgerroutes.inbox;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One message of a batch with what the steps so far have learned about it. */
public final class Element {

  private final Message message;
  private final byte[] payload;
  private final Map<Class<?>, Object> learned = new ConcurrentHashMap<>();
  private volatile Outcome outcome;
  private volatile Sighting sighting;
  private volatile Described described = Described.NOT;
  private volatile boolean written;

  public Element(Message message, byte[] payload) {
    this.message = message;
    this.payload = payload;
  }

  public Message message() {
    return message;
  }

  public String key() {
    return message.key();
  }

  /** What came in with the message, decrypted. */
  public byte[] payload() {
    return payload;
  }

  /** Keeps what a step learned for the steps behind it, one value a type. */
  public <T> void learn(Class<T> type, T value) {
    learned.put(type, value);
  }

  /** What an earlier step learned; throws IllegalStateException where no step did. */
  public <T> T known(Class<T> type) {
    Object value = learned.get(type);
    if (value == null) {
      throw new IllegalStateException("No step before this one has brought a " + type.getSimpleName());
    }
    return type.cast(value);
  }

  /** What an earlier step learned, if one did. */
  public <T> Optional<T> learned(Class<T> type) {
    return Optional.ofNullable(learned.get(type)).map(type::cast);
  }

  /** Notes the version of the source record this attempt saw; stored when the row is settled for good. */
  public void sighted(Sighting seen) {
    this.sighting = seen;
  }

  /**
   * Says what the record is known by, so that people find it and groups sum it, whatever becomes of it.
   *
   * @param email of the person whose record it is, kept as a pseudonym; may be empty
   */
  public void describe(RecordCard card, String email) {
    described = described.as(card, email);
  }

  /** Says which records belong to it that have or may have documents of their own. */
  public void consistsOf(Collection<RecordPart> parts) {
    described = described.with(parts);
  }

  /** What it said of the record may be what could not be stored. */
  void forget() {
    described = Described.NOT;
  }

  Described described() {
    return described;
  }

  Sighting sighting() {
    return sighting;
  }

  /** Whether the outcome is already on its row. */
  boolean written() {
    return written;
  }

  void markWritten() {
    written = true;
  }

  /** Decides this message; the first decision stands, so that a late failure cannot undo a delivery. */
  public void settle(Outcome decided) {
    Objects.requireNonNull(decided, "outcome");
    if (outcome == null) {
      outcome = decided;
    }
  }

  /** The decision, or null while open. */
  public Outcome outcome() {
    return outcome;
  }

  public boolean open() {
    return outcome == null;
  }
}
