package io.ledgerroutes.xero.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.MessageState;
import io.ledgerroutes.inbox.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contacts that webhooks tell of. */
class XeroMirrorWorkTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String ONE = "9a1b2c3d-0000-4444-8888-0123456789ab";
  private static final String TWO = "9a1b2c3d-0000-4444-8888-0123456789ac";

  private final XeroMirror mirror = mock(XeroMirror.class);
  private final MirrorStateStore states = mock(MirrorStateStore.class);
  private final XeroMirrorWork work = new XeroMirrorWork(
    mirror,
    states,
    new XeroMirrorSettings(Duration.ofHours(1), Set.of())
  );

  @Test
  void many_are_read_by_one_reading_once_the_first_has_waited_for_others() {
    when(states.now()).thenReturn(NOW);
    Element first = told(ONE, 30);
    Element last = told(TWO, 2);

    work.refresh(new Batch("craft-shop", "xero-mirror", "tenant", 1, List.of(first, last)));

    verify(mirror).notOlderThan("tenant", MirrorKind.CONTACTS, Duration.ofSeconds(2));
    verifyNoMoreInteractions(mirror);
    assertThat(List.of(first.outcome(), last.outcome())).allMatch(Outcome.Delivered.class::isInstance);
  }

  @Test
  void until_then_nothing_is_read() {
    when(states.now()).thenReturn(NOW);
    Element first = told(ONE, 12);
    Element last = told(TWO, 1);

    work.refresh(new Batch("craft-shop", "xero-mirror", "tenant", 1, List.of(first, last)));

    verify(mirror, never()).notOlderThan(any(), any(), any());
    assertThat(List.of(first.outcome(), last.outcome())).allSatisfy(outcome -> {
      Outcome.Retry later = (Outcome.Retry) outcome;
      assertThat(later.after()).isEqualTo(Duration.ofSeconds(18));
      assertThat(later.blame()).isEqualTo(Outcome.Blame.NONE);
    });
  }

  private static Element told(String contact, int secondsAgo) {
    Instant received = NOW.minusSeconds(secondsAgo);
    return new Element(
      new Message(
        1,
        "craft-shop",
        "xero-mirror",
        contact,
        MessageState.IN_FLIGHT,
        null,
        1,
        0,
        received,
        received,
        "c"
      ),
      new byte[0]
    );
  }
}
