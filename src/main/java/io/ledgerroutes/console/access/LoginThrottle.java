package io.ledgerroutes.console.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Slows down guessing: after five failures of one user from one address, or thirty of an address, within a
 * minute, that address waits for the minute to end. Nobody can lock a user out from elsewhere. Of an IPv6 address the
 * first half counts: the other half is the sender's to choose.
 */
final class LoginThrottle {

  private static final int FAILURES_OF_USER = 5;
  private static final int FAILURES_OF_ADDRESS = 30;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST = 10_000;
  private static final int LONGEST_NAME = 64;

  private final LongSupplier nanos;
  private final Map<String, Failures> failures = new HashMap<>();

  private record Failures(int count, long since) {}

  /** With a clock in nanoseconds. */
  LoginThrottle(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** How long this user must not try again from this address; empty when it may. */
  synchronized Optional<Duration> wait(String user, String address) {
    Duration longest = Duration.ZERO;
    for (Duration wait : new Duration[] {
      wait(pair(user, address), FAILURES_OF_USER),
      wait(network(address), FAILURES_OF_ADDRESS),
    }) {
      longest = wait.compareTo(longest) > 0 ? wait : longest;
    }
    return longest.isZero() ? Optional.empty() : Optional.of(longest);
  }

  private Duration wait(String key, int limit) {
    Failures known = failures.get(key);
    if (known == null || known.count() < limit) {
      return Duration.ZERO;
    }
    Duration left = WINDOW.minusNanos(nanos.getAsLong() - known.since());
    return left.isNegative() ? Duration.ZERO : left;
  }

  synchronized void failed(String user, String address) {
    if (failures.size() >= MOST) {
      failures.values().removeIf(this::isOver);
    }
    if (failures.size() >= MOST) {
      failures.clear();
    }
    add(pair(user, address));
    add(network(address));
  }

  private void add(String key) {
    long now = nanos.getAsLong();
    failures.merge(key, new Failures(1, now), (known, first) ->
      isOver(known) ? first : new Failures(known.count() + 1, known.since())
    );
  }

  synchronized void succeeded(String user, String address) {
    failures.remove(pair(user, address));
  }

  /** Forgets the failures of a user from everywhere. */
  synchronized void forgive(String user) {
    failures.keySet().removeIf(key -> key.endsWith(" " + user));
  }

  private boolean isOver(Failures known) {
    return nanos.getAsLong() - known.since() >= WINDOW.toNanos();
  }

  private static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] all = InetAddress.ofLiteral(address).getAddress();
      return HexFormat.of().formatHex(all, 0, all.length / 2);
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }

  private static String pair(String user, String address) {
    return network(address) + " " + (user.length() > LONGEST_NAME ? user.substring(0, LONGEST_NAME) : user);
  }
}
