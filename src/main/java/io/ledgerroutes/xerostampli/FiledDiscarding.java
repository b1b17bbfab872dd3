package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Discarding;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.stampli.FiledRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What stands in a file that is on its way goes with it, whatever becomes of its own message. */
@Component
class FiledDiscarding implements Discarding {

  private final FiledRecords filed;

  FiledDiscarding(FiledRecords filed) {
    this.filed = filed;
  }

  @Override
  public Optional<String> refusal(Message message) {
    return Arrays.stream(RecordKind.values())
      .filter(kind -> kind.flow().equals(message.flow()))
      .flatMap(kind ->
        filed
          .all(message.connection(), kind, List.of(message.key()))
          .getOrDefault(message.key(), List.of())
          .stream()
      )
      .filter(record -> !record.delivered())
      .map(FiledRecord::file)
      .findFirst()
      .map(
        file ->
          "it stands in file " +
          file +
          ", which is on its way to Stampli: discard the message of that file first, if it is " +
          "not at the server yet"
      );
  }

  @Override
  public void discarded(Message message, String reason, String actor) {
    // Nothing else belongs to it.
  }
}
