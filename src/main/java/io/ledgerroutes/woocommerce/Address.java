package io.ledgerroutes.woocommerce;

/**
 * A person's address on an order or in an account; every field may be empty.
 *
 * @param state a code as NSW, or a name where the shop knows no codes of the country
 * @param country ISO 3166 code
 */
public record Address(
  String firstName,
  String lastName,
  String company,
  String line1,
  String line2,
  String city,
  String state,
  String postcode,
  String country,
  String email,
  String phone
) {
  static Address of(RecordReader address) {
    return new Address(
      address.words("first_name"),
      address.words("last_name"),
      address.words("company"),
      address.words("address_1"),
      address.words("address_2"),
      address.words("city"),
      address.words("state"),
      address.words("postcode"),
      address.text("country"),
      address.text("email").strip(),
      address.words("phone")
    );
  }

  /** The same for somebody of this name. */
  public Address named(String first, String last) {
    return new Address(first, last, company, line1, line2, city, state, postcode, country, email, phone);
  }

  /** First and last name; empty where there is neither. */
  public String fullName() {
    return (firstName + " " + lastName).strip();
  }

  /** Whether it says where something could be sent to. */
  public boolean hasPlace() {
    return !(line1 + line2 + city + postcode).isEmpty();
  }

  /** Without personal data: an order may be printed by mistake. */
  @Override
  public String toString() {
    return "Address[" + country + "]";
  }
}
