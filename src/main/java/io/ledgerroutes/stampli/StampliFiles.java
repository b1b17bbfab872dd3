package io.ledgerroutes.stampli;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Blame;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.stampli.StagedFile.State;
import io.ledgerroutes.stampli.StampliSettings.Swept;
import io.ledgerroutes.vault.VaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Hands files over: STAGED, then UPLOADED under a temporary name and of the right size, then RENAMING, then DELIVERED.
 * Each step is on disk before the next begins, so that whoever takes over knows what may have happened. Stampli never
 * sees half a file, and none twice.
 */
@Component("stampliFiles")
public class StampliFiles {

  /** Behind a file's name until it is whole: Stampli fetches only what ends in .csv or .xml. */
  static final String UNFINISHED = ".part";

  private static final Duration UNTIL_MENDED = Duration.ofMinutes(5);
  private static final Duration UNTIL_CAUGHT_UP = Duration.ofMinutes(1);
  private static final String KEY_CHECK = "the check of the server's key";

  private final StampliFileStore store;
  private final StagingDirectory disk;
  private final FileSteps steps;
  private final RemoteDirectories servers;
  private final Connections connections;
  private final Recovery recovery;
  private final Leftovers leftovers;

  StampliFiles(
    StampliFileStore store,
    StagingDirectory disk,
    FileSteps steps,
    RemoteDirectories servers,
    Connections connections,
    Recovery recovery,
    Leftovers leftovers
  ) {
    this.store = store;
    this.disk = disk;
    this.steps = steps;
    this.servers = servers;
    this.connections = connections;
    this.recovery = recovery;
    this.leftovers = leftovers;
  }

  /** What one element does at the server. */
  private interface Work {
    void at(RemoteDirectory server, Map<String, Long> there, Element element);
  }

  /** Looks how far each file has come; what is over is settled. */
  public void take(Batch batch) {
    if (recovery.looksFirst(batch.tenant())) {
      String words = "a backup was restored: files wait until everything since has been read and worked off";
      batch.open().forEach(element -> element.settle(Outcome.Retry.later(words, UNTIL_CAUGHT_UP)));
      return;
    }
    batch.open().forEach(this::take);
  }

  private void take(Element element) {
    Optional<StagedFile> found = store.file(element.message().connection(), element.key());
    if (found.isEmpty()) {
      element.settle(new Outcome.Dead("there is no file of this name"));
      return;
    }
    StagedFile file = found.get();
    switch (file.state()) {
      case DELIVERED -> element.settle(new Outcome.Delivered("handed over"));
      case DISCARDED -> element.settle(new Outcome.Skipped("the file was given up"));
      case STAGED, UPLOADED, RENAMING -> {
        if (mayBeFromBeforeTheBackup(file)) {
          stop(
            element,
            file,
            new Outcome.Held(
              "it was staged before the backup that was restored, and may have been handed over since: look at " +
                "Stampli, then say that it was handed over, or have it sent again"
            )
          );
        } else {
          element.learn(StagedFile.class, file);
        }
      }
    }
  }

  private boolean mayBeFromBeforeTheBackup(StagedFile file) {
    return recovery
      .recoveredFrom()
      .filter(time -> !file.stagedAt().isAfter(time))
      .isPresent();
  }

  /** Brings staged files to the server, whole and under their temporary names. */
  public void upload(Batch batch) {
    work(batch, List.of(State.STAGED, State.UPLOADED), (server, there, element) ->
      upload(batch, server, there, element)
    );
  }

  /** Gives uploaded files their names; nothing but this step makes a file visible to Stampli. */
  public void rename(Batch batch) {
    work(batch, List.of(State.UPLOADED, State.RENAMING), (server, there, element) ->
      rename(batch, server, there, element)
    );
  }

  private void work(Batch batch, List<State> states, Work work) {
    List<Element> elements = batch
      .open()
      .stream()
      .filter(element -> states.contains(file(element).state()))
      .toList();
    if (elements.isEmpty()) {
      return;
    }
    try (RemoteDirectory server = servers.open(batch.connection(), settings(batch))) {
      for (Element element : elements) {
        steps.mayCall(batch);
        work(server, element, work);
      }
    } catch (ChangedHostKey changed) {
      connections.pause(batch.connection(), KEY_CHECK, changed.getMessage());
      stop(elements, Outcome.Retry.later(changed.getMessage(), UNTIL_MENDED));
    } catch (RemoteFailure failed) {
      stop(elements, outcome(failed.failure()));
    }
  }

  /** What the server said is about this file alone; where it said nothing it is gone for all. */
  private void work(RemoteDirectory server, Element element, Work work) {
    try {
      work.at(server, server.list(), element);
    } catch (RemoteFailure failed) {
      if (failed.failure().status() == 0) {
        throw failed;
      }
      stop(element, file(element), outcome(failed.failure()));
    }
  }

  private void upload(Batch batch, RemoteDirectory server, Map<String, Long> there, Element element) {
    StagedFile file = file(element);
    leftovers.clear(batch, server, there.keySet());
    if (there.containsKey(file.name())) {
      foundUnderItsName(batch, server, there, element);
      return;
    }
    boolean whole =
      file.state() == State.UPLOADED && Long.valueOf(file.bytes()).equals(there.get(temporary(file)));
    if (whole || put(batch, server, element)) {
      if (file.state() == State.STAGED) {
        element.learn(StagedFile.class, steps.take(batch, file, State.UPLOADED, settings(batch).server()));
      }
    }
  }

  /** Whether the file is there as it is here; where it is not the element is settled. */
  private boolean put(Batch batch, RemoteDirectory server, Element element) {
    StagedFile file = file(element);
    byte[] content;
    try {
      content = content(file);
    } catch (AlteredFile | VaultException unfit) {
      String remedy = "; nothing was sent: restore the store from its backup, then replay";
      stop(element, file, new Outcome.Dead(unfit.getMessage() + remedy));
      return false;
    }
    steps.mayCall(batch);
    try {
      server.put(temporary(file), content);
    } catch (RemoteFailure failed) {
      Failure failure = failed.failure();
      boolean alone = broke(failure) && another(batch).isPresent();
      stop(element, file, alone ? cut(failure, "in the middle of the upload") : outcome(failure));
      return false;
    }
    Long size = server.list().get(temporary(file));
    if (size == null || size != content.length) {
      String words =
        "of " + content.length + " bytes " + (size == null ? "nothing" : size) + " arrived at the server";
      stop(element, file, new Outcome.Retry(words, null, Blame.RECORD));
      return false;
    }
    return true;
  }

  /** The bytes that were staged: from the disk, or from the store where they are not there, or not as they were. */
  private byte[] content(StagedFile file) {
    return disk
      .read(file)
      .orElseGet(() -> {
        byte[] content = store.content(file).orElseThrow(() -> new AlteredFile(file, "its bytes are gone"));
        disk.name(disk.write(file.connection(), content), file);
        return content;
      });
  }

  /** A connection that breaks while the server answers others is held against the file; else nothing is. */
  private static Outcome cut(Failure failure, String where) {
    return new Outcome.Retry("cut " + where + ": " + failure, null, Blame.RECORD);
  }

  /** What lies there by the look of another connection; empty where the server does not answer that either. */
  private Optional<Set<String>> another(Batch batch) {
    try (RemoteDirectory again = servers.open(batch.connection(), settings(batch))) {
      return Optional.of(again.list().keySet());
    } catch (RemoteFailure | ChangedHostKey gone) {
      return Optional.empty();
    }
  }

  private static boolean broke(Failure failure) {
    return failure.kind() == FailureKind.TRANSIENT && failure.status() == 0;
  }

  private void rename(Batch batch, RemoteDirectory server, Map<String, Long> there, Element element) {
    StagedFile file = file(element);
    boolean begun = file.state() == State.RENAMING;
    if (there.containsKey(file.name())) {
      foundUnderItsName(batch, server, there, element);
    } else if (there.containsKey(temporary(file))) {
      // A step also where it was begun before: whoever has decided about the file meanwhile is noticed here.
      element.learn(StagedFile.class, steps.take(batch, file, State.RENAMING, settings(batch).server()));
      steps.mayCall(batch);
      if (rename(batch, server, element)) {
        arrived(batch, element, null);
      }
    } else if (begun) {
      underNeitherName(batch, element);
    } else {
      String words = "what was uploaded is not there any more: have Stampli fetch only .csv and .xml";
      stop(element, file, new Outcome.Retry(words, null, Blame.RECORD));
    }
  }

  /**
   * Whether it was renamed and the server said so. Where the server refused, the file is as it was before. Where it
   * still lay there after the connection broke, or was gone before the server came to it, Stampli is not for sure who
   * took it if it is not there later: a person looks.
   */
  private boolean rename(Batch batch, RemoteDirectory server, Element element) {
    StagedFile renaming = file(element);
    try {
      server.rename(temporary(renaming), renaming.name());
      return true;
    } catch (RemoteFailure failed) {
      Failure failure = failed.failure();
      if (broke(failure)) {
        Optional<Set<String>> there = another(batch);
        if (there.filter(names -> names.contains(temporary(renaming))).isPresent()) {
          element.learn(StagedFile.class, steps.doubt(batch, renaming));
        }
        stop(
          element,
          file(element),
          there.isPresent() ? cut(failure, "while it was renamed") : outcome(failure)
        );
        return false;
      }
      boolean gone = failure.status() == SftpFailures.NO_SUCH_FILE;
      element.learn(
        StagedFile.class,
        gone
          ? steps.doubt(batch, renaming)
          : steps.take(batch, renaming, State.UPLOADED, settings(batch).server())
      );
      throw failed;
    }
  }

  private void underNeitherName(Batch batch, Element element) {
    StagedFile file = file(element);
    Optional<String> begunAt = file.server();
    // Only where its rename was begun does its absence mean that it was fetched.
    if (!begunAt.equals(Optional.of(settings(batch).server()))) {
      String words =
        "its rename was begun at " +
        begunAt.orElse("another server") +
        ", and the connection names another place since: look whether Stampli has it, then say that it was handed " +
        "over, or have it sent again";
      stop(element, file, new Outcome.Held(words));
      return;
    }
    if (settings(batch).swept() == Swept.DELIVERED && !file.doubted()) {
      arrived(batch, element, "under neither name after its rename: Stampli has fetched it");
      return;
    }
    stop(
      element,
      file,
      new Outcome.Held(
        "it is under neither name after a rename " +
          (file.doubted() ? "that failed" : "without an answer") +
          ": look whether Stampli has it, then say that it was handed over, or have it sent again"
      )
    );
  }

  /** A rename that was not answered, or a person who was faster; another file of that name is nobody's to replace. */
  private void foundUnderItsName(
    Batch batch,
    RemoteDirectory server,
    Map<String, Long> there,
    Element element
  ) {
    StagedFile file = file(element);
    if (there.get(file.name()) != file.bytes() || !isSame(server, file)) {
      stop(
        element,
        file,
        new Outcome.Held(
          "another file of this name lay in the directory: look whether it is still there, or whether Stampli has " +
            "this one; then replay, say that it was handed over, or have it sent again"
        )
      );
      return;
    }
    // First, so that whatever the server says of the rest of it, it is not sent once more.
    arrived(batch, element, "found under its final name, with the same bytes");
    leftovers.clear(batch, server, there.keySet());
  }

  private static boolean isSame(RemoteDirectory server, StagedFile file) {
    return Bytes.sha256(server.read(file.name())).equals(file.sha256());
  }

  private void arrived(Batch batch, Element element, String words) {
    steps.deliver(batch, element, file(element), settings(batch).server(), words);
    element.settle(new Outcome.Delivered(words == null ? "handed over" : words));
  }

  /** What a failure means for the file that met it, or for all where none could be worked. */
  private static Outcome outcome(Failure failure) {
    String words = failure.toString();
    return switch (failure.kind()) {
      case CREDENTIALS -> Outcome.Retry.later(words, UNTIL_MENDED);
      case STRUCTURAL -> new Outcome.Dead(words);
      case RULE, CONFLICT -> new Outcome.Held(words);
      // What the server said is held against the file, what it could not say is not.
      case TRANSIENT, THROTTLED -> failure.status() == 0
        ? Outcome.Retry.later(words, failure.retryAfter().orElse(null))
        : new Outcome.Retry(words, null, Blame.RECORD);
    };
  }

  private void stop(List<Element> elements, Outcome outcome) {
    elements
      .stream()
      .filter(Element::open)
      .forEach(element -> stop(element, file(element), outcome));
  }

  private void stop(Element element, StagedFile file, Outcome outcome) {
    steps.stopped(file, outcome.reason());
    element.settle(outcome);
  }

  private StampliSettings settings(Batch batch) {
    return StampliConnection.settings(connections, batch.connection()).orElseThrow(() ->
      new TryLater("the connection delivers no files now", UNTIL_MENDED)
    );
  }

  private static StagedFile file(Element element) {
    return element.known(StagedFile.class);
  }

  static String temporary(StagedFile file) {
    return file.name() + UNFINISHED;
  }
}
