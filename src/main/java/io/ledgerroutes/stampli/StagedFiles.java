package io.ledgerroutes.stampli;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.CorrelationId;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Inbox;
import io.ledgerroutes.inbox.NewMessage;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.TenantLeases;
import io.ledgerroutes.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Puts records into files. A file, the records that stand in it and the message that will deliver it appear in one
 * commit under the tenant's lease; from then on none of these versions enters another file.
 */
@Component("stagedFiles")
public class StagedFiles {

  /** The flow of the messages that deliver files; a message's key is its file's name. */
  public static final String FLOW = "stampli-file";

  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final StampliFileStore store;
  private final StagingDirectory disk;
  private final Connections connections;
  private final TenantLeases leases;
  private final Inbox inbox;
  private final Database database;
  private final Body body;

  /** Writes a file's rows and reads them back; see {@link FileBody#write}. */
  interface Body {
    byte[] write(FileKind kind, Template template, String company, List<FileRow> rows);
  }

  @Autowired
  public StagedFiles(
    StampliFileStore store,
    StagingDirectory disk,
    Connections connections,
    TenantLeases leases,
    Inbox inbox,
    Database database
  ) {
    this(store, disk, connections, leases, inbox, database, FileBody::write);
  }

  /** With another way to write. */
  StagedFiles(
    StampliFileStore store,
    StagingDirectory disk,
    Connections connections,
    TenantLeases leases,
    Inbox inbox,
    Database database,
    Body body
  ) {
    this.body = body;
    this.store = store;
    this.disk = disk;
    this.connections = connections;
    this.leases = leases;
    this.inbox = inbox;
    this.database = database;
  }

  /** One run of staging. */
  private record Pass(Batch batch, StampliSettings settings, Instant syncedAt) {}

  /**
   * Stages the open elements that learned a {@link FileEntry}; each of them is settled, as one that waits for its file
   * or that was delivered already. Others are left alone.
   *
   * @throws io.ledgerroutes.posting.LeaseLost where this node may no longer write for the tenant
   */
  public void stage(Batch batch) {
    Map<FileKind, List<Element>> kinds = new EnumMap<>(FileKind.class);
    batch
      .open()
      .stream()
      .filter(element -> element.learned(FileEntry.class).isPresent())
      .forEach(element ->
        kinds.computeIfAbsent(entry(element).kind(), kind -> new ArrayList<>()).add(element)
      );
    if (kinds.isEmpty()) {
      return;
    }
    StampliSettings settings = StampliConnection.settings(connections, batch.connection()).orElseThrow();
    Pass pass = new Pass(batch, settings, Instant.ofEpochMilli(database.now()));
    kinds.forEach((kind, elements) ->
      files(elements, pass.settings().rowsPerFile()).forEach(file -> stage(pass, kind, file))
    );
  }

  /** Cut where a file is full; a record that is larger than a file is one by itself. */
  private static List<List<Element>> files(List<Element> elements, int most) {
    List<List<Element>> files = new ArrayList<>();
    int rows = 0;
    for (Element element : elements) {
      int more = entry(element).rows().size();
      if (files.isEmpty() || rows + more > most) {
        files.add(new ArrayList<>());
        rows = 0;
      }
      files.getLast().add(element);
      rows += more;
    }
    return files;
  }

  private void stage(Pass pass, FileKind kind, List<Element> elements) {
    List<Element> left = withoutFiled(pass, elements);
    if (left.isEmpty()) {
      return;
    }
    try {
      stageNew(pass, kind, left);
    } catch (FileDiffersException differs) {
      apart(pass, kind, left, differs.getMessage());
    } catch (DuplicateKeyException anotherPassWasFaster) {
      withoutFiled(pass, left).forEach(element ->
        element.settle(Outcome.Retry.later("staged by another pass meanwhile", AT_ONCE))
      );
    } catch (DataIntegrityViolationException refused) {
      apart(pass, kind, left, "the store cannot take it: a number, an id or an amount in it is too long");
    }
  }

  /** One record that cannot be written faithfully must not stop the others. */
  private void apart(Pass pass, FileKind kind, List<Element> elements, String words) {
    if (elements.size() == 1) {
      elements.getFirst().settle(new Outcome.Dead(words));
      return;
    }
    int half = elements.size() / 2;
    stage(pass, kind, elements.subList(0, half));
    stage(pass, kind, elements.subList(half, elements.size()));
  }

  /** Settles those whose version stands in a file already. */
  private List<Element> withoutFiled(Pass pass, List<Element> elements) {
    Map<String, Map<String, FiledRecord>> filed = new HashMap<>();
    List<Element> left = new ArrayList<>();
    for (Element element : elements) {
      FileEntry entry = entry(element);
      Optional<FiledRecord> record = Optional.ofNullable(
        filed
          .computeIfAbsent(entry.recordType(), type -> filed(pass, type, elements))
          .get(key(entry.recordId(), entry.version()))
      );
      record.ifPresentOrElse(
        there -> element.settle(outcome(pass.batch().connection(), there)),
        () -> left.add(element)
      );
    }
    return left;
  }

  private Map<String, FiledRecord> filed(Pass pass, String type, List<Element> elements) {
    List<FileEntry> entries = elements
      .stream()
      .map(StagedFiles::entry)
      .filter(entry -> entry.recordType().equals(type))
      .toList();
    Map<String, FiledRecord> filed = new HashMap<>();
    store
      .of(pass.batch().connection(), type, entries)
      .forEach(record -> filed.put(key(record.recordId(), record.version()), record));
    return filed;
  }

  /** What becomes of a message whose record stands in a file. */
  public static Outcome outcome(String connection, FiledRecord record) {
    return record.delivered()
      ? new Outcome.Delivered("in file " + record.file())
      : waits(connection, record.file());
  }

  private static Outcome waits(String connection, String file) {
    return new Outcome.Held("waits for its file " + file, StagedFile.waitsForName(connection, file));
  }

  private void stageNew(Pass pass, FileKind kind, List<Element> elements) {
    NewFile file = written(pass, kind, elements.stream().map(StagedFiles::entry).toList());
    Path written = disk.write(file.connection(), file.content());
    StagedFile staged = commit(pass, file, written);
    disk.name(written, staged);
    elements.forEach(element -> element.settle(waits(staged.connection(), staged.name())));
  }

  private NewFile written(Pass pass, FileKind kind, List<FileEntry> entries) {
    StampliSettings settings = pass.settings();
    Template template = settings.templates().get(kind);
    List<FileRow> rows = entries
      .stream()
      .flatMap(entry -> entry.rows().stream())
      .toList();
    byte[] content = body.write(kind, template, settings.company(), rows);
    return new NewFile(
      pass.batch().connection(),
      kind,
      template.format().suffix(),
      pass.syncedAt(),
      content,
      Bytes.sha256(content),
      entries
    );
  }

  private StagedFile commit(Pass pass, NewFile file, Path written) {
    Batch batch = pass.batch();
    List<NewMessage> messages = new ArrayList<>();
    try {
      StagedFile staged = database.durably(() -> {
        messages.clear();
        // Holds the lease's row until the commit, so that two flows of a tenant stage one after the other.
        leases.confirm(batch.tenant(), batch.epoch());
        StagedFile added = store.add(file);
        messages.add(
          new NewMessage(added.connection(), FLOW, added.name(), new byte[0], CorrelationId.current())
        );
        inbox.storeWithin(messages);
        return added;
      });
      inbox.announce(messages);
      return staged;
    } catch (RuntimeException failed) {
      disk.drop(written);
      throw failed;
    }
  }

  private static FileEntry entry(Element element) {
    return element.known(FileEntry.class);
  }

  private static String key(String id, String version) {
    return id + ":" + version;
  }
}
