package io.ledgerroutes.store;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Has PostgreSQL end a session that stays idle inside a transaction: a node that is frozen between two statements
 * (a paused machine, SIGSTOP) would keep its row locks, and every other node waiting, for as long as it is frozen.
 * No transaction here waits for anything but the store, so only a frozen one is ever idle for so long.
 */
@Component
class FrozenSessions implements BeanPostProcessor {

  private static final Duration LONGEST_IDLE = Duration.ofSeconds(15);

  private final Duration longestIdle;

  @Autowired
  FrozenSessions() {
    this(LONGEST_IDLE);
  }

  FrozenSessions(Duration longestIdle) {
    this.longestIdle = longestIdle;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool && limitable(pool.getJdbcUrl())) {
      pool.addDataSourceProperty(
        "options",
        "-c idle_in_transaction_session_timeout=" + longestIdle.toMillis()
      );
    }
    return bean;
  }

  /** An operator's own session options in the address stay as they are. */
  private static boolean limitable(String url) {
    return url != null && url.startsWith("jdbc:postgresql:") && !url.contains("options=");
  }
}
