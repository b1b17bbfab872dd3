package io.ledgerroutes.xero;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Xero's JSON, with amounts as exact decimals and never as doubles. */
public final class XeroJson {

  private static final JsonMapper MAPPER = JsonMapper.builder()
    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
    .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
    .build();

  private XeroJson() {}

  /** The document, or empty where the bytes are not whole JSON. */
  public static Optional<JsonNode> parse(byte[] bytes) {
    try {
      JsonNode read = MAPPER.readTree(bytes);
      return read == null || read.isMissingNode() ? Optional.empty() : Optional.of(read);
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /** Bytes that this room has composed itself. */
  public static JsonNode own(byte[] bytes) {
    return parse(bytes).orElseThrow(() -> new IllegalStateException("A composed request is not JSON"));
  }

  /** A new and empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Written as it goes to Xero. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same as text. */
  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
