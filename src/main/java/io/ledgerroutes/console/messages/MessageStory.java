package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ledgerroutes.console.trail.AuditView;
import io.ledgerroutes.console.trail.LinkView;
import java.util.List;

/**
 * One message with what happened to it.
 *
 * @param trail its attempts, the writes for its record while it was worked, and what operators did to it, newest first,
 *     at most a thousand
 * @param links what its record became
 */
record MessageStory(@JsonUnwrapped MessageView message, List<AuditView> trail, List<LinkView> links) {}
