package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final LoginThrottle throttle = new LoginThrottle(now::get);

  @Test
  void five_failures_make_the_pair_wait_for_the_minute_to_end() {
    fail(4, "admin", "10.0.0.1");
    assertThat(throttle.wait("admin", "10.0.0.1")).isEmpty();

    pass(Duration.ofSeconds(20));
    fail(1, "admin", "10.0.0.1");

    assertThat(throttle.wait("admin", "10.0.0.1")).contains(Duration.ofSeconds(40));
    assertThat(throttle.wait("admin", "10.0.0.2")).isEmpty();
    assertThat(throttle.wait("eve", "10.0.0.1")).isEmpty();
    pass(Duration.ofSeconds(40));
    assertThat(throttle.wait("admin", "10.0.0.1")).isEmpty();
  }

  @Test
  void an_address_that_tries_many_names_waits_with_all_of_them() {
    for (int name = 0; name < 30; name++) {
      fail(1, "name-" + name, "10.0.0.1");
    }

    assertThat(throttle.wait("admin", "10.0.0.1")).isPresent();
    assertThat(throttle.wait("admin", "10.0.0.2")).isEmpty();
  }

  @Test
  void a_success_forgives_the_user_s_failures() {
    fail(4, "admin", "10.0.0.1");
    throttle.succeeded("admin", "10.0.0.1");
    fail(4, "admin", "10.0.0.1");

    assertThat(throttle.wait("admin", "10.0.0.1")).isEmpty();
  }

  @Test
  void an_operator_s_word_forgives_a_user_s_failures_from_everywhere() {
    fail(5, "eve", "10.0.0.1");
    fail(5, "eve", "10.0.0.2");
    fail(5, "steve", "10.0.0.1");

    throttle.forgive("eve");

    assertThat(throttle.wait("eve", "10.0.0.1")).isEmpty();
    assertThat(throttle.wait("eve", "10.0.0.2")).isEmpty();
    assertThat(throttle.wait("steve", "10.0.0.1")).isPresent();
  }

  @Test
  void addresses_of_one_ipv6_network_count_together() {
    fail(3, "admin", "2001:db8:1:2:0:0:0:1");
    fail(2, "admin", "2001:db8:1:2:aaaa:bbbb:cccc:dddd");

    assertThat(throttle.wait("admin", "2001:db8:1:2:1:1:1:1")).isPresent();
    assertThat(throttle.wait("admin", "2001:db8:1:3:0:0:0:1")).isEmpty();
  }

  private void fail(int times, String user, String address) {
    for (int time = 0; time < times; time++) {
      throttle.failed(user, address);
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
