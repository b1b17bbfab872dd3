package io.ledgerroutes.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantChoiceTest {

  private static final String SHOP = "craft-shop";
  private static final String BEFORE = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final String CHOSEN = "11111111-d9cb-469f-a165-70867728950e";

  private final TestDatabase store = TestDatabase.h2();
  private final AuditTrail audit = new AuditTrail(new AuditStore(store.database()));
  private final ConnectionReader reader = new ConnectionReader(List.of(new ShopIntegration()), false);

  @TempDir
  private Path directory;

  private Path file;
  private Connection connection;

  @BeforeEach
  void a_file() throws IOException {
    file = directory.resolve(SHOP + ".yaml");
    Files.writeString(file, "# ours\n" + ConnectionReaderTest.GOOD);
    connection = reader.read(SHOP + ".yaml", Files.readString(file)).good().orElseThrow();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Optional<String> choose() {
    ConnectionStore rows = new ConnectionStore(store.database());
    return new TenantChoice(new ConnectionDirectory(directory), reader, rows, audit, store.database()).choose(
      connection,
      CHOSEN,
      "ann"
    );
  }

  private String trail() {
    return audit.find(AuditQuery.newest(10)).toString();
  }

  @Test
  void the_organisation_is_written_into_the_file_and_all_else_stays() throws IOException {
    String before = Files.readString(file);

    assertThat(choose()).isEmpty();

    assertThat(Files.readString(file)).isEqualTo(before.replace(BEFORE, CHOSEN)).isNotEqualTo(before);
    assertThat(trail()).contains("organisation-chosen", "ann", CHOSEN, BEFORE);
    try (var left = Files.list(directory)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void a_connection_whose_records_are_linked_keeps_its_organisation() throws IOException {
    String before = Files.readString(file);
    store
      .database()
      .sql()
      .sql(
        """
        INSERT INTO link (tenant, scope, source_type, source_id, target_type, target_id, source_projection,
                          created_at, updated_at)
        VALUES ('t', ?, 'shop-order', '1', 'xero-invoice', 'i', 'h', 0, 0)
        """
      )
      .params(SHOP)
      .update();

    assertThat(choose()).get().asString().contains("linked to documents");
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(trail()).doesNotContain("organisation-chosen");
  }

  @Test
  void a_file_that_is_not_good_or_not_there_is_left_to_be_changed_by_hand() throws IOException {
    Files.writeString(file, Files.readString(file) + "\nunknown-key: 1\n");
    String broken = Files.readString(file);
    assertThat(choose())
      .get()
      .asString()
      .contains("Set xero.tenant in craft-shop.yaml to " + CHOSEN + " by hand");
    assertThat(Files.readString(file)).isEqualTo(broken);

    Files.delete(file);
    assertThat(choose()).get().asString().contains("by hand");
    assertThat(file).doesNotExist();
    assertThat(trail()).doesNotContain("organisation-chosen");
  }
}
