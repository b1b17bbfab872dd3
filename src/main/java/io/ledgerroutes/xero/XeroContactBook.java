package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.RecordPart;
import io.ledgerroutes.posting.Change;
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
import java.time.Instant;
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
  private static final int RADIX = 36;

  private final LinkStore links;
  private final Posting posting;
  private final XeroContacts target;
  private final XeroContactDetails details;
  private final KnownContacts known;
  private final Vault vault;
  /** Contacts that were merged away, and where to. */
  private final Map<String, ContactId> moved = new ConcurrentHashMap<>();

  XeroContactBook(
    LinkStore links,
    Posting posting,
    XeroContacts target,
    XeroContactDetails details,
    KnownContacts known,
    Vault vault
  ) {
    this.links = links;
    this.posting = posting;
    this.target = target;
    this.details = details;
    this.known = known;
    this.vault = vault;
  }

  /**
   * Finds or makes the contacts, and brings them what their sources have changed since: where several orders are one
   * person's, what the latest of them says.
   *
   * @param lookAge how old the look at Xero's contacts may be, on which it is decided that somebody is new
   * @return by identity, one for every identity asked for
   */
  public Map<String, Ensured> ensure(String tenant, Collection<Person> people, Duration lookAge) {
    return new Pass(tenant, people, System.nanoTime() - lookAge.toNanos()).run();
  }

  /** Whether somebody has a contact through us already; makes no call. */
  public boolean knows(String tenant, Person person) {
    return links.find(source(tenant, person), XeroContacts.TYPE).isPresent();
  }

  /** The record that a person's contact stands for; all connections of the tenant share it. */
  RecordPart part(Person person) {
    SourceRef source = source("", person);
    return new RecordPart(source.type(), source.id());
  }

  private SourceRef source(String tenant, Person person) {
    return new SourceRef(tenant, "contact", vault.pseudonym(person.identity()));
  }

  /**
   * The contact that took this one's place by a merge, followed to its end; remembered, because the link stays. One
   * that was only archived is made active again, where that is allowed, and is itself.
   *
   * @return empty where it stays archived, or was merged into an archived one
   */
  Optional<ContactId> successor(String tenant, ContactId contact) {
    known.since(tenant, System.nanoTime());
    Optional<LedgerContact> archived = known.byId(tenant, List.of(contact.value())).stream().findFirst();
    Optional<ContactId> successor = archived
      .flatMap(found -> ContactChoice.usable(known, tenant, found))
      .map(found -> new ContactId(found.id(), contact.restorable()));
    successor.ifPresent(now -> moved.put(contact.value(), now));
    boolean mayRestore = contact.restorable() && archived.filter(one -> one.mergedTo().isEmpty()).isPresent();
    return successor.isPresent() || !mayRestore ? successor : restored(tenant, contact);
  }

  private Optional<ContactId> restored(String tenant, ContactId contact) {
    return links
      .ofTarget(tenant, XeroContactDetails.TYPE, contact.value())
      .map(base -> posting.change(tenant, details, List.of(XeroContactDetails.restore(base))))
      .filter(done -> done.values().stream().allMatch(Posted.Linked.class::isInstance))
      .map(done -> contact);
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
      asked.forEach(person -> people.merge(source(tenant, person), person, Pass::later));
    }

    private static Person later(Person one, Person other) {
      return other.asOf().isAfter(one.asOf()) ? other : one;
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
      bringDetails();
      return results
        .entrySet()
        .stream()
        .collect(Collectors.toMap(entry -> people.get(entry.getKey()).identity(), Map.Entry::getValue));
    }

    private void linked(SourceRef source, Link link) {
      String id = moved.containsKey(link.targetId()) ? moved.get(link.targetId()).value() : link.targetId();
      results.put(source, new Ensured.Contact(new ContactId(id, people.get(source).restorable())));
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
          case Choice.Restore restore -> writes.add(XeroContacts.restore(source, restore.contact()));
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

    /** What the sources say is compared with what they last said; without a difference no call is made. */
    private void bringDetails() {
      Map<SourceRef, Link> bases = links.find(people.keySet(), XeroContactDetails.TYPE);
      Map<Draft, Found> first = new LinkedHashMap<>();
      List<Change> changes = new ArrayList<>();
      people.forEach((source, person) -> {
        if (results.get(source) instanceof Ensured.Contact contact) {
          ContactFields fields = ContactFields.of(person);
          if (!bases.containsKey(source)) {
            Draft base = XeroContactDetails.base(source, fields, version(person, fields));
            first.put(base, XeroContactDetails.found(contact.id(), fields));
          } else {
            change(bases.get(source), person, fields).ifPresent(changes::add);
          }
        }
      });
      if (!first.isEmpty()) {
        posting.adopt(tenant, details, first);
      }
      if (!changes.isEmpty()) {
        posting.change(tenant, details, changes).forEach(this::changed);
      }
    }

    private Optional<Change> change(Link base, Person person, ContactFields fields) {
      ContactFields before = ContactFields.read(base.targetProjection());
      ContactFields now = fields.over(before);
      if (now.folded().equals(before.folded()) || person.asOf().isBefore(asOf(base))) {
        return Optional.empty();
      }
      boolean nameIsFree =
        now.sameName(before) ||
        known.byName(tenant, List.of(person.name())).stream().noneMatch(LedgerContact::usable);
      return Optional.of(
        XeroContactDetails.update(base, nameIsFree ? now : now.named(before), version(person, now))
      );
    }

    /** What cannot be changed, a person's contact for one, holds no order up; what could not be asked waits. */
    private void changed(SourceRef source, Posted posted) {
      if (posted instanceof Posted.NotLinked stopped && stopped.outcome() instanceof Outcome.Retry) {
        results.put(source, new Ensured.Stopped(stopped.outcome()));
      }
    }

    private String version(Person person, ContactFields fields) {
      return (Long.toString(person.asOf().getEpochSecond(), RADIX) + ":" + vault.pseudonym(fields.folded()));
    }

    private static Instant asOf(Link base) {
      String version = base.sourceProjection();
      return Instant.ofEpochSecond(Long.parseLong(version.substring(0, version.indexOf(':')), RADIX));
    }
  }
}
