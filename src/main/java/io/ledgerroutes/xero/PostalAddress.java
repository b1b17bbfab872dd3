package io.ledgerroutes.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An address of a contact, cut to what Xero takes; every field may be empty.
 *
 * @param attention whom it is for, where that is not the contact's own name
 * @param country in Latin letters and blanks, which is all that Xero takes
 */
public record PostalAddress(
  String attention,
  String line1,
  String line2,
  String city,
  String region,
  String postcode,
  String country
) {
  private static final int LONGEST_LINE = 500;
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_CODE = 50;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final Pattern LETTERS = Pattern.compile("[A-Za-z ]{1,50}");
  static final String ATTENTION = "AttentionTo";
  static final String LINE1 = "AddressLine1";
  static final String LINE2 = "AddressLine2";
  static final String CITY = "City";
  static final String REGION = "Region";
  static final String POSTCODE = "PostalCode";
  static final String COUNTRY = "Country";

  public PostalAddress {
    attention = clip(attention, LONGEST_NAME);
    line1 = clip(line1, LONGEST_LINE);
    line2 = clip(line2, LONGEST_LINE);
    city = clip(city, LONGEST_NAME);
    region = clip(region, LONGEST_NAME);
    postcode = clip(postcode, LONGEST_CODE);
    country = clip(country, LONGEST_CODE);
  }

  /** The English name of a country by its ISO 3166 code; the code where the name is not of Latin letters. */
  public static String countryOf(String code) {
    String upper = code.strip().toUpperCase(Locale.ROOT);
    String name = Locale.of("", upper).getDisplayCountry(Locale.ENGLISH);
    return COUNTRIES.contains(upper) && LETTERS.matcher(name).matches()
      ? name
      : LETTERS.matcher(upper).matches()
        ? upper
        : "";
  }

  /** Reads an address as Xero answers it. */
  static PostalAddress of(JsonNode address) {
    return new PostalAddress(
      Canonical.text(address, ATTENTION),
      Canonical.text(address, LINE1),
      Canonical.text(address, LINE2),
      Canonical.text(address, CITY),
      Canonical.text(address, REGION),
      Canonical.text(address, POSTCODE),
      Canonical.text(address, COUNTRY)
    );
  }

  /** As it goes to Xero: empty fields too, so that none of an earlier address stays. */
  ObjectNode json(String type) {
    return XeroJson.object()
      .put("AddressType", type)
      .put(ATTENTION, attention)
      .put(LINE1, line1)
      .put(LINE2, line2)
      .put(CITY, city)
      .put(REGION, region)
      .put(POSTCODE, postcode)
      .put(COUNTRY, country);
  }

  boolean isEmpty() {
    return (line1 + line2 + city + region + postcode + country).isEmpty();
  }

  private static String clip(String text, int most) {
    if (text.length() <= most) {
      return text.strip();
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end).strip();
  }

  /** Without personal data. */
  @Override
  public String toString() {
    return "PostalAddress[" + country + "]";
  }
}
