package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ledgerroutes.remote.Failure;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.remote.RemoteFailure;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What can be found out about a shop before anything is brought over; changes nothing there. */
@Component
public class ShopSurvey {

  private static final Map<String, String> NOTHING = Map.of();
  private static final int SECONDS_AN_HOUR = 3600;

  private final WooCommerceCalls calls;

  ShopSurvey(WooCommerceCalls calls) {
    this.calls = calls;
  }

  /** A way to pay that the shop offers. */
  public record Gateway(String id, String title) {}

  /** Why orders cannot be read, or empty. */
  public Optional<Failure> reading(Shop shop) {
    try {
      calls.get(shop, "orders", WooCommerceCalls.ONE_ORDER);
      return Optional.empty();
    } catch (RemoteFailure failed) {
      return Optional.of(failed.failure());
    }
  }

  /** Why webhooks cannot be made, or empty. One that lacks all it needs is asked for: a key that may is told so. */
  public Optional<Failure> writing(Shop shop) {
    try {
      calls.write(shop, "POST", "webhooks", NOTHING, JsonNodeFactory.instance.objectNode());
      return Optional.empty();
    } catch (RemoteFailure failed) {
      boolean lacking = failed.failure().kind() == FailureKind.STRUCTURAL && failed.failure().status() == 400;
      return lacking ? Optional.empty() : Optional.of(failed.failure());
    }
  }

  /**
   * The zone whose days the shop's own clock shows; empty where it does not say.
   *
   * @throws RemoteFailure where the shop does not answer
   */
  public Optional<ZoneId> zone(Shop shop) {
    RecordReader site = new RecordReader(calls.index(shop).json());
    try {
      if (!site.text("timezone_string").isEmpty()) {
        return Optional.of(ZoneId.of(site.text("timezone_string")));
      }
      // A site may have a bare number of hours instead of a zone.
      BigDecimal hours = site.decimal("gmt_offset");
      return site.text("gmt_offset").isEmpty()
        ? Optional.empty()
        : Optional.of(
            ZoneOffset.ofTotalSeconds(hours.multiply(BigDecimal.valueOf(SECONDS_AN_HOUR)).intValue())
          );
    } catch (DateTimeException | UnreadableRecord unknown) {
      return Optional.empty();
    }
  }

  /**
   * The ways to pay that are switched on.
   *
   * @throws RemoteFailure where the shop does not answer or the key may not know
   */
  public List<Gateway> gateways(Shop shop) {
    List<Gateway> enabled = new ArrayList<>();
    for (JsonNode json : calls.get(shop, "payment_gateways", NOTHING).json()) {
      RecordReader gateway = new RecordReader(json);
      if (gateway.flag("enabled")) {
        enabled.add(new Gateway(gateway.text("id"), gateway.words("title")));
      }
    }
    return List.copyOf(enabled);
  }
}
