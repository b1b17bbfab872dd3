package io.ledgerroutes.console.overview;

/**
 * Something that needs a hand, or that whoever looks should know.
 *
 * @param tone {@code bad}: it stands until a person does something; {@code warn}: it should be looked at
 * @param id of its link within the page, by which the keyboard's place is kept when the page renews itself
 * @param where a connection, a file or a part of the house
 * @param what is the matter
 * @param remedy what to do; empty where the link says it
 * @param href where to do it; null where it is done elsewhere
 * @param link the link's words
 */
public record Need(
  String tone,
  String id,
  String where,
  String what,
  String remedy,
  String href,
  String link
) {
  static Need bad(String where, String what, String remedy) {
    return new Need("bad", null, where, what, remedy, null, null);
  }

  static Need warn(String where, String what, String remedy) {
    return new Need("warn", null, where, what, remedy, null, null);
  }

  /** With the place where it is done. */
  Need at(String address, String words) {
    return new Need(
      tone,
      "need" + address.replaceAll("[^A-Za-z0-9]+", "-"),
      where,
      what,
      remedy,
      address,
      words
    );
  }

  /** The tone as a word. */
  public String word() {
    return tone.equals("bad") ? "Stands" : "Look";
  }
}
