package io.ledgerroutes.posting;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A linked document as the target has it now.
 *
 * @param document as answered
 * @param projection canonical projection of it
 * @param live false where it is voided or deleted
 * @param untouchable why it may not be changed although nobody changed it, e.g. "it was sent to the customer"
 */
public record Current(JsonNode document, String projection, boolean live, Optional<String> untouchable) {}
