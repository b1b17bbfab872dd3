package io.ledgerroutes.posting;

import static io.ledgerroutes.posting.PostingBench.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.posting.NumberlessRemote.Fault;
import io.ledgerroutes.posting.OwnWrites.Whose;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnWritesTest {

  private static final String STORES = "io.ledgerroutes.posting.PostingBench#onEachStore";

  @ParameterizedTest
  @MethodSource(STORES)
  void what_we_linked_is_ours_with_what_it_was_answered_as(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      Posted.Linked posted = (Posted.Linked) bench.bring(PostingBench.first(1)).get(PostingBench.source(0));

      assertThat(whose(bench, posted.link().targetId())).isEqualTo(new Whose.Ours(posted.link()));
      assertThat(whose(bench, "somebody's")).isEqualTo(new Whose.Others());
    }
  }

  @ParameterizedTest
  @MethodSource(STORES)
  void what_is_unknown_waits_while_a_write_of_its_kind_and_tenant_is_under_way(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      bench.remote.failNext(Fault.ANSWER_LOST);
      bench.bring(PostingBench.first(1));

      assertThat(whose(bench, "unknown")).isEqualTo(new Whose.Unsettled(Duration.ofSeconds(10)));
      assertThat(of(bench).whose("another", bench.remote.terms().type(), List.of("unknown"))).containsValue(
        new Whose.Others()
      );
      assertThat(of(bench).whose(TENANT, "another kind", List.of("unknown"))).containsValue(
        new Whose.Others()
      );

      bench.passes(Duration.ofMinutes(6));
      assertThat(whose(bench, "unknown")).isEqualTo(new Whose.Others());
    }
  }

  /** Rule A7: whoever asks for the tenant learns of them, whichever connection wrote them. */
  @ParameterizedTest
  @MethodSource(STORES)
  void each_of_many_documents_is_ours_as_long_as_its_link_stands(Supplier<PostingBench> open) {
    try (PostingBench bench = open.get()) {
      List<String> ids = bench
        .bring(PostingBench.first(220))
        .values()
        .stream()
        .map(posted -> ((Posted.Linked) posted).link().targetId())
        .toList();

      assertThat(of(bench).whose(TENANT, bench.remote.terms().type(), ids))
        .hasSize(220)
        .allSatisfy((id, owner) -> assertThat(owner).isInstanceOf(Whose.Ours.class));
      assertThat(of(bench).whose("another", bench.remote.terms().type(), ids).values()).noneMatch(
        Whose.Ours.class::isInstance
      );

      bench.db.database().sql().sql("DELETE FROM link").update();
      assertThat(of(bench).whose(TENANT, bench.remote.terms().type(), ids).values()).noneMatch(
        Whose.Ours.class::isInstance
      );
    }
  }

  private static Whose whose(PostingBench bench, String id) {
    return of(bench).whose(TENANT, bench.remote.terms().type(), List.of(id)).get(id);
  }

  private static OwnWrites of(PostingBench bench) {
    return new OwnWrites(bench.links, new OwnWritesStore(bench.db.database()));
  }
}
