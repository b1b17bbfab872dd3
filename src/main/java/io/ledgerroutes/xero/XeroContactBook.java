package io.ledgerroutes.xero;

import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Found;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.vault.Vault;
import io.ledgerroutes.xero.ContactChoice.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * One contact a person and tenant, whatever connection and however many orders (rule A6). A person is known by the
 * pseudonym of the identity; who the others are is looked up in the mirror, which is brought up to now by one call
 * before anything is written.
 */
@Component
public class XeroContactBook {

  /** A contact that is only used, not written, may have been read so long ago. */
  private static final Duration STALE_AFTER = Duration.ofMinutes(5);

  private final LinkStore links;
  private final Posting posting;
  private final XeroContacts target;
  private final KnownContacts known;
  private final Vault vault;
  /** Contacts that were merged away, and where to. */
  private final Map<String, ContactId> moved = new ConcurrentHashMap<>();

  XeroContactBook(LinkStore links, Posting posting, XeroContacts target, KnownContacts known, Vault vault) {
    this.links = links;
    this.posting = posting;
    this.target = target;
    this.known = known;
    this.vault = vault;
  }

  /**
   * Finds or makes the contacts.
   *
   * @param lookAge how old the look at Xero's contacts may be, on which it is decided that somebody is new
   * @return by identity, one for every identity asked for
   */
  public Map<String, Ensured> ensure(String tenant, Collection<Person> people, Duration lookAge) {
    return new Pass(tenant, people, System.nanoTime() - lookAge.toNanos()).run();
  }

  /**
   * The contact that took this one's place by a merge, followed to its end; remembered, because the link stays.
   *
   * @return empty where it was archived and not merged, or merged into an archived one
   */
  Optional<ContactId> successor(String tenant, ContactId contact) {
    known.since(tenant, System.nanoTime());
    Optional<ContactId> successor = known
      .byId(tenant, List.of(contact.value()))
      .stream()
      .findFirst()
      .flatMap(found -> ContactChoice.usable(known, tenant, found))
      .map(found -> new ContactId(found.id()));
    successor.ifPresent(now -> moved.put(contact.value(), now));
    return successor;
  }

  /** One call of {@link #ensure}. */
  private final class Pass {

    private final long lookedAfter;
    private final String tenant;
    private final Map<SourceRef, Person> people = new LinkedHashMap<>();
    private final Map<SourceRef, Ensured> results = new HashMap<>();
    private final Set<SourceRef> nameTaken = new LinkedHashSet<>();

    Pass(String tenant, Collection<Person> asked, long lookedAfter) {
      this.tenant = tenant;
      this.lookedAfter = lookedAfter;
      asked.forEach(person -> people.putIfAbsent(sourceOf(person), person));
    }

    private SourceRef sourceOf(Person person) {
      return new SourceRef(tenant, "contact", vault.pseudonym(person.identity()));
    }

    Map<String, Ensured> run() {
      links.find(people.keySet(), XeroContacts.TYPE).forEach(this::linked);
      List<SourceRef> open = people
        .keySet()
        .stream()
        .filter(source -> !results.containsKey(source))
        .toList();
      if (!open.isEmpty()) {
        carryOut(chosen(open));
        decideNamesAgain();
      }
      return results
        .entrySet()
        .stream()
        .collect(Collectors.toMap(entry -> people.get(entry.getKey()).identity(), Map.Entry::getValue));
    }

    private void linked(SourceRef source, Link link) {
      ContactId now = moved.getOrDefault(link.targetId(), new ContactId(link.targetId()));
      results.put(source, new Ensured.Contact(now));
    }

    private Map<SourceRef, Choice> chosen(Collection<SourceRef> open) {
      known.notOlderThan(tenant, STALE_AFTER);
      Map<SourceRef, Choice> choices = choose(open);
      if (choices.values().stream().allMatch(Pass::writesNothing)) {
        return choices;
      }
      known.since(tenant, lookedAfter);
      return choose(open);
    }

    private Map<SourceRef, Choice> choose(Collection<SourceRef> open) {
      ContactChoice choice = new ContactChoice(known, tenant, open.stream().map(people::get).toList());
      Map<SourceRef, Choice> choices = new LinkedHashMap<>();
      open.forEach(source -> choices.put(source, choice.of(people.get(source))));
      return choices;
    }

    private static boolean writesNothing(Choice choice) {
      return choice instanceof Choice.Keep keep && !keep.contact().number().isEmpty();
    }

    /** What is there is linked; new contacts and marks go apart, because each is another call. */
    private void carryOut(Map<SourceRef, Choice> choices) {
      Map<Draft, Found> there = new LinkedHashMap<>();
      List<Draft> writes = new ArrayList<>();
      choices.forEach((source, choice) -> {
        Person person = people.get(source);
        switch (choice) {
          case Choice.Stop stop -> results.put(source, new Ensured.Stopped(stop.outcome()));
          case Choice.Create create -> writes.add(XeroContacts.create(source, person, create.name()));
          case Choice.Keep keep when writesNothing(keep) -> there.put(
            XeroContacts.keep(source, keep.contact()),
            XeroContacts.found(keep.contact())
          );
          case Choice.Keep keep -> writes.add(XeroContacts.mark(source, person, keep.contact()));
        }
      });
      if (!there.isEmpty()) {
        posting.adopt(tenant, target, there).forEach(this::posted);
      }
      writes
        .stream()
        .collect(Collectors.groupingBy(XeroContacts::methodOf, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(group -> posting.bring(tenant, target, group).forEach(this::posted));
    }

    private void posted(SourceRef source, Posted posted) {
      switch (posted) {
        case Posted.Linked linked -> linked(source, linked.link());
        case Posted.NotLinked stopped -> {
          results.put(source, new Ensured.Stopped(stopped.outcome()));
          if (stopped.failure() != null && stopped.failure().kind() == FailureKind.CONFLICT) {
            nameTaken.add(source);
          }
        }
      }
    }

    /** Somebody took the name meanwhile. A choice that would send the same again leaves the refusal as it is. */
    private void decideNamesAgain() {
      if (nameTaken.isEmpty()) {
        return;
      }
      known.since(tenant, System.nanoTime());
      Map<SourceRef, Choice> choices = choose(nameTaken);
      choices
        .entrySet()
        .removeIf(
          entry ->
            entry.getValue() instanceof Choice.Create create &&
            create.name().equals(people.get(entry.getKey()).name())
        );
      carryOut(choices);
    }
  }
}
