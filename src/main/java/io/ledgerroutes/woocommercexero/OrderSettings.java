package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which orders are brought over.
 *
 * @param statuses {@code statuses}: orders with one of these; processing and completed unless given, drafts and
 *     trash never
 * @param otherStatuses {@code other-statuses}: a plugin's statuses that are no sale; one that neither WooCommerce nor
 *     the file names is held (rule W4)
 * @param zeroTotal {@code zero-total}: skip unless given
 * @param partVias {@code hold-created-via}: words of plugins, besides those with deposit in them, whose orders are
 *     parts of a sale and held (rule W4)
 * @param wholeVias {@code book-created-via}: words of plugins whose orders are whole sales although they name another
 *     order or look like a deposit
 * @param knownParts {@code known-parts}: a plugin's lists in an order that change nothing in what is owed
 */
public record OrderSettings(
  Set<String> statuses,
  Set<String> otherStatuses,
  ZeroTotal zeroTotal,
  Set<String> partVias,
  Set<String> wholeVias,
  Set<String> knownParts
) {
  private static final Set<String> NEVER = Set.of("checkout-draft", "auto-draft", "draft", "trash", "failed");
  private static final Set<String> ORDINARY = Set.of(
    "pending",
    "processing",
    "on-hold",
    "completed",
    "cancelled",
    "refunded"
  );

  /** What a status says about an order. */
  public enum Standing {
    /** It is a sale. */
    WANTED,
    /** It is none, or none yet. */
    LEFT_ALONE,
    /** Nobody said what it means: a person decides. */
    UNKNOWN,
  }

  public OrderSettings {
    statuses = Set.copyOf(statuses);
    otherStatuses = Set.copyOf(otherStatuses);
    partVias = Set.copyOf(partVias);
    wholeVias = Set.copyOf(wholeVias);
    knownParts = Set.copyOf(knownParts);
  }

  static OrderSettings read(SettingsNode shop) {
    return new OrderSettings(
      statuses(shop),
      Set.copyOf(shop.texts("other-statuses")),
      shop.choice("zero-total", ZeroTotal.class, ZeroTotal.SKIP),
      Set.copyOf(shop.texts("hold-created-via")),
      Set.copyOf(shop.texts("book-created-via")),
      Set.copyOf(shop.texts("known-parts"))
    );
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

  /** What this status says. */
  public Standing standing(String status) {
    if (statuses.contains(status)) {
      return Standing.WANTED;
    }
    boolean known = NEVER.contains(status) || ORDINARY.contains(status) || otherStatuses.contains(status);
    return known ? Standing.LEFT_ALONE : Standing.UNKNOWN;
  }

  /** Whether orders that were placed so are parts of a sale, such as a deposit or its balance. */
  boolean partOfSale(String createdVia) {
    boolean deposit = createdVia.toLowerCase(Locale.ROOT).contains("deposit");
    return !wholeSale(createdVia) && (deposit || partVias.contains(createdVia));
  }

  /** Whether orders that were placed so are whole sales, whatever else they look like. */
  boolean wholeSale(String createdVia) {
    return wholeVias.contains(createdVia);
  }
}
