package io.ledgerroutes.woocommercexero;

import io.ledgerroutes.woocommerce.OrderLine;
import java.util.List;
import java.util.Optional;

/**
 * What an untaxed line is: an export, a voucher, something exempt (rule W1). The first rule that fits decides.
 *
 * @param countries destinations; empty fits any
 * @param skus products; empty fits any line
 * @param taxClasses the shop's tax classes; empty fits any
 * @param account books the line elsewhere, e.g. vouchers to a liability
 */
public record UntaxedRule(
  List<String> countries,
  List<String> skus,
  List<String> taxClasses,
  String taxType,
  Optional<String> account
) {
  public UntaxedRule {
    countries = List.copyOf(countries);
    skus = List.copyOf(skus);
    taxClasses = List.copyOf(taxClasses);
  }

  boolean fits(OrderLine line, String destination) {
    return (
      (countries.isEmpty() || countries.contains(destination)) &&
      (skus.isEmpty() || (line.kind() == OrderLine.Kind.ITEM && skus.contains(line.code()))) &&
      (taxClasses.isEmpty() || taxClasses.contains(line.taxClass()))
    );
  }
}
