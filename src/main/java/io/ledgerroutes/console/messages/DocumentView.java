package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ledgerroutes.console.trail.LinkView;
import org.jspecify.annotations.Nullable;

/**
 * A document that a record became.
 *
 * @param link the two
 * @param address where a person sees it; null where it has no page of its own
 */
record DocumentView(@JsonUnwrapped LinkView link, @Nullable String address) {}
