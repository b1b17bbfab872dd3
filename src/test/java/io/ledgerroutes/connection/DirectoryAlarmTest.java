package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.connection.DirectoryAlarm.Difference;
import io.ledgerroutes.store.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryAlarmTest {

  private final TestDatabase store = TestDatabase.h2();
  private final ConnectionStore rows = new ConnectionStore(store.database());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DirectoryAlarm alarm = alarm(Duration.ZERO);

  private DirectoryAlarm alarm(Duration lasting) {
    return new DirectoryAlarm(new NodeDirectories(rows), meters, lasting);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void nodes_that_work_by_the_same_files_raise_nothing() {
    rows.publish("1@one", "connections", "aaaa");
    rows.publish("2@two", "connections", "aaaa");
    rows.publish("1@one", "routes", "bbbb");

    alarm.look();

    assertThat(alarm.differences()).isEmpty();
    assertThat(figure("connections")).isZero();
  }

  @Test
  void nodes_that_work_by_different_files_are_named_until_they_agree_again() {
    rows.publish("1@one", "connections", "aaaabbbbccccdddd");
    rows.publish("2@two", "connections", "eeeeffff00001111");
    rows.publish("3@three", "connections", "eeeeffff00001111");

    alarm.look();

    assertThat(alarm.differences())
      .singleElement()
      .satisfies(found -> {
        assertThat(found.directory()).isEqualTo("connections");
        assertThat(found.nodes()).containsExactly("1@one: aaaabbbbcccc", "2@two, 3@three: eeeeffff0000");
      });
    assertThat(figure("connections")).isEqualTo(1);
    assertThat(figure("routes")).isZero();

    rows.publish("1@one", "connections", "eeeeffff00001111");
    alarm.look();

    assertThat(alarm.differences()).isEmpty();
    assertThat(figure("connections")).isZero();
  }

  @Test
  void a_change_that_nodes_take_over_one_after_the_other_raises_nothing() {
    DirectoryAlarm patient = alarm(Duration.ofHours(1));
    rows.publish("1@one", "routes", "aaaa");
    rows.publish("2@two", "routes", "bbbb");

    patient.look();
    patient.look();

    assertThat(patient.differences()).extracting(Difference::directory).isEmpty();
  }

  @Test
  void a_node_that_is_no_longer_heard_of_does_not_count() {
    rows.publish("1@one", "routes", "aaaa");
    rows.publish("2@two", "routes", "bbbb");
    store
      .database()
      .sql()
      .sql("UPDATE node_directory SET updated_at = updated_at - 61000 WHERE node = '2@two'")
      .update();

    alarm.look();

    assertThat(alarm.differences()).isEmpty();
  }

  private double figure(String directory) {
    return meters.get("ledger.directories.differ").tag("directory", directory).gauge().value();
  }
}
