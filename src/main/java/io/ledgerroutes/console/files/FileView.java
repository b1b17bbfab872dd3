package io.ledgerroutes.console.files;

import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.stampli.StagedFile;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file for Stampli, without its bytes.
 *
 * @param connection whose
 * @param kind what it holds: {@code invoices}, {@code credits}, {@code purchase-orders} or {@code vendors}
 * @param name as it has at the server; the same on every attempt
 * @param state how far it has come
 * @param reason what stopped it last; null where nothing did
 * @param sha256 of its bytes, hex
 * @param bytes how many it has
 * @param rows how many it has
 * @param records how many stand in it
 * @param server where it was put; null before it was
 * @param stagedAt when it was whole on this side
 * @param deliveredAt when it had its final name; null before
 * @param kept whether its bytes are still here
 * @param message id of the message that delivers it; null where there is none
 * @param messageState how that stands; null where there is none
 * @param attempts how often it was tried since it was staged or replayed
 */
public record FileView(
  String connection,
  String kind,
  String name,
  StagedFile.State state,
  @Nullable String reason,
  String sha256,
  long bytes,
  int rows,
  int records,
  @Nullable String server,
  Instant stagedAt,
  @Nullable Instant deliveredAt,
  boolean kept,
  @Nullable Long message,
  @Nullable MessageState messageState,
  int attempts
) {
  static FileView of(StagedFile file, @Nullable Message message) {
    return new FileView(
      file.connection(),
      file.kind().text(),
      file.name(),
      file.state(),
      file
        .reason()
        .or(() -> reason(message))
        .orElse(null),
      file.sha256(),
      file.bytes(),
      file.rows(),
      file.records(),
      file.server().orElse(null),
      file.stagedAt(),
      file.deliveredAt().orElse(null),
      file.kept(),
      message == null ? null : message.id(),
      message == null ? null : message.state(),
      message == null ? 0 : message.attempts()
    );
  }

  // A message that has ended says that it was delivered, which the state says.
  private static Optional<String> reason(@Nullable Message message) {
    return Optional.ofNullable(message)
      .filter(one -> one.state() == MessageState.DEAD || one.state() == MessageState.HELD)
      .map(Message::reason);
  }

  /** Whether no retry will bring it further. */
  public boolean dead() {
    return messageState == MessageState.DEAD;
  }

  /** Whether it is neither delivered nor given up. */
  public boolean open() {
    return switch (state) {
      case STAGED, UPLOADED, RENAMING -> true;
      case DELIVERED, DISCARDED -> false;
    };
  }

  /** How it stands, in words for a page. */
  public String words() {
    if (dead()) {
      return "dead";
    }
    return switch (state) {
      case STAGED -> "waits to be uploaded";
      case UPLOADED -> "uploaded under a temporary name";
      case RENAMING -> "being renamed";
      case DELIVERED -> "delivered";
      case DISCARDED -> "given up";
    };
  }

  /** The class that colours how it stands. */
  public String tone() {
    if (dead()) {
      return "bad";
    }
    return switch (state) {
      case DELIVERED -> "good";
      case DISCARDED -> "soft";
      case STAGED, UPLOADED, RENAMING -> "warn";
    };
  }
}
