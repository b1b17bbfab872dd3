package io.ledgerroutes.xerostampli;

import java.util.List;

/**
 * A supplier as Xero's contact says it is.
 *
 * @param accountNumber Xero's AccountNumber, which may be Stampli's vendor id; may be empty
 * @param active neither archived nor merged away
 * @param groups names of its contact groups
 */
public record Supplier(
  String id,
  String name,
  String accountNumber,
  String taxNumber,
  String currency,
  boolean active,
  List<String> groups
) {
  public Supplier {
    groups = List.copyOf(groups);
  }

  /** Without who it is. */
  @Override
  public String toString() {
    return "Supplier[" + id + "]";
  }
}
