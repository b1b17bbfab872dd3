package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Outcome.Held;
import io.ledgerroutes.posting.Draft;
import io.ledgerroutes.posting.Link;
import io.ledgerroutes.posting.LinkStore;
import io.ledgerroutes.posting.Posted;
import io.ledgerroutes.posting.Posting;
import io.ledgerroutes.posting.SourceRef;
import io.ledgerroutes.remote.FailureKind;
import io.ledgerroutes.vault.Vault;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
 * pseudonym of the identity; an existing contact of the same e-mail is used; a new one is made only when there is
 * none. A name that another person bears gets the contact number as suffix.
 */
@Component
public class XeroContactBook {

  private static final int LONGEST_NAME = 255;
  private static final int MERGES_FOLLOWED = 5;
  static final String ARCHIVED =
    "the contact is archived in Xero: restore it there, or change its e-mail, and replay";
  private static final String SAME_NAME =
    "a contact of the same name has no e-mail to tell whether it is the same person: enter the e-mail there, " +
    "or give it another name, and replay";

  private final LinkStore links;
  private final Posting posting;
  private final XeroContacts target;
  private final XeroContactLook look;
  private final Vault vault;
  /** Contacts that were merged away, and where to. */
  private final Map<String, ContactId> moved = new ConcurrentHashMap<>();

  XeroContactBook(LinkStore links, Posting posting, XeroContacts target, XeroContactLook look, Vault vault) {
    this.links = links;
    this.posting = posting;
    this.target = target;
    this.look = look;
    this.vault = vault;
  }

  /**
   * Finds or makes the contacts.
   *
   * @return by identity, one for every identity asked for
   */
  public Map<String, Ensured> ensure(String tenant, Collection<Person> people) {
    return new Pass(tenant, people).run();
  }

  /**
   * The contact that took this one's place by a merge, followed to its end; remembered, because the link stays.
   *
   * @return empty where it was archived and not merged, or merged into an archived one
   */
  Optional<ContactId> successor(String tenant, ContactId contact) {
    Optional<ContactId> successor = look
      .byId(tenant, List.of(contact.value()))
      .stream()
      .findFirst()
      .flatMap(found -> usable(tenant, found))
      .map(found -> new ContactId(found.id()));
    successor.ifPresent(now -> moved.put(contact.value(), now));
    return successor;
  }

  private Optional<LedgerContact> usable(String tenant, LedgerContact contact) {
    LedgerContact now = contact;
    for (int merge = 0; merge < MERGES_FOLLOWED && !now.mergedTo().isEmpty(); merge++) {
      Optional<LedgerContact> next = look.byId(tenant, List.of(now.mergedTo())).stream().findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      now = next.get();
    }
    return Optional.of(now).filter(LedgerContact::usable);
  }

  private static String suffixed(Person person) {
    String suffix = " (" + person.contactNumber() + ")";
    int room = Math.min(person.name().length(), LONGEST_NAME - suffix.length());
    return person.name().substring(0, room).strip() + suffix;
  }

  /** One call of {@link #ensure}. */
  private final class Pass {

    private final String tenant;
    private final Map<SourceRef, Person> people = new LinkedHashMap<>();
    private final Map<SourceRef, Ensured> results = new HashMap<>();
    private final Set<SourceRef> nameTaken = new LinkedHashSet<>();

    Pass(String tenant, Collection<Person> asked) {
      this.tenant = tenant;
      asked.forEach(person -> people.putIfAbsent(sourceOf(person), person));
    }

    private SourceRef sourceOf(Person person) {
      return new SourceRef(tenant, "contact", vault.pseudonym(person.identity()));
    }

    Map<String, Ensured> run() {
      links.find(people.keySet(), XeroContacts.TYPE).forEach(this::linked);
      Map<SourceRef, Draft> drafts = new LinkedHashMap<>();
      keepByEmail(drafts);
      createTheRest(drafts);
      bring(drafts);
      bring(decidedByName());
      return results
        .entrySet()
        .stream()
        .collect(Collectors.toMap(entry -> people.get(entry.getKey()).identity(), Map.Entry::getValue));
    }

    private void linked(SourceRef source, Link link) {
      ContactId now = moved.getOrDefault(link.targetId(), new ContactId(link.targetId()));
      results.put(source, new Ensured.Contact(now));
    }

    private void keepByEmail(Map<SourceRef, Draft> drafts) {
      Map<SourceRef, Person> open = new LinkedHashMap<>(people);
      open.keySet().removeAll(results.keySet());
      open.values().removeIf(person -> person.email().isEmpty());
      if (open.isEmpty()) {
        return;
      }
      List<String> emails = open
        .values()
        .stream()
        .map(person -> LedgerContact.folded(person.email()))
        .toList();
      List<LedgerContact> found = look.byEmail(tenant, emails);
      open.forEach((source, person) -> {
        List<LedgerContact> same = found
          .stream()
          .filter(contact -> contact.hasEmailOf(person))
          .toList();
        if (!same.isEmpty()) {
          keep(source, person, same).ifPresent(draft -> drafts.put(source, draft));
        }
      });
    }

    /** The best of several contacts of one person; an archived one only through what it was merged into. */
    private Optional<Draft> keep(SourceRef source, Person person, List<LedgerContact> same) {
      Optional<LedgerContact> best = same
        .stream()
        .filter(LedgerContact::usable)
        .min(
          Comparator.comparing((LedgerContact contact) -> !contact.bears(person))
            .thenComparing(contact -> !contact.isNamed(person.name()))
            .thenComparing(LedgerContact::id)
        )
        .or(() ->
          same
            .stream()
            .flatMap(contact -> usable(tenant, contact).stream())
            .findFirst()
        );
      if (best.isEmpty()) {
        results.put(source, new Ensured.Stopped(new Held(ARCHIVED)));
      }
      return best.map(contact -> XeroContacts.keep(source, person, contact));
    }

    /** Two people of one name in one batch are two people: they have different identities. */
    private void createTheRest(Map<SourceRef, Draft> drafts) {
      Set<String> names = new HashSet<>();
      people.forEach((source, person) -> {
        if (!results.containsKey(source) && !drafts.containsKey(source)) {
          boolean first = names.add(LedgerContact.folded(person.name()));
          drafts.put(source, XeroContacts.create(source, person, first ? person.name() : suffixed(person)));
        }
      });
    }

    /** New contacts, marks and mere reads go apart: each is another call. */
    private void bring(Map<SourceRef, Draft> drafts) {
      drafts
        .values()
        .stream()
        .collect(Collectors.groupingBy(XeroContacts::kindOf, TreeMap::new, Collectors.toList()))
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

    /** For those whose name is taken: the bearer if it is the same person, a suffix if it is provably another. */
    private Map<SourceRef, Draft> decidedByName() {
      Map<SourceRef, Draft> drafts = new LinkedHashMap<>();
      if (nameTaken.isEmpty()) {
        return drafts;
      }
      List<String> names = nameTaken
        .stream()
        .map(source -> people.get(source).name())
        .toList();
      List<LedgerContact> found = look.byName(tenant, names);
      for (SourceRef source : nameTaken) {
        Person person = people.get(source);
        List<LedgerContact> bearers = found
          .stream()
          .filter(contact -> contact.isNamed(person.name()))
          .toList();
        decided(source, person, bearers).ifPresent(draft -> drafts.put(source, draft));
      }
      return drafts;
    }

    private Optional<Draft> decided(SourceRef source, Person person, List<LedgerContact> bearers) {
      List<LedgerContact> same = bearers
        .stream()
        .filter(bearer -> bearer.isOf(person))
        .toList();
      if (!same.isEmpty()) {
        return keep(source, person, same);
      }
      List<LedgerContact> active = bearers.stream().filter(LedgerContact::usable).toList();
      if (!active.isEmpty() && active.stream().allMatch(bearer -> bearer.isProvablyNot(person))) {
        return Optional.of(XeroContacts.create(source, person, suffixed(person)));
      }
      if (!active.isEmpty()) {
        results.put(source, new Ensured.Stopped(new Held(SAME_NAME)));
      }
      return Optional.empty();
    }
  }
}
