package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.List;
import java.util.Set;

/**
 * Which orders are brought over.
 *
 * @param statuses {@code statuses}: orders with one of these; processing and completed unless given, drafts and
 *     trash never
 * @param zeroTotal {@code zero-total}: skip unless given
 */
public record OrderSettings(Set<String> statuses, ZeroTotal zeroTotal) {
  private static final Set<String> NEVER = Set.of("checkout-draft", "auto-draft", "draft", "trash", "failed");

  public OrderSettings {
    statuses = Set.copyOf(statuses);
  }

  static OrderSettings read(SettingsNode shop) {
    return new OrderSettings(statuses(shop), shop.choice("zero-total", ZeroTotal.class, ZeroTotal.SKIP));
  }

  private static Set<String> statuses(SettingsNode shop) {
    List<String> given = shop.texts("statuses");
    if (given.stream().anyMatch(NEVER::contains)) {
      shop.problem(
        "statuses",
        "names a status that is no sale",
        "leave out " + String.join(", ", NEVER.stream().sorted().toList())
      );
    }
    return given.isEmpty() ? Set.of("processing", "completed") : Set.copyOf(given);
  }
}
