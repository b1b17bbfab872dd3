package io.ledgerroutes.inbox;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the steps said about an element's record; kept when the element is settled.
 *
 * @param card null where no step has described it
 * @param email of the person whose record it is; null or empty where there is none
 * @param parts that have or may have documents of their own
 */
record Described(RecordCard card, String email, Set<RecordPart> parts) {
  static final Described NOT = new Described(null, null, Set.of());

  Described as(RecordCard described, String ofPerson) {
    return new Described(described, ofPerson, parts);
  }

  Described with(Iterable<RecordPart> more) {
    Set<RecordPart> all = new TreeSet<>(Comparator.comparing(RecordPart::type).thenComparing(RecordPart::id));
    all.addAll(parts);
    more.forEach(all::add);
    return new Described(card, email, all);
  }

  /** Without personal data. */
  @Override
  public String toString() {
    return "Described[" + card + ", " + parts + "]";
  }
}
