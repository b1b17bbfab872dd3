package io.ledgerroutes.inbox;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** This process among the nodes: new at every start, so that a restarted node is not its own past. */
@Component
public class NodeName {

  private final String value = UUID.randomUUID().toString();

  public String value() {
    return value;
  }
}
