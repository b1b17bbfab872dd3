package io.ledgerroutes.inbox;

import java.util.List;

/**
 * Messages of one connection and one flow, claimed together; the body of an exchange that starts at
 * {@code inbox:}. Elements that have an outcome are out of it; the rest goes on to the next step.
 *
 * @param tenant whose lease the batch is worked under
 * @param epoch the lease's epoch at claim time; a settle under an older one is dropped
 */
public record Batch(String connection, String flow, String tenant, long epoch, List<Element> elements) {
  public Batch {
    elements = List.copyOf(elements);
  }

  /** The elements without an outcome, in claim order. */
  public List<Element> open() {
    return elements.stream().filter(Element::open).toList();
  }
}
