package io.ledgerroutes.xero;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who a document is for, as the source knows them. Left on an element before {@code direct:xero-contacts-ensure}.
 * In clear it is kept in memory only: stored are the identity's pseudonym and, encrypted, what the source last said.
 *
 * @param identity what makes two orders one person: the e-mail in lower case without surrounding blanks, else a
 *     key of the source such as {@code craft-shop:customer:17}; plain text
 * @param contactNumber {@link #numberOf}: written to the ledger where it has none (rule A6)
 * @param name the contact's name, 1 to 255 characters
 * @param firstName may be empty
 * @param lastName may be empty
 * @param email may be empty
 * @param phone as the person wrote it, at most 50 characters; may be empty
 * @param postal where bills go
 * @param street where goods go
 * @param asOf when the source learned this: what it learned earlier never replaces what it learned later
 * @param restorable whether its contact may be made active again where somebody archived it
 */
public record Person(
  String identity,
  String contactNumber,
  String name,
  String firstName,
  String lastName,
  String email,
  String phone,
  Optional<PostalAddress> postal,
  Optional<PostalAddress> street,
  Instant asOf,
  boolean restorable
) {
  /** The longest contact number that Xero takes (facts, Xero 5). */
  public static final int LONGEST_NUMBER = 50;

  private static final int LONGEST_NAME = 255;
  private static final int HASHED_CHARACTERS = 20;

  public Person {
    require("identity", identity, LONGEST_NAME * 2);
    require("contact number", contactNumber, LONGEST_NUMBER);
    require("name", name, LONGEST_NAME);
    firstName = firstName == null ? "" : firstName;
    lastName = lastName == null ? "" : lastName;
    email = email == null ? "" : email.strip();
    phone = phone == null ? "" : phone.strip();
  }

  /** A person of whom nothing but name and e-mail is known, at no particular time. */
  public Person(
    String identity,
    String contactNumber,
    String name,
    String firstName,
    String lastName,
    String email
  ) {
    this(
      identity,
      contactNumber,
      name,
      firstName,
      lastName,
      email,
      "",
      Optional.empty(),
      Optional.empty(),
      Instant.EPOCH,
      false
    );
  }

  /** The same, reached here. */
  public Person reachedAt(String number, Optional<PostalAddress> bills, Optional<PostalAddress> goods) {
    return new Person(
      identity,
      contactNumber,
      name,
      firstName,
      lastName,
      email,
      number,
      bills,
      goods,
      asOf,
      restorable
    );
  }

  /** The same, as the source knew it at that time. */
  public Person asOf(Instant time) {
    return new Person(
      identity,
      contactNumber,
      name,
      firstName,
      lastName,
      email,
      phone,
      postal,
      street,
      time,
      restorable
    );
  }

  /** The same, whose archived contact may be made active again, or not. */
  public Person restorable(boolean may) {
    return new Person(
      identity,
      contactNumber,
      name,
      firstName,
      lastName,
      email,
      phone,
      postal,
      street,
      asOf,
      may
    );
  }

  /**
   * {@code <connection>:<id>} of rule A6; where that is longer than 50 characters, a hash of it that begins with
   * as much of the connection as fits, so that the same person always gets the same number.
   */
  public static String numberOf(String connection, String id) {
    String number = connection + ":" + id;
    if (number.length() <= LONGEST_NUMBER) {
      return number;
    }
    int room = LONGEST_NUMBER - HASHED_CHARACTERS - 1;
    String head = connection.substring(0, Math.min(room, connection.length()));
    return head + ":" + hash(number).substring(0, HASHED_CHARACTERS);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void require(String what, String value, int longest) {
    if (value == null || value.isBlank() || value.length() > longest) {
      throw new IllegalArgumentException("A person's " + what + " needs 1 to " + longest + " characters");
    }
  }

  /** Without personal data: a person may be printed by mistake. */
  @Override
  public String toString() {
    return "Person[" + contactNumber + "]";
  }
}
