package io.ledgerroutes.xerostampli;

import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.posting.Recovery;
import io.ledgerroutes.xerostampli.BillAtHand.Corrected;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Handler;
import org.springframework.stereotype.Component;

/** Which of the bills that no file holds go at all (rules A1, P1, P4). */
@Component("billChoice")
public class BillChoice {

  private final BillContext context;
  private final Recovery recovery;

  BillChoice(BillContext context, Recovery recovery) {
    this.context = context;
    this.recovery = recovery;
  }

  /** Settles what stays where it is, with the rule, and what a restored store cannot know. */
  @Handler
  public void choose(Batch batch) {
    BillContext.Scope scope = context.of(batch.connection());
    boolean looksFirst = recovery.looksFirst(batch.tenant());
    for (Element element : batch.open()) {
      if (element.learned(Corrected.class).isPresent()) {
        continue;
      }
      BillAtHand at = element.known(BillAtHand.class);
      BillSelection.left(at.bill(), scope.from(at.bill().date()), scope.settings()).ifPresent(left ->
        element.settle(new Outcome.Skipped(left.words()))
      );
      if (looksFirst) {
        unknown(at).ifPresent(element::settle);
      }
    }
  }

  /** The file that held it may have been forgotten with the time since the backup (DESIGN, rule 15). */
  private Optional<Outcome> unknown(BillAtHand at) {
    Instant backup = recovery.recoveredFrom().orElse(Instant.MAX);
    return at.decided().releasedAfter(backup)
      ? Optional.empty()
      : Optional.of(
          new Outcome.Held(
            "the store was restored from a backup: look whether Stampli has it; release it if not, discard it if so"
          )
        );
  }
}
