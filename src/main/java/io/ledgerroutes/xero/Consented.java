package io.ledgerroutes.xero;

import java.util.List;

/**
 * What a completed consent opened.
 *
 * @param organisation the connection's own
 * @param also organisations of other connections of the same grant
 * @param free further ones that the consent covers and no other grant serves: connections may be made for them
 */
public record Consented(Organisation organisation, List<Organisation> also, List<Free> free) {
  /** An organisation that no connection names yet. */
  public record Free(String tenant, String name) {}
}
