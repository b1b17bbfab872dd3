package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.connection.SettingsNode;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of refunds.
 *
 * @param amountOnly {@code refunds: amount-only}: how an amount without lines is credited, proportional unless given
 *     (rule W8)
 * @param storeCredit {@code refunds: store-credit}: which refunds were given as credit with the shop, if any are
 */
public record RefundSettings(AmountOnly amountOnly, Optional<StoreCredit> storeCredit) {
  /**
   * How a refund of an amount alone is credited. One that gives back all that is left needs no such choice: it
   * credits the rest of every line.
   */
  public sealed interface AmountOnly {
    /** {@code proportional}: over what is not yet credited, per tax type. */
    record Proportional() implements AmountOnly {}

    /** {@code hold}: a person decides. */
    record Held() implements AmountOnly {}

    /**
     * {@code {account, tax-type}}: on an account of its own, as far as the invoice has that tax type.
     *
     * @param account its code
     */
    record OnAccount(String account, String taxType) implements AmountOnly {}
  }

  /**
   * Refunds that gave credit with the shop instead of money (rule W7).
   *
   * @param meta {@code meta}: a refund with one of these notes is one, where the note says anything but no
   * @param account {@code account}: code of the liability account, which takes payments
   */
  public record StoreCredit(List<String> meta, String account) {
    public StoreCredit {
      meta = List.copyOf(meta);
    }
  }

  static RefundSettings read(SettingsNode shop) {
    Optional<SettingsNode> refunds = shop.optionalSection("refunds");
    return new RefundSettings(
      refunds.map(RefundSettings::amountOnly).orElseGet(AmountOnly.Proportional::new),
      refunds.flatMap(section -> section.optionalSection("store-credit")).map(RefundSettings::storeCredit)
    );
  }

  private static AmountOnly amountOnly(SettingsNode refunds) {
    if (refunds.isSection("amount-only")) {
      SettingsNode account = refunds.section("amount-only");
      return new AmountOnly.OnAccount(
        LedgerCodes.account(account, "account"),
        LedgerCodes.taxType(account, "tax-type")
      );
    }
    return refunds
      .<AmountOnly>optionalValue(
        "amount-only",
        text ->
          switch (text) {
            case "proportional" -> new AmountOnly.Proportional();
            case "hold" -> new AmountOnly.Held();
            default -> throw new IllegalArgumentException("no such choice");
          },
        "use proportional or hold, or name account and tax-type below it"
      )
      .orElseGet(AmountOnly.Proportional::new);
  }

  private static StoreCredit storeCredit(SettingsNode section) {
    List<String> meta = section.texts("meta");
    if (meta.isEmpty()) {
      section.problem(
        "meta",
        "is missing or empty",
        "name the notes by which the shop's plugin marks such refunds"
      );
    }
    return new StoreCredit(meta, LedgerCodes.account(section, "account"));
  }
}
