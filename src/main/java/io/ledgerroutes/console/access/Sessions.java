package io.ledgerroutes.console.access;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The sessions of those who are signed in on this node: at most five a user, of which the oldest gives way, none
 * older than {@code ledger.session.longest}, and none that outlives a change of its user's password or role.
 * Nobody has one who is not signed in.
 */
@Component
class Sessions implements HttpSessionListener {

  static final int MOST_OF_USER = 5;

  private static final String MARK = Sessions.class.getName();

  private final Users users;
  private final Duration longest;
  private final InstantSource clock;
  private final Map<String, Deque<HttpSession>> open = new HashMap<>();

  /** Whose session it is, as which version of the user, and since when. */
  private record Mark(String user, String version, Instant since) {}

  @Autowired
  Sessions(Users users, @Value("${ledger.session.longest:12h}") Duration longest) {
    this(users, longest, InstantSource.system());
  }

  Sessions(Users users, Duration longest, InstantSource clock) {
    this.users = users;
    this.longest = longest;
    this.clock = clock;
  }

  /** The session of somebody who has just signed in. */
  void begin(HttpSession session, String user) {
    session.setAttribute(MARK, new Mark(user, users.version(user).orElse(""), clock.instant()));
    HttpSession oldest = add(session, user);
    if (oldest != null) {
      oldest.invalidate();
    }
  }

  /** Lets this session go on after its own user changed the password: all others of the user end. */
  void goOn(HttpSession session) {
    if (session.getAttribute(MARK) instanceof Mark mark) {
      String version = users.version(mark.user()).orElse("");
      session.setAttribute(MARK, new Mark(mark.user(), version, mark.since()));
    }
  }

  /** Whether the session still counts. */
  boolean counts(HttpSession session) {
    return (
      session.getAttribute(MARK) instanceof Mark mark &&
      clock.instant().isBefore(mark.since().plus(longest)) &&
      users.version(mark.user()).filter(mark.version()::equals).isPresent()
    );
  }

  /** Sessions that are open now. */
  synchronized int count() {
    return open.values().stream().mapToInt(Deque::size).sum();
  }

  private synchronized HttpSession add(HttpSession session, String user) {
    Deque<HttpSession> own = open.computeIfAbsent(user, name -> new ArrayDeque<>());
    own.addLast(session);
    return own.size() > MOST_OF_USER ? own.removeFirst() : null;
  }

  @Override
  public synchronized void sessionDestroyed(HttpSessionEvent ended) {
    String id = ended.getSession().getId();
    open.values().forEach(own -> own.removeIf(session -> session.getId().equals(id)));
    open.values().removeIf(Deque::isEmpty);
  }
}
