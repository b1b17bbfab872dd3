package io.ledgerroutes.console.files;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.console.ApiRefusal;
import io.ledgerroutes.console.Page;
import io.ledgerroutes.console.connections.NamedConnection;
import io.ledgerroutes.inbox.InboxStore;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.stampli.AlteredFile;
import io.ledgerroutes.stampli.FileDesk;
import io.ledgerroutes.stampli.FileQuery;
import io.ledgerroutes.stampli.FiledRecord;
import io.ledgerroutes.stampli.StagedFile;
import io.ledgerroutes.stampli.StagedFiles;
import io.ledgerroutes.stampli.StampliFileStore;
import io.ledgerroutes.store.Database;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** What calls and pages about files do alike. */
@Component
class FileAnswers {

  private static final int RECORDS = 100;
  private static final int LONGEST_NOTE = 500;

  private final NamedConnection addressed;
  private final StampliFileStore files;
  private final FileDesk desk;
  private final InboxStore messages;
  private final AuditTrail audit;
  private final Database database;

  FileAnswers(
    NamedConnection addressed,
    StampliFileStore files,
    FileDesk desk,
    InboxStore messages,
    AuditTrail audit,
    Database database
  ) {
    this.addressed = addressed;
    this.files = files;
    this.desk = desk;
    this.messages = messages;
    this.audit = audit;
    this.database = database;
  }

  /** A connection's files, newest first. */
  Page<FileView> list(FileQuery query) {
    addressed.requireKnown(query.connection());
    List<StagedFile> found = files.files(query);
    Map<String, Message> last = messages.lastOf(
      query.connection(),
      StagedFiles.FLOW,
      found.stream().map(StagedFile::name).toList()
    );
    return Page.of(found, StagedFile::id, file -> FileView.of(file, last.get(file.name())));
  }

  /**
   * One file with the records behind a place.
   *
   * @param after how many are left out; null for none
   */
  FileStory story(String connection, String name, Long after) {
    StagedFile file = known(connection, name);
    int from = after == null ? 0 : (int) Math.min(after, Integer.MAX_VALUE);
    List<FiledRecord> found = files.records(file, from, RECORDS + 1);
    boolean more = found.size() > RECORDS;
    return new FileStory(
      FileView.of(file, message(file)),
      found.stream().limit(RECORDS).map(FiledView::of).toList(),
      more ? Integer.toString(from + RECORDS) : null
    );
  }

  private Message message(StagedFile file) {
    return messages.lastOf(file.connection(), StagedFiles.FLOW, List.of(file.name())).get(file.name());
  }

  StagedFile known(String connection, String name) {
    addressed.requireKnown(connection);
    return files
      .file(connection, name)
      .orElseThrow(() ->
        ApiRefusal.notFound("There is no file of that name; the list of files names those there are.")
      );
  }

  /** Hands the bytes over for somebody to bring them to Stampli by hand; who took them is on the trail first. */
  void handOver(String connection, String name, String operator, HttpServletResponse answer)
    throws IOException {
    StagedFile file = known(connection, name);
    byte[] content = content(file);
    database.durably(() ->
      audit.record(
        AuditEntry.of("file-download")
          .connection(connection)
          .flow(StagedFiles.FLOW)
          .key(name)
          .actor(operator)
          .with("sha256", file.sha256())
          .with("bytes", content.length)
      )
    );
    answer.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    answer.setContentLength(content.length);
    answer.setHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.getOutputStream().write(content);
  }

  /** An operator says that Stampli has it; {@link ApiRefusal} where that is known, or it is being worked on. */
  void handedOver(String connection, String name, String note, String operator) {
    known(connection, name);
    if (!desk.handedOver(connection, name, words(note), operator)) {
      throw closed();
    }
  }

  /** An operator says that Stampli does not have it: it is sent from the beginning. */
  void sendAgain(String connection, String name, String note, String operator) {
    known(connection, name);
    if (!desk.sendAgain(connection, name, words(note), operator)) {
      throw closed();
    }
  }

  private static ApiRefusal closed() {
    return ApiRefusal.conflict(
      "The file is being worked on this moment, or it is delivered or given up already; look at it again."
    );
  }

  private static String words(String given) {
    String note = given == null ? "" : given.replaceAll("\\p{Cntrl}+", " ").strip();
    if (note.isEmpty() || note.length() > LONGEST_NOTE) {
      throw ApiRefusal.badRequest(
        "Say how it is known: {\"note\":\"…\"}, at most " + LONGEST_NOTE + " characters."
      );
    }
    return note;
  }

  private byte[] content(StagedFile file) {
    try {
      return files
        .content(file)
        .orElseThrow(() ->
          ApiRefusal.notFound("There is no content of this file any more: it was purged by age.")
        );
    } catch (AlteredFile altered) {
      throw ApiRefusal.conflict(
        "What is stored of this file is not what was staged: hand nothing over, and restore the store from its backup."
      );
    }
  }
}
