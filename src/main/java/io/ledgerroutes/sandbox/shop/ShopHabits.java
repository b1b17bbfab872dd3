package io.ledgerroutes.sandbox.shop;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a shop behaves towards those it talks with.
 *
 * @param patienceMillis how long it waits for the answer to a webhook, 60 seconds in a real shop (facts, shop 5)
 * @param cronMillis how late its webhooks go out, up to a minute and more in a real shop (facts, shop 15)
 * @param ignoresPlainHttp whether keys sent without https count for nothing, as in a real shop (facts, shop 21)
 * @param readOnlyKey whether its key may read and not write
 */
record ShopHabits(long patienceMillis, long cronMillis, boolean ignoresPlainHttp, boolean readOnlyKey) {
  static final ShopHabits USUAL = new ShopHabits(60_000, 0, false, false);

  /** With what the wish names changed; throws IllegalArgumentException that says what to do. */
  ShopHabits with(JsonNode wish) {
    ShopHabits changed = new ShopHabits(
      wish.path("patienceMillis").asLong(patienceMillis),
      wish.path("cronMillis").asLong(cronMillis),
      wish.path("ignoresPlainHttp").asBoolean(ignoresPlainHttp),
      wish.path("readOnlyKey").asBoolean(readOnlyKey)
    );
    if (changed.patienceMillis < 1 || changed.cronMillis < 0) {
      throw new IllegalArgumentException("patienceMillis must be at least 1, cronMillis at least 0");
    }
    return changed;
  }
}
