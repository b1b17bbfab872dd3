package io.ledgerroutes.xero;

import java.util.List;

/** Left on an element before {@code direct:xero-credit-notes-bring}: what is to be credited to its contact. */
public record CreditNotesWanted(List<CreditNoteDraft> notes) {
  public CreditNotesWanted {
    notes = List.copyOf(notes);
  }
}
