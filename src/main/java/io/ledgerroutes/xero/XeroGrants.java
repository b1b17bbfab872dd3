package io.ledgerroutes.xero;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.inbox.NodeName;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.store.DiskSync;
import io.ledgerroutes.xero.XeroGrantStore.Stored;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Access tokens by grant. Among all nodes one refreshes at a time, and hands the new access token out only after
 * the rotated refresh token is on disk; everyone else waits for that result (facts, Xero 1). If the refreshing
 * node dies, another takes over when its claim has run out, with the old token, which Xero accepts for 30 minutes.
 */
@Component
class XeroGrants {

  /** An access token is used this long of its 30 minutes. */
  static final Duration USABLE = Duration.ofMinutes(25);

  private static final Logger LOG = LoggerFactory.getLogger(XeroGrants.class);
  private static final int CLAIM_IN_CALLS = 3;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final String OVER = "the consent is no longer valid: reconnect it to Xero";
  private static final String NONE_YET = "there is no consent yet: connect it to Xero";
  private static final int SAME_TOKEN_AGAIN = 3;
  /** Half of the 60 days after which an unused refresh token dies (facts, Xero 1). */
  private static final Duration UNUSED = Duration.ofDays(30);
  private static final Duration CARE_PAUSE = Duration.ofSeconds(30);

  private final XeroGrantStore store;
  private final XeroIdentity identity;
  private final Connections connections;
  private final NodeName node;
  private final Duration callTimeout;
  private final Duration claim;
  private final ConcurrentMap<String, Held> held = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CompletableFuture<Held>> fetching = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> caredFor = new ConcurrentHashMap<>();

  /** An access token in memory and until when ({@link System#nanoTime}) it may be used. */
  private record Held(String access, long until) {
    boolean usable() {
      return until - System.nanoTime() > 0;
    }
  }

  @Autowired
  XeroGrants(
    XeroGrantStore store,
    XeroIdentity identity,
    Connections connections,
    NodeName node,
    XeroProperties xero,
    DiskSync disk
  ) {
    this(
      store,
      identity,
      connections,
      node,
      xero.callTimeout(),
      xero.callTimeout().multipliedBy(CLAIM_IN_CALLS)
    );
    if (disk.embedded()) {
      // No other process can have an embedded store open: whoever claimed a refresh is gone.
      store.releaseClaims();
    }
  }

  /** With a claim of its own length, longer than the token call may take. */
  XeroGrants(
    XeroGrantStore store,
    XeroIdentity identity,
    Connections connections,
    NodeName node,
    Duration callTimeout,
    Duration claim
  ) {
    this.store = store;
    this.identity = identity;
    this.connections = connections;
    this.node = node;
    this.callTimeout = callTimeout;
    this.claim = claim;
  }

  /**
   * An access token that is good for five minutes at least.
   *
   * @throws RemoteFailure of kind CREDENTIALS if the grant needs a new consent
   */
  String accessToken(String grant) {
    Held known = held.get(grant);
    return known != null && known.usable() ? known.access() : other(grant, null);
  }

  /** Another access token than the one that Xero has refused; one that is newer already is taken as it is. */
  String insteadOf(String grant, String refused) {
    Held known = held.get(grant);
    boolean newer = known != null && known.usable() && !known.access().equals(refused);
    return newer ? known.access() : other(grant, refused);
  }

  /** A newer access token than this one, if there is one already; nothing is refreshed for it. */
  Optional<String> newerThan(String grant, String token) {
    return store
      .find(grant)
      .filter(stored -> stored.usable() && !stored.access().equals(token))
      .map(stored -> {
        held.remove(grant);
        return stored.access();
      });
  }

  /** Takes over the tokens of a new consent; on disk when it returns. */
  void consented(String grant, Tokens tokens, Collection<String> tenants) {
    store.replace(grant, tokens, usable(tokens));
    held.remove(grant);
    // After the new tokens are there for all to see: whoever still marks by the old ones looks again, see shut().
    connections.grantMended(grant);
    tenants.forEach(connections::tenantMended);
  }

  /**
   * The grant's token does not open the organisation: its connections are RECONNECT, unless a consent or a refresh
   * has brought another token meanwhile.
   */
  void shut(String tenant, String grant, String token, String reason) {
    if (isCurrent(grant, token)) {
      connections.tenantBroken(tenant, reason);
      if (!isCurrent(grant, token)) {
        connections.tenantMended(tenant);
      }
    }
  }

  private boolean isCurrent(String grant, String token) {
    return store
      .find(grant)
      .filter(stored -> stored.access().equals(token))
      .isPresent();
  }

  /** Forgets the grant, and ends it at Xero as well if that is wanted. */
  void end(String grant, boolean revoke) {
    if (revoke) {
      store.find(grant).ifPresent(stored -> identity.revoke(stored.refresh()));
    }
    store.remove(grant);
    held.remove(grant);
    connections.grantMended(grant);
  }

  /** Refreshes what would otherwise be lost by and by; tries each grant every half a minute at most. */
  void keepAlive() {
    Set<String> served = connections
      .all()
      .stream()
      .map(connection -> connection.xero().grant())
      .collect(Collectors.toSet());
    for (String grant : store.needCare(UNUSED)) {
      if (served.contains(grant) && rested(grant)) {
        care(grant);
      }
    }
  }

  private boolean rested(String grant) {
    long now = System.nanoTime();
    Long before = caredFor.get(grant);
    if (before != null && now - before < CARE_PAUSE.toNanos()) {
      return false;
    }
    caredFor.put(grant, now);
    return true;
  }

  private void care(String grant) {
    try {
      String access = store.find(grant).map(Stored::access).orElse(null);
      other(grant, access);
      LOG.info("Grant {}: renewed, to keep the consent alive", grant);
    } catch (RemoteFailure failed) {
      LOG.warn("Grant {}: could not be renewed, tried again soon: {}", grant, failed.failure());
    }
  }

  /** One thread of this node asks store and Xero; the others take its result. */
  private String other(String grant, String refused) {
    for (int round = 0; round < SAME_TOKEN_AGAIN; round++) {
      CompletableFuture<Held> mine = new CompletableFuture<>();
      CompletableFuture<Held> running = fetching.putIfAbsent(grant, mine);
      Held got = running == null ? fetch(grant, refused, mine) : await(running);
      // A fetch that another thread began may end with the very token that was refused here.
      if (!got.access().equals(refused)) {
        return got.access();
      }
    }
    throw trouble("the access token is refused again and again");
  }

  private Held fetch(String grant, String refused, CompletableFuture<Held> mine) {
    try {
      Held known = held.get(grant);
      boolean done = known != null && known.usable() && !known.access().equals(refused);
      Held got = done ? known : fetch(grant, refused);
      held.put(grant, got);
      mine.complete(got);
      return got;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      fetching.remove(grant, mine);
    }
  }

  private Held fetch(String grant, String refused) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      long readAt = System.nanoTime();
      Stored stored = store.find(grant).orElseThrow(() -> without(grant));
      if (stored.usable() && !stored.access().equals(refused)) {
        return new Held(stored.access(), readAt + stored.accessLeft().toNanos());
      }
      stored
        .broken()
        .ifPresent(reason -> {
          throw reconnect(reason);
        });
      if (!stored.claimLeft().isPositive()) {
        Optional<Held> refreshed = refresh(stored);
        if (refreshed.isPresent()) {
          return refreshed.get();
        }
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    throw trouble("another node is still renewing the access");
  }

  /** Refreshes if this node gets the claim on what was read; else empty: someone else does, or did. */
  private Optional<Held> refresh(Stored stored) {
    long claimedAt = System.nanoTime();
    if (!store.claim(stored, node.value(), claim)) {
      return Optional.empty();
    }
    Tokens tokens = called(stored, claimedAt);
    if (!store.rotate(stored, node.value(), tokens, usable(tokens))) {
      LOG.warn(
        "Grant {}: the claim passed on while this node was refreshing; its tokens are dropped",
        stored.grant()
      );
      return Optional.empty();
    }
    return Optional.of(new Held(tokens.access(), claimedAt + usable(tokens).toNanos()));
  }

  private Tokens called(Stored stored, long claimedAt) {
    Optional<Tokens> tokens;
    try {
      // A node that was stopped in between must not use the old token after another has rotated it.
      if (System.nanoTime() - claimedAt > claim.minus(callTimeout).toNanos()) {
        throw trouble("the claim on the refresh ran out before the call");
      }
      tokens = identity.refresh(stored.refresh());
    } catch (RemoteFailure failed) {
      if (failed.failure().mayHaveHappened()) {
        store.doubt(stored);
      }
      store.release(stored, node.value(), null);
      throw failed;
    }
    return tokens.orElseThrow(() -> broken(stored));
  }

  private RemoteFailure broken(Stored stored) {
    LOG.warn("Grant {}: {}", stored.grant(), OVER);
    store.release(stored, node.value(), OVER);
    connections.grantBroken(stored.grant(), OVER);
    if (store.find(stored.grant()).flatMap(Stored::broken).isEmpty()) {
      connections.grantMended(stored.grant());
    }
    return reconnect(OVER);
  }

  private RemoteFailure without(String grant) {
    connections.grantBroken(grant, NONE_YET);
    if (store.find(grant).isPresent()) {
      connections.grantMended(grant);
    }
    return reconnect(NONE_YET);
  }

  private static Held await(CompletableFuture<Held> running) {
    try {
      return running.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RemoteFailure failed
        ? failed
        : trouble("the access could not be renewed");
    } catch (TimeoutException e) {
      throw trouble("the access is still being renewed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw trouble("interrupted while the access was being renewed");
    }
  }

  private static Duration usable(Tokens tokens) {
    Duration safe = tokens.lifetime().multipliedBy(USABLE.toMinutes()).dividedBy(30);
    return safe.compareTo(USABLE) < 0 ? safe : USABLE;
  }

  private static RemoteFailure reconnect(String words) {
    return new RemoteFailure(new Failure("xero", FailureKind.CREDENTIALS, 0, words, Optional.empty(), false));
  }

  private static RemoteFailure trouble(String words) {
    return new RemoteFailure(new Failure("xero", FailureKind.TRANSIENT, 0, words, Optional.empty(), false));
  }
}
