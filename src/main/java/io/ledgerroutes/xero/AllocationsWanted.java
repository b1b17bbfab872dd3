package io.ledgerroutes.xero;

import java.util.List;

/** Left on an element before {@code direct:xero-allocations-bring}: which credit is to be set against what. */
public record AllocationsWanted(List<AllocationDraft> allocations) {
  public AllocationsWanted {
    allocations = List.copyOf(allocations);
  }
}
