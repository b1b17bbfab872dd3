package io.ledgerroutes.xero;

import io.ledgerroutes.remote.RemoteAnswer;
import io.ledgerroutes.remote.RemoteCaller;
import io.ledgerroutes.remote.RemoteRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ProducerTemplate;

/** The real caller, which checks every request against the {@link XeroContract} on its way. */
final class ContractedRemote extends RemoteCaller {

  private static final XeroContract CONTRACT = new XeroContract();

  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final Set<String> made = new ConcurrentSkipListSet<>();

  ContractedRemote(ProducerTemplate producer) {
    super(producer, new SimpleMeterRegistry());
  }

  @Override
  public RemoteAnswer call(RemoteRequest request, String name) {
    List<String> wrong = CONTRACT.broken(request);
    broken.addAll(wrong);
    if (wrong.isEmpty() && request.uri().getPath().startsWith("/api.xro/")) {
      made.add(XeroContract.name(request));
    }
    return super.call(request, name);
  }

  /** What was wrong with the requests so far. */
  List<String> broken() {
    return broken;
  }

  /** The kinds of calls that were made. */
  Set<String> made() {
    return made;
  }
}
