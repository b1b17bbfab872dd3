package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.audit.AuditQuery;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.browser.LiveHouse;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes through Hawtio's door, asked as Hawtio asks. */
@ExtendWith(LiveHouse.Keys.class)
class JmxAccessTest {

  private static final String CAMEL = "org.apache.camel:context=ledger-routes,type=";
  private static final String ROUTE = CAMEL + "routes,name=\\\"woocommerce-xero-backfill-work\\\"";

  private static String exec(String bean, String operation) {
    return "{\"type\":\"exec\",\"mbean\":\"" + bean + "\",\"operation\":\"" + operation + "\"}";
  }

  private static String read(String bean, String attribute) {
    return "{\"type\":\"read\",\"mbean\":\"" + bean + "\",\"attribute\":\"" + attribute + "\"}";
  }

  @Test
  void a_viewer_reads_figures_and_the_diagram_of_a_route(LiveHouse house) throws Exception {
    try (Session eve = new Session(house, "eve")) {
      JsonNode total = eve.jolokia(read(ROUTE, "ExchangesTotal"));
      JsonNode xml = eve.jolokia(exec(CAMEL + "context,name=\\\"ledger-routes\\\"", "dumpRoutesAsXml()"));
      JsonNode memory = eve.jolokia(read("java.lang:type=Memory", "HeapMemoryUsage"));

      assertThat(total.path("status").asInt()).as(total.toString()).isEqualTo(200);
      assertThat(xml.path("value").asText()).contains("woocommerce-xero-orders-work");
      assertThat(memory.path("value").path("used").asLong()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
    strings = {
      "{'type':'read','mbean':'java.lang:type=Runtime','attribute':'SystemProperties'}",
      "{'type':'read','mbean':'java.lang:type=Runtime'}",
      "{'type':'read','mbean':'java.lang:type=OperatingSystem','attribute':'OpenFileDescriptorCount'}",
      "{'type':'read','mbean':'com.zaxxer.hikari:type=Pool (ledger)'}",
      "{'type':'read','mbean':'org.apache.camel:context=ledger-routes,type=tracer,name=BacklogTracer','attribute':'Enabled'}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=tracer,name=BacklogTracer','operation':'dumpAllTracedMessagesAsXml()'}",
      "{'type':'write','mbean':'org.apache.camel:context=ledger-routes,type=tracer,name=BacklogTracer','attribute':'Enabled','value':true}",
      "{'type':'write','mbean':'org.apache.camel:context=ledger-routes,type=context,name=\\\"ledger-routes\\\"','attribute':'Tracing','value':true}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=context,name=\\\"ledger-routes\\\"','operation':'stop()'}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=context,name=\\\"ledger-routes\\\"','operation':'sendBody(java.lang.String,java.lang.Object)','arguments':['direct:xero-invoices-bring','x']}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=context,name=\\\"ledger-routes\\\"','operation':'addOrUpdateRoutesFromXml(java.lang.String)','arguments':['<routes/>']}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=routes,name=\\\"woocommerce-xero-backfill-work\\\"','operation':'remove()'}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=routes,name=\\\"woocommerce-xero-backfill-work\\\"','operation':'stop(java.lang.Long,java.lang.Boolean)','arguments':[1,true]}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=routes,name=*','operation':'stop()'}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=services,name=DefaultInflightRepository','operation':'interrupt(java.lang.String)','arguments':['x']}",
      "{'type':'exec','mbean':'org.apache.camel:context=ledger-routes,type=endpoints,name=\\\"inbox://settle\\\"','operation':'replay(long)','arguments':[1]}",
      "{'type':'exec','mbean':'com.sun.management:type=DiagnosticCommand','operation':'vmSystemProperties()'}",
      "{'type':'exec','mbean':'com.sun.management:type=HotSpotDiagnostic','operation':'dumpHeap','arguments':['heap.hprof',true]}",
      "{'type':'exec','mbean':'java.util.logging:type=Logging','operation':'setLoggerLevel','arguments':['x','FINE']}",
      "{'type':'exec','mbean':'java.lang:type=Threading','operation':'dumpAllThreads(boolean,boolean)','arguments':[false,false]}",
      "{'type':'exec','mbean':'JMImplementation:type=MBeanServerDelegate','operation':'x'}",
      "{'type':'exec','mbean':'io.ledgerroutes:type=Store','operation':'backUpNow()'}",
      "{'type':'exec','mbean':'jolokia:type=Config','operation':'resetHistoryEntries'}",
      "{'type':'config'}",
      "{'type':'notification','command':'add','client':'x','mode':'pull','mbean':'java.lang:type=Memory'}",
    }
  )
  void not_even_an_operator_gets_further(String asked, LiveHouse house) throws Exception {
    try (Session admin = new Session(house, "admin")) {
      JsonNode answer = admin.jolokia(asked.replace('\'', '"'));

      assertThat(refused(answer)).as(answer.toString()).isTrue();
    }
  }

  /** As a whole, or each of the values asked for; what is said of the agent itself is no value of a bean. */
  private static boolean refused(JsonNode answer) {
    if (answer.path("status").asInt() != 200) {
      return true;
    }
    JsonNode value = answer.path("value");
    boolean agentAlone = answer.path("request").path("type").asText().equals("config");
    boolean eachRefused =
      value.isObject() &&
      !value.isEmpty() &&
      value.valueStream().allMatch(one -> one.path(".error").asBoolean());
    return agentAlone ? !value.toString().contains("jdbc") : eachRefused;
  }

  @Test
  void beans_that_nobody_may_read_are_not_even_listed(LiveHouse house) throws Exception {
    try (Session admin = new Session(house, "admin")) {
      List<String> domains = new ArrayList<>();
      admin.jolokia("{\"type\":\"list\"}").path("value").fieldNames().forEachRemaining(domains::add);
      String names = admin.jolokia("{\"type\":\"search\",\"mbean\":\"*:*\"}").path("value").toString();

      assertThat(domains).containsExactlyInAnyOrder("org.apache.camel", "io.ledgerroutes", "java.lang");
      assertThat(names)
        .contains("type=routes", "io.ledgerroutes:type=Inbox", "id=craft-shop")
        .doesNotContain("tracer", "BacklogDebugger", "Hikari", "type=Runtime", "DiagnosticCommand");
    }
  }

  @Test
  void what_is_read_of_all_beans_names_no_secret(LiveHouse house) throws Exception {
    try (Session admin = new Session(house, "admin")) {
      String all = "";
      for (String domain : List.of("org.apache.camel", "io.ledgerroutes", "java.lang")) {
        all += admin.jolokia("{\"type\":\"read\",\"mbean\":\"" + domain + ":*\"}");
      }

      assertThat(all)
        .contains("ExchangesTotal", "woocommerce-order")
        .doesNotContain("sandbox-secret", "sandbox-webhook-key", "cs_sandbox", "ck_sandbox", "@")
        .doesNotContain(LiveHouse.PASSWORD);
    }
  }

  @Test
  void an_operator_stops_and_starts_a_route_and_the_trail_names_him_and_a_viewer_may_not(LiveHouse house)
    throws Exception {
    try (Session admin = new Session(house, "admin"); Session eve = new Session(house, "eve")) {
      JsonNode viewer = eve.jolokia(exec(ROUTE, "stop()"));
      JsonNode still = eve.jolokia(read(ROUTE, "State"));
      JsonNode stopped = admin.jolokia(exec(ROUTE, "stop()"));
      JsonNode state = eve.jolokia(read(ROUTE, "State"));
      JsonNode started = admin.jolokia(exec(ROUTE, "start()"));

      assertThat(viewer.path("status").asInt()).isEqualTo(403);
      assertThat(still.path("value").asText()).isEqualTo("Started");
      assertThat(stopped.path("status").asInt()).as(stopped.toString()).isEqualTo(200);
      assertThat(state.path("value").asText()).isEqualTo("Stopped");
      assertThat(started.path("status").asInt()).isEqualTo(200);
    }
    assertThat(house.bean(AuditTrail.class).find(AuditQuery.newest(10).ofAction("jmx-operation")))
      .hasSizeGreaterThanOrEqualTo(2)
      .allSatisfy(row -> assertThat(row.entry().actor()).isEqualTo("admin"))
      .anySatisfy(row -> assertThat(row.entry().detail()).containsEntry("operation", "stop"));
  }

  @Test
  void a_call_needs_a_sign_in_a_token_and_a_page_of_our_own(LiveHouse house) throws Exception {
    String version = "{\"type\":\"version\"}";
    try (Session nobody = new Session(house, null); Session admin = new Session(house, "admin")) {
      HttpResponse<String> stranger = nobody.get("/actuator/hawtio/");
      HttpResponse<String> tokenless = admin.post("/actuator/hawtio/jolokia/", version);
      HttpResponse<String> otherSite = admin.post(
        "/actuator/hawtio/jolokia/",
        version,
        "X-XSRF-TOKEN",
        admin.token(),
        "Sec-Fetch-Site",
        "cross-site"
      );
      assertThat(stranger.statusCode()).isEqualTo(302);
      assertThat(stranger.headers().firstValue("Location").orElseThrow()).contains("/sign-in");
      assertThat(List.of(tokenless.statusCode(), otherSite.statusCode())).containsOnly(403);
    }
  }

  @Test
  void a_link_on_another_page_finds_out_nothing_and_changes_nothing(LiveHouse house) throws Exception {
    try (Session admin = new Session(house, "admin")) {
      HttpResponse<String> stop = admin.get(
        "/actuator/hawtio/jolokia/exec/org.apache.camel:context=ledger-routes,type=routes,name=%22woocommerce-xero-backfill-work%22/stop()"
      );
      HttpResponse<String> read = admin.get("/actuator/jolokia/read/java.lang:type=Memory");

      assertThat(stop.body()).doesNotContain("\"status\":200");
      assertThat(read.body()).doesNotContain("\"status\":200", "used");
      assertThat(admin.jolokia(read(ROUTE, "State")).path("value").asText()).isEqualTo("Started");
    }
  }

  @Test
  void no_other_host_is_asked_on_a_caller_s_behalf(LiveHouse house) throws Exception {
    String elsewhere = "'target':{'url':'service:jmx:rmi:///jndi/rmi://localhost:9/jmxrmi'}";
    try (Session admin = new Session(house, "admin")) {
      JsonNode answer = admin.jolokia(
        ("{'type':'read','mbean':'java.lang:type=Memory','attribute':'HeapMemoryUsage'," +
          elsewhere +
          "}").replace('\'', '"')
      );

      assertThat(answer.path("value").path("used").asLong()).as("this node itself answers").isPositive();
    }
  }

  @Test
  void its_proxy_and_its_own_sign_in_are_shut(LiveHouse house) throws Exception {
    try (Session admin = new Session(house, "admin")) {
      assertThat(admin.get("/actuator/hawtio/proxy/http/localhost/8090/").statusCode()).isEqualTo(404);
      assertThat(admin.get("/actuator/hawtio/auth/logout").statusCode()).isEqualTo(403);
      assertThat(
        admin.post("/actuator/hawtio/auth/login", "{}", "X-XSRF-TOKEN", admin.token()).statusCode()
      ).isEqualTo(403);
      assertThat(admin.get("/actuator/hawtio/").headers().allValues("Content-Security-Policy"))
        .isNotEmpty()
        .noneMatch(policy -> policy.contains("unsafe-eval"))
        .noneMatch(policy -> policy.replaceAll("style-src[^;]*", "").contains("unsafe-inline"));
    }
  }
}
