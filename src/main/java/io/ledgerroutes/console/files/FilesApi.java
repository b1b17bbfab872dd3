package io.ledgerroutes.console.files;

import static io.ledgerroutes.console.Question.CURSOR;
import static io.ledgerroutes.console.Question.FILE_STATE;
import static io.ledgerroutes.console.Question.KIND;

import io.ledgerroutes.console.Asked;
import io.ledgerroutes.console.Asks;
import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.stampli.FileQuery;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connections/{id}/files}: what was written for Stampli, how far it has come, and its bytes. */
@RestController
@RequestMapping("/api/v1/connections/{id}/files")
class FilesApi {

  private final FileAnswers answers;

  FilesApi(FileAnswers answers) {
    this.answers = answers;
  }

  /** Lists a connection's files, newest first. */
  @GetMapping
  Page<FileView> list(@PathVariable String id, @Asks({ KIND, FILE_STATE, CURSOR }) Asked asked) {
    return answers.list(
      FileQuery.newest(Page.ROWS)
        .ofConnection(id)
        .ofKind(asked.kind())
        .in(asked.fileState())
        .before(asked.cursor())
    );
  }

  /** Tells one file with the records that stand in it. */
  @GetMapping("/{name}")
  FileStory one(@PathVariable String id, @PathVariable String name, @Asks(CURSOR) Asked asked) {
    return answers.story(id, name, asked.cursor());
  }

  /**
   * How it is known.
   *
   * @param note of 1 to 500 characters, for the trail
   */
  record Known(String note) {}

  /** Says that Stampli has a file: uploaded by hand, or found there. It counts as delivered. */
  @PostMapping("/{name}/handed-over")
  @Conflict("The file is being worked on, or it is delivered or given up already.")
  FileStory handedOver(
    @PathVariable String id,
    @PathVariable String name,
    @RequestBody Known known,
    Principal operator
  ) {
    answers.handedOver(id, name, known.note(), operator.getName());
    return answers.story(id, name, null);
  }

  /** Says that Stampli does not have a file: it is sent from the beginning. */
  @PostMapping("/{name}/send-again")
  @Conflict("The file is being worked on, or it is delivered or given up already.")
  FileStory sendAgain(
    @PathVariable String id,
    @PathVariable String name,
    @RequestBody Known known,
    Principal operator
  ) {
    answers.sendAgain(id, name, known.note(), operator.getName());
    return answers.story(id, name, null);
  }

  /** Hands over the bytes of a file as they were staged, to be brought to Stampli by hand. Who took them is on the trail. */
  @GetMapping(path = "/{name}/content", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Conflict("What is stored of the file is not what was staged.")
  void content(
    @PathVariable String id,
    @PathVariable String name,
    Principal operator,
    HttpServletResponse answer
  ) throws IOException {
    answers.handOver(id, name, operator.getName(), answer);
  }
}
