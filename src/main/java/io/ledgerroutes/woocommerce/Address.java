package io.ledgerroutes.woocommerce;

/** A person's address on an order; every field may be empty. */
public record Address(String firstName, String lastName, String company, String country, String email) {
  static Address of(RecordReader address) {
    return new Address(
      address.words("first_name"),
      address.words("last_name"),
      address.words("company"),
      address.text("country"),
      address.text("email").strip()
    );
  }

  /** Without personal data: an order may be printed by mistake. */
  @Override
  public String toString() {
    return "Address[" + country + "]";
  }
}
