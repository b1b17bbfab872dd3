package io.ledgerroutes.console.files;

import io.ledgerroutes.console.messages.StoryPart;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.stampli.StagedFiles;
import io.ledgerroutes.stampli.StampliFileStore;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The file on the page of the message that delivers it. */
@Component
class FileStoryPart implements StoryPart {

  private final StampliFileStore files;

  FileStoryPart(StampliFileStore files) {
    this.files = files;
  }

  @Override
  public Optional<Told> of(Message message, boolean names) {
    return Optional.of(message)
      .filter(one -> one.flow().equals(StagedFiles.FLOW))
      .flatMap(one -> files.file(one.connection(), one.key()))
      .map(file -> new Told("files/parts", FileView.of(file, message)));
  }
}
