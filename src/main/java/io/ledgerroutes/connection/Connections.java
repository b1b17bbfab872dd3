package io.ledgerroutes.connection;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.connection.Standing.Since;
import io.ledgerroutes.store.Database;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Every connection as it stands now, answered from memory. Files are taken over while running; a bad one is
 * refused and its last good version stays. What operators and remotes did to a connection (paused, consent
 * withdrawn) is in the store and the same on all nodes within seconds.
 */
@Component
public class Connections {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final int LONGEST_REASON = 500;

  private final ConnectionReader reader;
  private final ConnectionDirectory directory;
  private final ConnectionStore store;
  private final LinkedIdentity identity;
  private final NodeDirectories nodes;
  private final AuditTrail audit;
  private final Database database;
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock looking = new ReentrantLock();

  /** The last good version of each connection, whether its file is there or not. */
  private final Map<String, Connection> good = new TreeMap<>();
  private Map<String, String> taken = Map.of();
  private Map<String, String> settling;

  private volatile Map<String, Standing> standings = Map.of();
  private volatile List<ConnectionProblem> problems = List.of();

  public Connections(
    ConnectionReader reader,
    ConnectionDirectory directory,
    ConnectionStore store,
    NodeDirectories nodes,
    AuditTrail audit,
    Database database
  ) throws IOException {
    this.reader = reader;
    this.directory = directory;
    this.store = store;
    this.identity = new LinkedIdentity(store);
    this.nodes = nodes;
    this.audit = audit;
    this.database = database;
    store.known().forEach(this::recall);
    take(directory.read());
    stand();
  }

  private void recall(ConnectionStore.Known known) {
    switch (reader.read(known.id() + ConnectionReader.SUFFIX, known.content())) {
      case Reading.Good(Connection connection) -> good.put(connection.id(), connection);
      case Reading.Bad(List<ConnectionProblem> wrong) -> LOG.warn(
        "The last good version of connection {} is no longer good: {}",
        known.id(),
        wrong.getFirst().inOneLine()
      );
      case Reading.Ignored() -> LOG.debug("Connection {} is for the sandbox", known.id());
    }
  }

  /** The last good version, also of a connection whose file was removed. */
  public Optional<Connection> find(String id) {
    return Optional.ofNullable(standings.get(id)).flatMap(Standing::good);
  }

  /** Every connection that has a good version, by id. */
  public List<Connection> all() {
    return standings
      .values()
      .stream()
      .flatMap(standing -> standing.good().stream())
      .toList();
  }

  /** The connections that write to a Xero tenant. */
  public List<Connection> ofTenant(String tenant) {
    return all()
      .stream()
      .filter(connection -> connection.xero().tenant().equals(tenant))
      .toList();
  }

  /** The ids of all connections, those whose file was never good included. */
  public Set<String> ids() {
    return standings.keySet();
  }

  /**
   * How a connection stands.
   *
   * @throws NoSuchElementException when there is none of this id
   */
  public ConnectionState state(String id) {
    return standing(id).state();
  }

  /** Why it is not RUNNING; empty when it is. */
  public Optional<String> stateReason(String id) {
    return standing(id).reason();
  }

  /** Since when it is not RUNNING; empty when it is, or nobody noted it. */
  public Optional<Instant> stateSince(String id) {
    return standing(id).since();
  }

  /** The operator who paused it, or what else did and why; whatever else stops it. */
  public Optional<String> pausedBy(String id) {
    return standing(id).paused().map(Since::word);
  }

  /** The text of its last good file, in which no secret can stand; empty when it was never good. */
  public Optional<String> text(String id) {
    return store.text(id);
  }

  private Standing standing(String id) {
    Standing standing = standings.get(id);
    if (standing == null) {
      throw new NoSuchElementException("There is no connection " + id);
    }
    return standing;
  }

  /** Whether it was ever good: then it verifies, stores and answers 2xx whatever its state. */
  public boolean known(String id) {
    return find(id).isPresent();
  }

  /** What is wrong in the files, with line and remedy; their last good versions go on. */
  public List<ConnectionProblem> problems() {
    return problems;
  }

  /** Calls with the id of each connection that changes, appears or leaves; must be quick and not throw. */
  public void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  /** Stops delivery; receiving goes on. Returns whether it was not paused already. */
  public boolean pause(String id, String actor) {
    return changed(AuditEntry.of("connection-pause").connection(standing(id).id()).actor(actor), () ->
      store.pause(id, actor, null)
    );
  }

  /**
   * As {@link #pause(String, String)}, where it is the runtime that stops.
   *
   * @param actor which part of it, in at most 64 characters
   * @param because why and what to do; shown, and on the trail
   */
  public boolean pause(String id, String actor, String because) {
    String shown = shown(because);
    return changed(
      AuditEntry.of("connection-pause").connection(standing(id).id()).actor(actor).reason(shown),
      () -> store.pause(id, actor, shown)
    );
  }

  /** Delivers again. Returns whether it was paused. */
  public boolean resume(String id, String actor) {
    return changed(AuditEntry.of("connection-resume").connection(standing(id).id()).actor(actor), () ->
      store.resume(id)
    );
  }

  /** The remote no longer honours a consent: every connection of it is RECONNECT until it is mended. */
  public void grantBroken(String grant, String reason) {
    String shown = shown(reason);
    changed(AuditEntry.of("grant-broken").reason(shown).with("grant", grant), () ->
      store.breakGrant(grant, shown)
    );
  }

  /** A consent no longer opens one of its organisations: only that one's connections are RECONNECT until mended. */
  public void tenantBroken(String tenant, String reason) {
    String shown = shown(reason);
    changed(AuditEntry.of("tenant-broken").reason(shown).with("tenant", tenant), () ->
      store.breakTenant(tenant, shown)
    );
  }

  /** A consent opens the organisation again. */
  public void tenantMended(String tenant) {
    changed(AuditEntry.of("tenant-mended").with("tenant", tenant), () -> store.mendTenant(tenant));
  }

  private static String shown(String reason) {
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }

  /** The consent was given again. */
  public void grantMended(String grant) {
    changed(AuditEntry.of("grant-mended").with("grant", grant), () -> store.mendGrant(grant));
  }

  /** Whether this node sees the connection's file. */
  public boolean hasFile(String id) {
    return standing(id).present();
  }

  /**
   * Forgets a connection whose file was removed; from now on its addresses answer 404, on all nodes.
   *
   * @param with what else goes with it, in the same commit
   * @throws IllegalStateException while its file is there
   */
  public void forget(String id, String actor, Runnable with) {
    looking.lock();
    try {
      if (hasFile(id)) {
        throw new IllegalStateException("Remove the file " + id + ConnectionReader.SUFFIX + " first");
      }
      database.durably(() -> {
        with.run();
        store.forget(id);
        audit.record(AuditEntry.of("connection-forget").connection(id).actor(actor));
      });
      good.remove(id);
      stand();
    } finally {
      looking.unlock();
    }
  }

  /** Changes the store, with the audit entry in the same commit if it did change, and takes it in at once. */
  private boolean changed(AuditEntry entry, BooleanSupplier change) {
    looking.lock();
    try {
      boolean changed = database.durably(() -> {
        boolean did = change.getAsBoolean();
        if (did) {
          audit.record(entry);
        }
        return did;
      });
      stand();
      return changed;
    } finally {
      looking.unlock();
    }
  }

  /**
   * Looks at files and store once. A change of the files counts when two looks in a row saw the same, so that
   * a file half written by an editor is never taken.
   */
  void look() throws IOException {
    looking.lock();
    try {
      Map<String, String> files = directory.read();
      if (files.equals(taken)) {
        settling = null;
      } else if (files.equals(settling)) {
        take(files);
        settling = null;
      } else {
        settling = files;
      }
      stand();
    } finally {
      looking.unlock();
    }
  }

  private void take(Map<String, String> files) {
    List<ConnectionProblem> wrong = new ArrayList<>();
    Map<String, String> remembered = new TreeMap<>();
    store.known().forEach(known -> remembered.put(known.id(), known.contentHash()));
    Map<String, Reading> readings = new TreeMap<>();
    files.forEach((file, text) -> readings.put(file, reader.read(file, text)));
    Map<String, Connection> read = asRead(readings.values());
    OneGrant oneGrant = new OneGrant(good, read);
    OwnNumbers ownNumbers = new OwnNumbers(good, read);
    readings.forEach((file, reading) -> {
      String text = files.get(file);
      switch (reading) {
        case Reading.Good(Connection connection) -> identity
          .refusal(connection, text, good.values(), files.keySet())
          .or(() -> oneGrant.refusal(connection, text))
          .or(() -> ownNumbers.refusal(connection, text))
          .ifPresentOrElse(wrong::add, () -> takeOver(connection, text, remembered.get(connection.id())));
        case Reading.Bad(List<ConnectionProblem> found) -> wrong.addAll(found);
        case Reading.Ignored() -> LOG.debug("{} is for the sandbox", file);
      }
    });
    wrong
      .stream()
      .filter(problem -> !problems.contains(problem))
      .forEach(problem -> LOG.warn("Connection refused: {}", problem.inOneLine()));
    problems = List.copyOf(wrong);
    taken = files;
  }

  /** The last good versions, and instead of each what its file says now. */
  private Map<String, Connection> asRead(Collection<Reading> readings) {
    Map<String, Connection> now = new TreeMap<>(good);
    readings.forEach(reading -> {
      if (reading instanceof Reading.Good(Connection connection)) {
        now.put(connection.id(), connection);
      }
    });
    return now;
  }

  private void takeOver(Connection connection, String text, String remembered) {
    String hash = SettingsHash.of(text);
    if (!hash.equals(remembered)) {
      database.durably(() -> {
        store.remember(connection, text, hash);
        audit.record(
          AuditEntry.of(remembered == null ? "connection-new" : "connection-changed")
            .connection(connection.id())
            .with("file", hash)
            .with("settings", connection.settingsHash())
        );
      });
      LOG.info("Connection {} taken over from its file", connection.id());
    }
    good.put(connection.id(), connection);
  }

  /** Puts files and store together, and tells the listeners what changed. */
  private void stand() {
    Map<String, Optional<Since>> remembered = store.remembered();
    Map<String, Since> brokenGrants = store.brokenGrants();
    Map<String, Since> brokenTenants = store.brokenTenants();
    Set<String> present = present();
    // Forgotten here or on another node.
    good.keySet().removeIf(id -> !remembered.containsKey(id) && !present.contains(id));
    Set<String> ids = new TreeSet<>(present);
    ids.addAll(good.keySet());
    Map<String, Standing> now = new TreeMap<>();
    for (String id : ids) {
      Optional<Connection> connection = Optional.ofNullable(good.get(id));
      Optional<Since> consentBroken = connection.map(c ->
        brokenGrants.getOrDefault(c.xero().grant(), brokenTenants.get(c.xero().tenant()))
      );
      Optional<Since> paused = remembered.getOrDefault(id, Optional.empty());
      now.put(id, new Standing(id, connection, present.contains(id), paused, consentBroken));
    }
    Map<String, Standing> before = standings;
    standings = Collections.unmodifiableMap(now);
    nodes.publish("connections", SettingsHash.of(taken.toString()));
    tell(before, now);
  }

  /** The ids of the files that count: good ones, and bad ones by their name. */
  private Set<String> present() {
    Set<String> present = new TreeSet<>();
    taken
      .keySet()
      .forEach(file -> {
        String id = file.substring(0, file.length() - ConnectionReader.SUFFIX.length());
        if (good.containsKey(id) || problems.stream().anyMatch(problem -> problem.file().equals(file))) {
          present.add(id);
        }
      });
    return present;
  }

  private void tell(Map<String, Standing> before, Map<String, Standing> now) {
    Set<String> ids = new TreeSet<>(before.keySet());
    ids.addAll(now.keySet());
    for (String id : ids) {
      if (!Objects.equals(before.get(id), now.get(id))) {
        listeners.forEach(listener -> tell(listener, id));
      }
    }
  }

  private static void tell(Consumer<String> listener, String id) {
    try {
      listener.accept(id);
    } catch (RuntimeException e) {
      LOG.error("A listener failed on the change of connection {}", id, e);
    }
  }
}
