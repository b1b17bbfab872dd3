package io.ledgerroutes.ingress;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which route takes the deliveries to which address. */
@Component
class WebhookAddresses {

  private static final String ALL = "/webhooks/";

  // By pattern, the most particular first.
  private final Map<PathPattern, WebhookConsumer> consumers = new ConcurrentSkipListMap<>();

  /** A route and what the address names, e.g. its connection. */
  record Found(WebhookConsumer consumer, Map<String, String> named) {}

  /** Whether deliveries to this path are taken at the door. */
  static boolean has(String path) {
    return path.startsWith(ALL);
  }

  /** From now on; the address of a route that stops stays known, so that its senders hear "later" and not "never". */
  void add(WebhookConsumer consumer) {
    consumers.put(pattern(consumer), consumer);
  }

  /** The route of a request's path; none where nothing is served. */
  Optional<Found> find(String path) {
    PathContainer asked = PathContainer.parsePath(path);
    for (Map.Entry<PathPattern, WebhookConsumer> entry : consumers.entrySet()) {
      PathPattern.PathMatchInfo match = entry.getKey().matchAndExtract(asked);
      if (match != null) {
        return Optional.of(new Found(entry.getValue(), match.getUriVariables()));
      }
    }
    return Optional.empty();
  }

  private static PathPattern pattern(WebhookConsumer consumer) {
    return PathPatternParser.defaultInstance.parse(consumer.getEndpoint().getPath());
  }
}
