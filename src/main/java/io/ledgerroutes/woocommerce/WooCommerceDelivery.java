package io.ledgerroutes.woocommerce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * What a signed body says about itself, read without building it: the id of a record, or that it is one of the
 * shop's error objects (facts, WooCommerce 7).
 */
record WooCommerceDelivery(OptionalLong id, boolean error) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads the whole body, so that a broken one is noticed wherever it breaks.
   *
   * @throws IOException when it is not one JSON object
   */
  static WooCommerceDelivery of(byte[] body) throws IOException {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      OptionalLong id = OptionalLong.empty();
      boolean code = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals("id")) {
          id = positive(parser, value);
        } else if (name.equals("code")) {
          code = value == JsonToken.VALUE_STRING;
        }
        parser.skipChildren();
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new IOException("not one JSON object");
      }
      return new WooCommerceDelivery(id, id.isEmpty() && code);
    }
  }

  private static OptionalLong positive(JsonParser parser, JsonToken value) throws IOException {
    boolean whole =
      value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return whole && parser.getLongValue() > 0 ? OptionalLong.of(parser.getLongValue()) : OptionalLong.empty();
  }
}
