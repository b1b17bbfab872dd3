package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.Connection;
import io.ledgerroutes.connection.Farewell;
import io.ledgerroutes.inbox.Batch;
import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.polling.PollSchedule;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import io.ledgerroutes.woocommerce.Shop;
import io.ledgerroutes.woocommerce.WebhookKeeper;
import io.ledgerroutes.woocommerce.WooCommerceShop;
import java.net.URI;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Looks after the webhooks of a connection in its shop: by messages while it lives, and once more when it is removed.
 * What was not told while a webhook was off is polled.
 */
@Component("woocommerceWebhooks")
public class WooCommerceWebhooks implements Farewell {

  /** The flow of the messages by which webhooks are looked after. */
  public static final String FLOW = "woocommerce-webhooks";

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final OrderContext context;
  private final WebhookKeeper keeper;
  private final WooCommerceShop shops;
  private final PollSchedule polls;

  WooCommerceWebhooks(OrderContext context, WebhookKeeper keeper, WooCommerceShop shops, PollSchedule polls) {
    this.context = context;
    this.keeper = keeper;
    this.shops = shops;
    this.polls = polls;
  }

  /**
   * Makes and mends the webhooks; each element is settled with what that brought. A key that may not do so holds the
   * message and nothing else.
   *
   * @throws RemoteFailure where the shop does not answer, or the key is not good for anything
   */
  public void keep(Batch batch) {
    if (batch.open().isEmpty()) {
      return;
    }
    Outcome outcome = kept(context.of(batch.connection()).shop());
    batch.open().forEach(element -> element.settle(outcome));
  }

  private Outcome kept(Shop shop) {
    URI address = keeper.address(shop.connection());
    if (LOOPBACK.contains(address.getHost()) && !LOOPBACK.contains(shop.address().getHost())) {
      return new Outcome.Held(
        "the shop cannot reach " +
          address +
          ": set ledger.public-url to the address that the world sees, and restart; polls go on meanwhile"
      );
    }
    try {
      return done(shop, keeper.keep(shop));
    } catch (RemoteFailure failed) {
      if (failed.failure().kind() != FailureKind.CREDENTIALS || !shops.answers(shop)) {
        throw failed;
      }
      return new Outcome.Held(
        "the shop's key may read orders but not keep webhooks: store a key with read and write permission, made by " +
          "a shop manager or administrator, or make webhooks to " +
          address +
          " by hand; polls go on meanwhile"
      );
    }
  }

  private Outcome done(Shop shop, WebhookKeeper.Kept kept) {
    if (kept.woken() > 0) {
      polls.pollNow(shop.connection());
    }
    StringBuilder words = new StringBuilder("the shop's webhooks were looked after");
    say(words, kept.made(), " made");
    say(words, kept.signed(), " given the secret");
    say(
      words,
      kept.woken(),
      " switched on again, which the shop had switched off; what it did not tell is polled"
    );
    if (!kept.resting().isEmpty()) {
      words.append("; left paused, as the shop's staff set them: ").append(String.join(", ", kept.resting()));
    }
    return new Outcome.Delivered(words.toString());
  }

  private static void say(StringBuilder words, int count, String what) {
    if (count > 0) {
      words.append("; ").append(count).append(what);
    }
  }

  @Override
  public String leave(Connection connection) {
    if (!(connection.settings() instanceof WooCommerceXeroSettings settings)) {
      return "";
    }
    try {
      return (
        keeper.remove(new Shop(connection.id(), settings.store())) + " webhooks were deleted in the shop"
      );
    } catch (RemoteFailure failed) {
      return (
        "The shop did not let its webhooks be deleted (" +
        failed.failure() +
        "); delete those to " +
        keeper.address(connection.id()) +
        " there by hand"
      );
    }
  }
}
