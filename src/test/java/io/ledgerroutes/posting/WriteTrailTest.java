package io.ledgerroutes.posting;

import static io.ledgerroutes.posting.PostingBench.TENANT;
import static io.ledgerroutes.posting.PostingBench.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditRow;
import io.ledgerroutes.audit.AuditStore;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.posting.NumberlessRemote.Fault;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WriteTrailTest {

  private static final String STORES = "io.ledgerroutes.posting.PostingBench#onEachStore";

  @ParameterizedTest
  @MethodSource(STORES)
  void each_element_of_a_write_is_found_by_its_record_with_status_duration_and_key(
    Supplier<PostingBench> open
  ) {
    try (PostingBench bench = open.get()) {
      Draft bad = draft(1, "ten");
      bad.body().put("refuse", true);

      bench.bring(List.of(draft(0, "1.00"), bad));

      AuditEntry good = ofRecord(bench, "0").getFirst();
      assertThat(good.outcome()).isEqualTo("written");
      assertThat(good.remoteStatus()).isEqualTo(200);
      assertThat(good.durationMillis()).isNotNull();
      assertThat(good.detail())
        .containsEntry("idempotencyKey", bench.remote.keysHeard().getFirst())
        .containsEntry("tenant", TENANT)
        .containsEntry("elements", "2")
        .containsKey("targetId");
      AuditEntry refused = ofRecord(bench, "1").getFirst();
      assertThat(refused.outcome()).isEqualTo("refused");
      assertThat(refused.reason()).isEqualTo("the amount is not a number");
      assertThat(all(bench)).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void a_write_without_an_answer_is_told_of_each_record_and_so_is_its_repeat(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(PostingBench.first(2));
      bench.bring(PostingBench.first(2));

      assertThat(ofRecord(bench, "1"))
        .extracting(AuditEntry::outcome)
        .containsExactly("written", "no answer");
      assertThat(ofRecord(bench, "1").getLast().remoteStatus()).isNull();
      assertThat(ofRecord(bench, "1"))
        .extracting(entry -> entry.detail().get("idempotencyKey"))
        .containsOnly(bench.remote.keysHeard().getFirst());
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_all_connections_of_a_tenant_share_is_one_entry_without_a_connection(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.bring(List.of(ofTenant(draft(0, "1.00")), ofTenant(draft(1, "1.00"))));

      assertThat(all(bench)).hasSize(1);
      assertThat(all(bench).getFirst().connection()).isNull();
      assertThat(all(bench).getFirst().outcome()).isEqualTo("answered");
    }
  }

  private static Draft ofTenant(Draft draft) {
    SourceRef shared = new SourceRef(TENANT, draft.source().type(), draft.source().id());
    return new Draft(shared, draft.number(), draft.body(), draft.meant(), draft.sourceProjection());
  }

  private static List<AuditEntry> ofRecord(PostingBench bench, String id) {
    return find(
      bench,
      AuditQuery.newest(100).ofConnection("shop").ofFlow("charge").ofKey(id).ofAction("write")
    );
  }

  private static List<AuditEntry> all(PostingBench bench) {
    return find(bench, AuditQuery.newest(100).ofAction("write"));
  }

  private static List<AuditEntry> find(PostingBench bench, AuditQuery query) {
    return new AuditTrail(new AuditStore(bench.db.database()))
      .find(query)
      .stream()
      .map(AuditRow::entry)
      .toList();
  }
}
