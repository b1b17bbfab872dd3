package io.ledgerroutes.console.messages;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ledgerroutes.console.trail.AuditView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message with what happened to it.
 *
 * @param message it
 * @param newer id of a later message of the same record; null where there is none
 * @param trail its attempts, the writes for its record while it was worked, and what operators did to it, newest first,
 *     at most a thousand
 * @param links what its record and the records that belong to it became
 * @param sent what was sent for them, newest first, redacted
 */
record MessageStory(
  @JsonUnwrapped MessageView message,
  @Nullable Long newer,
  List<AuditView> trail,
  List<DocumentView> links,
  List<SentView> sent
) {}
