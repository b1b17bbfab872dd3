package io.ledgerroutes.xero;

import io.ledgerroutes.inbox.Outcome;
import io.ledgerroutes.inbox.Outcome.Held;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which contact each of some people is, among those that are known: by e-mail, by number, then by name (rule A6).
 * Two people of one name are two contacts; the second one's name gets the number as suffix. Makes no call.
 */
final class ContactChoice {

  static final String ARCHIVED =
    "the contact is archived in Xero: restore it there, and replay; or set contacts: archived: restore";
  private static final String SAME_NAME =
    "a contact of the same name may be the same person or another, and no two e-mails tell: enter both e-mails, " +
    "or give the contact in Xero another name, and replay";
  private static final int LONGEST_NAME = 255;
  private static final int MERGES_FOLLOWED = 5;

  private final KnownContacts known;
  private final String tenant;
  private final List<LedgerContact> ofEmails;
  private final List<LedgerContact> ofNumbers;
  private final List<LedgerContact> ofNames;
  private final Set<String> newNames = new HashSet<>();

  /** What is to be done for a person. */
  sealed interface Choice {
    /** This contact is the person. */
    record Keep(LedgerContact contact) implements Choice {}

    /** This contact of ours is the person, and somebody archived it. */
    record Restore(LedgerContact contact) implements Choice {}

    /** There is none: a new one of this name. */
    record Create(String name) implements Choice {}

    /** A person must decide. */
    record Stop(Outcome outcome) implements Choice {}
  }

  ContactChoice(KnownContacts known, String tenant, Collection<Person> people) {
    this.known = known;
    this.tenant = tenant;
    this.ofEmails = known.byEmail(
      tenant,
      people.stream().map(Person::email).filter(Predicate.not(String::isEmpty)).toList()
    );
    this.ofNumbers = known.byNumber(tenant, people.stream().map(Person::contactNumber).toList());
    this.ofNames = known.byName(tenant, people.stream().map(Person::name).toList());
  }

  Choice of(Person person) {
    List<LedgerContact> same = fitting(ofEmails, contact -> contact.hasEmailOf(person));
    if (same.isEmpty()) {
      same = fitting(ofNumbers, contact -> contact.bears(person));
    }
    return same.isEmpty() ? byName(person) : best(person, same);
  }

  /** The best of several contacts of one person; an archived one only through what it was merged into. */
  private Choice best(Person person, List<LedgerContact> same) {
    return same
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
          .flatMap(contact -> usable(known, tenant, contact).stream())
          .findFirst()
      )
      .<Choice>map(Choice.Keep::new)
      .or(() -> ours(person, same).map(Choice.Restore::new))
      .orElseGet(() -> new Choice.Stop(new Held(ARCHIVED)));
  }

  /** Only what bears our own number is made active again, never what was merged away. */
  private static Optional<LedgerContact> ours(Person person, List<LedgerContact> same) {
    return same
      .stream()
      .filter(contact -> person.restorable() && contact.bears(person) && contact.mergedTo().isEmpty())
      .findFirst();
  }

  /** A suffix only for one who is provably another; names are unique among active contacts only. */
  private Choice byName(Person person) {
    List<LedgerContact> bearers = fitting(
      ofNames,
      contact -> contact.usable() && contact.isNamed(person.name())
    );
    if (!bearers.stream().allMatch(bearer -> bearer.isProvablyNot(person))) {
      return new Choice.Stop(new Held(SAME_NAME));
    }
    boolean free = newNames.add(LedgerContact.foldedName(person.name())) && bearers.isEmpty();
    return new Choice.Create(free ? person.name() : suffixed(person));
  }

  private static List<LedgerContact> fitting(List<LedgerContact> found, Predicate<LedgerContact> fits) {
    return found.stream().filter(fits).toList();
  }

  private static String suffixed(Person person) {
    String suffix = " (" + person.contactNumber() + ")";
    int room = Math.min(person.name().length(), LONGEST_NAME - suffix.length());
    return person.name().substring(0, room).strip() + suffix;
  }

  /** The contact itself, or what it was merged into, as far as documents may be written for that. */
  static Optional<LedgerContact> usable(KnownContacts known, String tenant, LedgerContact contact) {
    LedgerContact now = contact;
    for (int merge = 0; merge < MERGES_FOLLOWED && !now.mergedTo().isEmpty(); merge++) {
      Optional<LedgerContact> next = known.byId(tenant, List.of(now.mergedTo())).stream().findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      now = next.get();
    }
    return Optional.of(now).filter(LedgerContact::usable);
  }
}
