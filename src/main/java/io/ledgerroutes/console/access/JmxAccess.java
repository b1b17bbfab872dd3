package io.ledgerroutes.console.access;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javax.management.ObjectName;
import org.jolokia.server.core.service.api.Restrictor;
import org.jolokia.server.core.util.HttpMethod;
import org.jolokia.server.core.util.RequestType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * What Hawtio may see and do through JMX. Everything that is not named here does not exist for it: viewers read
 * figures and diagrams; operators start and stop routes as well, and that is written down before it is done. Nobody
 * writes an attribute, and nothing here shows a message's body, a system property or a password.
 */
@Component
class JmxAccess implements Restrictor {

  private static final String CAMEL = "org.apache.camel";
  private static final String HOUSE = "io.ledgerroutes";
  private static final String JAVA = "java.lang";

  private static final Set<RequestType> TYPES = EnumSet.of(
    RequestType.READ,
    RequestType.LIST,
    RequestType.SEARCH,
    RequestType.VERSION,
    RequestType.EXEC
  );

  /** Without tracer and debugger, which show bodies, and without services, one of which interrupts threads. */
  private static final Set<String> CAMEL_TYPES = Set.of(
    "context",
    "routes",
    "processors",
    "endpoints",
    "consumers",
    "producers",
    "components",
    "threadpools"
  );
  private static final String INFLIGHT = "DefaultInflightRepository";

  /** The last error's words may be a remote's; they are with the message, for those who may read it. */
  private static final Set<String> CAMEL_UNREAD = Set.of("LastError");

  private static final Map<String, Set<String>> JAVA_READ = Map.of(
    "Memory",
    Set.of("HeapMemoryUsage", "NonHeapMemoryUsage"),
    "Threading",
    Set.of("ThreadCount", "PeakThreadCount", "DaemonThreadCount", "TotalStartedThreadCount"),
    "OperatingSystem",
    Set.of("AvailableProcessors", "SystemLoadAverage", "CpuLoad", "ProcessCpuLoad", "ProcessCpuTime"),
    "GarbageCollector",
    Set.of("CollectionCount", "CollectionTime"),
    "ClassLoading",
    Set.of("LoadedClassCount", "TotalLoadedClassCount", "UnloadedClassCount")
  );

  private static final Map<String, Set<String>> READING = Map.of(
    "context",
    Set.of("dumpRoutesAsXml", "dumpRoutesStatsAsXml"),
    "routes",
    Set.of("dumpRouteAsXml", "dumpRouteStatsAsXml"),
    "services",
    Set.of("browse")
  );
  private static final Map<String, Set<String>> CHANGING = Map.of(
    "routes",
    Set.of("start", "stop", "suspend", "resume", "start()", "stop()", "suspend()", "resume()"),
    "Breaker",
    Set.of("close", "close()")
  );

  private final AuditTrail audit;
  private final Database database;

  JmxAccess(AuditTrail audit, Database database) {
    this.audit = audit;
    this.database = database;
  }

  /** A link or a picture on another site's page is a GET that carries the session: it finds out the version only. */
  @Override
  public boolean isHttpMethodAllowed(HttpMethod method) {
    return method == HttpMethod.POST;
  }

  @Override
  public boolean isTypeAllowed(RequestType type) {
    return TYPES.contains(type);
  }

  @Override
  public boolean isObjectNameHidden(ObjectName name) {
    return !isShown(name);
  }

  @Override
  public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
    if (!isShown(name)) {
      return false;
    }
    return switch (name.getDomain()) {
      case CAMEL -> !CAMEL_UNREAD.contains(attribute);
      case JAVA -> JAVA_READ.get(type(name)).contains(attribute);
      default -> true;
    };
  }

  @Override
  public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
    return false;
  }

  @Override
  public boolean isOperationAllowed(ObjectName name, String operation) {
    if (!isShown(name)) {
      return false;
    }
    String plain = operation.replaceFirst("\\(.*", "");
    if (isNamed(READING, name, plain)) {
      return name.getDomain().equals(CAMEL);
    }
    boolean allowed = isNamed(CHANGING, name, operation) && isOperator();
    if (allowed) {
      note(name, plain);
    }
    return allowed;
  }

  /** Only a bean's own name: a pattern could stand for any. */
  private static boolean isShown(ObjectName name) {
    if (name.isPattern() || type(name) == null) {
      return false;
    }
    return switch (name.getDomain()) {
      case CAMEL -> CAMEL_TYPES.contains(type(name)) || isInflight(name);
      case JAVA -> JAVA_READ.containsKey(type(name));
      case HOUSE -> true;
      default -> false;
    };
  }

  private static boolean isInflight(ObjectName name) {
    return "services".equals(type(name)) && INFLIGHT.equals(name.getKeyProperty("name"));
  }

  private static boolean isNamed(Map<String, Set<String>> operations, ObjectName name, String operation) {
    return operations.getOrDefault(type(name), Set.of()).contains(operation);
  }

  private static String type(ObjectName name) {
    return name.getKeyProperty("type");
  }

  private static boolean isOperator() {
    Authentication user = SecurityContextHolder.getContext().getAuthentication();
    return (
      user != null &&
      user.isAuthenticated() &&
      user
        .getAuthorities()
        .stream()
        .anyMatch(known -> known.getAuthority().equals("ROLE_" + Role.OPERATOR.name()))
    );
  }

  private void note(ObjectName name, String operation) {
    String user = SecurityContextHolder.getContext().getAuthentication().getName();
    database.durably(() ->
      audit.record(
        AuditEntry.of("jmx-operation")
          .actor(user)
          .with("bean", name.getCanonicalName())
          .with("operation", operation)
      )
    );
  }

  @Override
  public boolean isRemoteAccessAllowed(String... hostOrAddress) {
    // Who may come at all was decided at the door.
    return true;
  }

  /** The door has refused other sites' pages; what is left to say is that none of them may read an answer. */
  @Override
  public boolean isOriginAllowed(String origin, boolean onlyWhenStrict) {
    return onlyWhenStrict;
  }

  /** Behind a proxy that speaks TLS the browser's origin is https and the request is not. */
  @Override
  public boolean ignoreScheme() {
    return true;
  }
}
