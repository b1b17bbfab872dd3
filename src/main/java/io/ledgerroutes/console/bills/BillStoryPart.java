package io.ledgerroutes.console.bills;

import io.ledgerroutes.connection.Connections;
import io.ledgerroutes.console.messages.StoryPart;
import io.ledgerroutes.inbox.Message;
import io.ledgerroutes.inbox.TryLater;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.xerostampli.BillReview;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The bill with its orders on the page of its message. */
@Component
class BillStoryPart implements StoryPart {

  private final Connections connections;
  private final BillReview review;

  BillStoryPart(Connections connections, BillReview review) {
    this.connections = connections;
    this.review = review;
  }

  @Override
  public Optional<Told> of(Message message, boolean names) {
    if (!BillReview.covers(message.flow())) {
      return Optional.empty();
    }
    try {
      return connections
        .find(message.connection())
        .filter(BillReview::covers)
        .flatMap(connection -> review.of(connection, message.key()))
        .map(standing ->
          new Told("bills/parts", BillAnswers.view(message.connection(), standing, Set.of(), names))
        );
    } catch (RemoteFailure | TryLater notNow) {
      // The message's own story is told without it.
      return Optional.empty();
    }
  }
}
