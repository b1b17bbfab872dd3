package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Element;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.SourceRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in the ledger for an element, as far as the steps have come. Left on the element by each of them.
 *
 * @param made ids of the documents that these very steps have made
 */
public record Brought(List<Link> links, Set<String> made) {
  public Brought {
    links = List.copyOf(links);
    made = Set.copyOf(made);
  }

  /** What the steps so far have brought for an element. */
  public static Brought of(Element element) {
    return element.learned(Brought.class).orElseGet(() -> new Brought(List.of(), Set.of()));
  }

  /** Notes one more on its element; one that is there already, in the place of what it was. */
  static void add(Element element, Posted.Linked posted) {
    Brought before = of(element);
    Link link = posted.link();
    List<Link> all = new ArrayList<>(before.links());
    int place = all.stream().map(Brought::named).toList().indexOf(named(link));
    if (place < 0) {
      all.add(link);
    } else {
      all.set(place, link);
    }
    Set<String> made = new HashSet<>(before.made());
    if (posted.how() == Posted.How.WRITTEN) {
      made.add(link.targetId());
    }
    element.learn(Brought.class, new Brought(all, made));
  }

  private static String named(Link link) {
    return Link.waitsForName(link.source(), link.targetType());
  }

  /** The document that a record became. */
  public Optional<Link> link(SourceRef source, String targetType) {
    return links
      .stream()
      .filter(link -> link.source().equals(source) && link.targetType().equals(targetType))
      .findFirst();
  }
}
