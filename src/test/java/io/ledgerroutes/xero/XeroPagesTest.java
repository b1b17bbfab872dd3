package io.ledgerroutes.xero;

import static io.ledgerroutes.xero.XeroTestBed.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.sandbox.SandboxSettings;
import io.ledgerroutes.sandbox.TestClock;
import io.ledgerroutes.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XeroPagesTest {

  private static final String DATE = "Sat, 21 Nov 2026 01:24:00 GMT";

  /** Over real HTTP, against the sandbox. */
  @Nested
  class AgainstTheSandbox {

    private final TestClock clock = new TestClock();
    private final XeroTestBed bed = new XeroTestBed(
      TestDatabase.h2(),
      SandboxSettings.defaults().withClock(clock).withLimits(Crowd.NO_LIMITS)
    );
    private XeroPages pages;
    private Crowd crowd;

    @BeforeEach
    void connect() {
      pages = new XeroPages(bed.connectedNode().calls);
      crowd = new Crowd(bed.sandbox.url(), TENANT);
    }

    @AfterEach
    void close() {
      bed.close();
    }

    @Test
    void a_list_of_several_pages_comes_whole_and_each_element_once() {
      List<String> made = crowd.make("quiet", 2_345);

      List<String> read = read(XeroList.CONTACTS);

      assertThat(read).containsExactlyInAnyOrderElementsOf(made);
      assertThat(bed.ledger().path("violations")).isEmpty();
    }

    @Test
    void archived_contacts_are_read_too() {
      List<String> made = crowd.make("old", 3);
      crowd.archive(made.get(1));

      assertThat(read(XeroList.CONTACTS)).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void what_moves_to_the_end_while_pages_are_read_pushes_nothing_past_the_reader() {
      List<String> made = inOrder(crowd.make("moving", 3_000));
      clock.advance(Duration.ofMinutes(1));
      Set<String> read = new HashSet<>();
      int[] sunk = { 0 };

      pages.read(TENANT, XeroList.CONTACTS, page -> {
        page.forEach(element -> read.add(element.id()));
        clock.advance(Duration.ofSeconds(1));
        // What stands at the front leaves it, so that all the others move up, over the edges of the pages.
        crowd.touch(made.subList(sunk[0] * 7, sunk[0] * 7 + 7), "touched");
        sunk[0]++;
      });

      assertThat(read).containsAll(made);
      assertThat(sunk[0]).isGreaterThanOrEqualTo(3);
    }

    @Test
    void reading_upwards_instead_would_have_missed_some() {
      List<String> made = inOrder(crowd.make("moving", 3_000));
      clock.advance(Duration.ofMinutes(1));
      Set<String> read = new HashSet<>();

      for (int number = 1; number <= 3; number++) {
        pages
          .page(TENANT, XeroList.CONTACTS, number)
          .records()
          .forEach(element -> read.add(element.id()));
        crowd.touch(made.subList(number * 7, number * 7 + 7), "touched");
      }

      assertThat(read).doesNotContain(made.get(1_000));
    }

    @Test
    void only_what_changed_since_is_read() {
      crowd.make("before", 5);
      clock.advance(Duration.ofMinutes(5));
      List<String> later = crowd.make("after", 4);

      assertThat(read(XeroList.CONTACTS.since(clock.instant()))).containsExactlyInAnyOrderElementsOf(later);
    }

    @Test
    void contacts_are_asked_for_by_many_ids_and_absent_ones_are_absent() {
      List<String> made = crowd.make("wanted", 90);
      List<String> asked = new ArrayList<>(made);
      asked.add(UUID.randomUUID().toString());

      List<String> found = pages
        .byIds(TENANT, XeroList.CONTACTS, asked)
        .stream()
        .map(XeroRecord::id)
        .toList();

      assertThat(found).containsExactlyInAnyOrderElementsOf(made);
      assertThat(bed.ledger().path("violations")).isEmpty();
    }

    @Test
    void one_id_that_is_not_there_is_nothing_and_no_failure() {
      String made = crowd.make("one", 1).getFirst();

      assertThat(pages.one(TENANT, XeroList.CONTACTS, made)).map(XeroRecord::id).contains(made);
      assertThat(pages.one(TENANT, XeroList.CONTACTS, UUID.randomUUID().toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
      {
        "html, TRANSIENT",
        "offline, TRANSIENT",
        "error-before, TRANSIENT",
        "answer-lost, TRANSIENT",
        "reset, TRANSIENT",
        "cut, TRANSIENT",
        "too-many-requests, THROTTLED",
      }
    )
    void a_page_that_fails_ends_the_reading_with_its_kind_of_failure(String kind, FailureKind expected) {
      crowd.make("some", 1_500);
      bed.fault(
        """
        {"system":"xero","kind":"%s","path":"/Contacts","match":"page=2","times":1}""".formatted(kind)
      );

      assertThatThrownBy(() -> read(XeroList.CONTACTS)).isInstanceOfSatisfying(RemoteFailure.class, failed ->
        assertThat(failed.failure().kind()).isEqualTo(expected)
      );
    }

    /** As the sandbox orders what was made in one moment. */
    private static List<String> inOrder(List<String> ids) {
      return ids.stream().sorted().toList();
    }

    private List<String> read(XeroList list) {
      List<String> read = new ArrayList<>();
      pages.read(TENANT, list, page -> page.forEach(element -> read.add(element.id())));
      return read;
    }
  }

  @Test
  void ties_without_a_stable_order_are_read_until_the_count_fits() {
    List<String> ids = new ArrayList<>(
      IntStream.range(0, 2_500)
        .mapToObj(number -> "c" + number)
        .toList()
    );
    Random random = new Random(7);
    XeroCalls calls = mock(XeroCalls.class);
    when(calls.ask(any(), any())).thenAnswer(asked -> {
      // Each answer sorts the one second's elements anew.
      Collections.shuffle(ids.subList(900, 1_100), random);
      return answer(ids, pageOf(asked.getArgument(1)));
    });
    Map<String, Integer> read = new HashMap<>();

    new XeroPages(calls).read(TENANT, XeroList.CONTACTS, page ->
      page.forEach(element -> read.merge(element.id(), 1, Integer::sum))
    );

    assertThat(read)
      .hasSize(2_500)
      .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
  }

  @Test
  void a_count_that_never_fits_does_not_read_for_ever() {
    List<String> ids = IntStream.range(0, 1_500)
      .mapToObj(number -> "c" + number)
      .toList();
    XeroCalls calls = mock(XeroCalls.class);
    when(calls.ask(any(), any())).thenAnswer(asked -> {
      XeroAnswer answer = answer(ids, pageOf(asked.getArgument(1)));
      ((ObjectNode) answer.json().path("pagination")).put("itemCount", 1_502);
      return answer;
    });
    List<String> read = new ArrayList<>();

    new XeroPages(calls).read(TENANT, XeroList.CONTACTS, page ->
      page.forEach(element -> read.add(element.id()))
    );

    assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void an_answer_that_nothing_changed_is_an_empty_list() {
    XeroCalls calls = mock(XeroCalls.class);
    when(calls.ask(any(), any())).thenReturn(new XeroAnswer(MissingNode.getInstance(), Optional.of(DATE)));

    Instant read = new XeroPages(calls).read(TENANT, XeroList.CONTACTS, page -> {
      throw new AssertionError("nothing to take");
    });

    assertThat(read).isEqualTo("2026-11-21T01:24:00Z");
  }

  @Test
  void of_two_clocks_in_an_answer_the_earlier_one_counts() {
    ObjectNode early = XeroJson.object().put("DateTimeUTC", "/Date(1795224180000)/");
    ObjectNode late = XeroJson.object().put("DateTimeUTC", "2026-11-21T01:25:00");

    assertThat(new XeroAnswer(early, Optional.of(DATE)).time()).isEqualTo("2026-11-21T01:23:00Z");
    assertThat(new XeroAnswer(late, Optional.of(DATE)).time()).isEqualTo("2026-11-21T01:24:00Z");
  }

  @Test
  void an_answer_without_a_date_without_the_list_or_with_a_nameless_element_is_read_again_later() {
    ObjectNode nameless = XeroJson.object();
    nameless.putArray("Contacts").addObject().put("Name", "who");

    assertTransient(new XeroAnswer(answer(List.of("a"), 1).json(), Optional.empty()));
    assertTransient(new XeroAnswer(answer(List.of("a"), 1).json(), Optional.of("yesterday")));
    assertTransient(new XeroAnswer(XeroJson.object(), Optional.of(DATE)));
    assertTransient(new XeroAnswer(nameless, Optional.of(DATE)));
  }

  private static void assertTransient(XeroAnswer answer) {
    XeroCalls calls = mock(XeroCalls.class);
    when(calls.ask(any(), any())).thenReturn(answer);

    assertThatThrownBy(() ->
      new XeroPages(calls).read(TENANT, XeroList.CONTACTS, page -> {})
    ).isInstanceOfSatisfying(RemoteFailure.class, failed ->
      assertThat(failed.failure().kind()).isEqualTo(FailureKind.TRANSIENT)
    );
  }

  private static int pageOf(XeroCall call) {
    return Integer.parseInt(call.path().replaceFirst(".*[?&]page=(\\d+).*", "$1"));
  }

  private static XeroAnswer answer(List<String> ids, int page) {
    ObjectNode body = XeroJson.object();
    ArrayNode list = body.putArray("Contacts");
    ids
      .stream()
      .skip((page - 1L) * XeroPages.SIZE)
      .limit(XeroPages.SIZE)
      .forEach(id -> list.addObject().put("ContactID", id).put("UpdatedDateUTC", "/Date(1795224180000)/"));
    body
      .putObject("pagination")
      .put("page", page)
      .put("pageSize", XeroPages.SIZE)
      .put("pageCount", Math.ceilDiv(ids.size(), XeroPages.SIZE))
      .put("itemCount", ids.size());
    JsonNode json = body;
    return new XeroAnswer(json, Optional.of(DATE));
  }
}
