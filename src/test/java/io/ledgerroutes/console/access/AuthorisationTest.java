package io.ledgerroutes.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import io.ledgerroutes.console.access.Addresses.Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may do what, for every address that there is: each is listed here with the role that it needs, and one that is
 * not listed fails. Whatever is in the place of a variable is unknown, so that nothing is changed by being allowed.
 */
class AuthorisationTest {

  /** OPEN to everybody, VIEWER to whoever is signed in, OPERATOR to operators. */
  private static final String EXPECTED = """
    VIEWER   | GET    | /
    VIEWER   | GET    | /actuator
    OPEN     | GET    | /actuator/health
    OPEN     | GET    | /actuator/health/**
    VIEWER   | GET    | /actuator/hawtio
    VIEWER   | GET    | /actuator/hawtio/plugin
    VIEWER   | GET    | /actuator/jolokia
    VIEWER   | GET    | /actuator/prometheus
    OPERATOR | GET    | /connect/xero/callback
    OPERATOR | GET    | /connect/xero/{connection}
    VIEWER   | GET    | /connections
    VIEWER   | GET    | /connections/{id}
    OPERATOR | POST   | /connections/{id}/check
    OPERATOR | POST   | /connections/{id}/credentials/{name}
    VIEWER   | GET    | /connections/{id}/bills/{bill}
    OPERATOR | POST   | /connections/{id}/bills/{bill}/decision
    VIEWER   | GET    | /api/v1/connections/{id}/bills/{bill}
    OPERATOR | POST   | /api/v1/connections/{id}/bills/{bill}/decision
    OPERATOR | POST   | /connections/{id}/files/{name}/handed-over
    OPERATOR | POST   | /connections/{id}/files/{name}/send-again
    OPERATOR | POST   | /api/v1/connections/{id}/files/{name}/handed-over
    OPERATOR | POST   | /api/v1/connections/{id}/files/{name}/send-again
    VIEWER   | GET    | /connections/{id}/files
    VIEWER   | GET    | /connections/{id}/files/{name}
    OPERATOR | GET    | /connections/{id}/files/{name}/content
    VIEWER   | GET    | /api/v1/connections/{id}/files
    VIEWER   | GET    | /api/v1/connections/{id}/files/{name}
    OPERATOR | GET    | /api/v1/connections/{id}/files/{name}/content
    OPERATOR | POST   | /connections/{id}/pause
    OPERATOR | POST   | /connections/{id}/poll
    VIEWER   | GET    | /connections/{id}/remove
    OPERATOR | POST   | /connections/{id}/remove
    OPERATOR | POST   | /connections/{id}/resume
    VIEWER   | GET    | /connections/{id}/runs
    OPERATOR | POST   | /connections/{id}/runs
    VIEWER   | GET    | /connections/{id}/runs/{run:[0-9]{1,18}}
    VIEWER   | GET    | /connections/{id}/runs/{run:[0-9]{1,18}}.csv
    OPERATOR | POST   | /connections/{id}/runs/{run:[0-9]{1,18}}/backfill
    VIEWER   | GET    | /connections/{id}/runs/{run:[0-9]{1,18}}/queue
    OPERATOR | POST   | /connections/{id}/runs/{run:[0-9]{1,18}}/queue
    VIEWER   | GET    | /connections/{id}/runs/{run:[0-9]{1,18}}/{tab:[a-z-]{1,40}}.csv
    VIEWER   | ANY    | /error
    VIEWER   | GET    | /me
    VIEWER   | POST   | /me/password
    VIEWER   | GET    | /messages
    VIEWER   | POST   | /messages/search
    VIEWER   | GET    | /messages/{id:[0-9]{1,18}}
    OPERATOR | POST   | /messages/{id:[0-9]{1,18}}/discard
    OPERATOR | POST   | /messages/{id:[0-9]{1,18}}/replay
    VIEWER   | GET    | /overview/figures
    VIEWER   | GET    | /overview/needs
    VIEWER   | GET    | /review
    VIEWER   | GET    | /review/discard
    OPERATOR | POST   | /review/discard
    VIEWER   | GET    | /review/group
    OPERATOR | POST   | /review/replay
    VIEWER   | GET    | /audit
    VIEWER   | GET    | /audit.csv
    OPERATOR | POST   | /connect/xero/{connection}/organisation
    VIEWER   | GET    | /erase
    OPERATOR | POST   | /erase
    VIEWER   | GET    | /api/v1/audit.csv
    OPERATOR | POST   | /api/v1/backup
    OPERATOR | POST   | /api/v1/erase
    OPEN     | GET    | /sign-in
    OPERATOR | GET    | /users
    OPERATOR | POST   | /users
    OPERATOR | POST   | /users/{name}
    OPERATOR | POST   | /users/{name}/remove
    VIEWER   | GET    | /api/v1/audit
    VIEWER   | GET    | /api/v1/connections
    OPERATOR | DELETE | /api/v1/connections/{id}
    VIEWER   | GET    | /api/v1/connections/{id}
    OPERATOR | POST   | /api/v1/connections/{id}/backfill
    OPERATOR | POST   | /api/v1/connections/{id}/check
    OPERATOR | PUT    | /api/v1/connections/{id}/credentials/{name}
    OPERATOR | POST   | /api/v1/connections/{id}/dry-run
    OPERATOR | POST   | /api/v1/connections/{id}/pause
    OPERATOR | POST   | /api/v1/connections/{id}/poll
    OPERATOR | POST   | /api/v1/connections/{id}/reconcile
    OPERATOR | POST   | /api/v1/connections/{id}/reconcile/queue
    OPERATOR | POST   | /api/v1/connections/{id}/resume
    VIEWER   | GET    | /api/v1/connections/{id}/runs
    VIEWER   | GET    | /api/v1/connections/{id}/runs/{run:[0-9]{1,18}}
    VIEWER   | GET    | /api/v1/connections/{id}/runs/{run:[0-9]{1,18}}.csv
    VIEWER   | GET    | /api/v1/connections/{id}/runs/{run:[0-9]{1,18}}/rows
    VIEWER   | GET    | /api/v1/connections/{id}/runs/{run:[0-9]{1,18}}/{tab:[a-z-]{1,40}}.csv
    VIEWER   | GET    | /api/v1/links
    VIEWER   | GET    | /api/v1/me
    VIEWER   | PUT    | /api/v1/me/password
    VIEWER   | GET    | /api/v1/messages
    OPERATOR | POST   | /api/v1/messages/discard
    VIEWER   | GET    | /api/v1/messages/groups
    OPERATOR | POST   | /api/v1/messages/replay
    OPERATOR | POST   | /api/v1/messages/search
    VIEWER   | GET    | /api/v1/messages/{id}
    OPERATOR | POST   | /api/v1/messages/{id}/discard
    OPERATOR | POST   | /api/v1/messages/{id}/replay
    VIEWER   | GET    | /api/v1/openapi.json
    VIEWER   | GET    | /api/v1/openapi.json.yaml
    OPERATOR | GET    | /api/v1/users
    OPERATOR | DELETE | /api/v1/users/{name}
    OPERATOR | PUT    | /api/v1/users/{name}
    """;

  private enum Needs {
    OPEN,
    VIEWER,
    OPERATOR;

    boolean met(String user) {
      return switch (this) {
        case OPEN -> true;
        case VIEWER -> user != null;
        case OPERATOR -> "admin".equals(user);
      };
    }
  }

  @TempDir
  private static Path data;

  private static ConsoleHouse house;

  @BeforeAll
  static void open() {
    house = ConsoleHouse.open(data);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private static Map<String, Needs> expected() {
    return EXPECTED.lines().collect(
      Collectors.toMap(
        line -> line.split("[ |]+")[1] + " " + line.split("[ |]+")[2],
        line -> Needs.valueOf(line.split("[ |]+")[0]),
        (one, twice) -> {
          throw new IllegalStateException("listed twice");
        },
        TreeMap::new
      )
    );
  }

  private static Set<Address> addresses() {
    return Addresses.of(house.context());
  }

  @Test
  void every_address_that_there_is_is_listed_with_the_role_it_needs() {
    Set<String> found = addresses()
      .stream()
      .map(Address::toString)
      .collect(Collectors.toCollection(TreeSet::new));

    assertThat(expected().keySet())
      .as("list each new address in AuthorisationTest with the role that it needs")
      .containsExactlyElementsOf(found);
  }

  @Test
  void every_address_is_for_those_it_is_for() {
    Map<String, Needs> expected = expected();
    for (Address address : addresses()) {
      for (String user : new String[] { null, "eve", "admin" }) {
        Needs needs = expected.get(address.toString());
        String method = address.method().equals("ANY") ? "GET" : address.method();
        Answer answer = ask(method, user, address);
        String as = address + " by " + user + " was answered " + answer.status();
        if (needs.met(user)) {
          assertThat(answer.status()).as(as).isNotIn(401, 403);
          assertThat(String.valueOf(answer.header("Location"))).as(as).doesNotStartWith("/sign-in");
        } else {
          assertThat(answer.status()).as(as).isEqualTo(user == null ? 401 : 403);
          assertThat(answer.header("Content-Type")).as(as).isEqualTo("application/problem+json");
        }
      }
    }
  }

  // A page's form is sent with a good token: without one everybody would be refused alike.
  private static Answer ask(String method, String user, Address address) {
    String path = address.ofNothing().replace("**", "liveness");
    // Hawtio is for browsers: it knows sessions only.
    if (user != null && (path.startsWith("/actuator/hawtio") || path.startsWith("/actuator/jolokia"))) {
      return new Visitor(house).signedInAs(user).open(path);
    }
    if (address.isCall() || !address.changes()) {
      return house.send(method, user, path, null);
    }
    String token = "0123456789abcdef0123";
    return house.send(
      method,
      user,
      path,
      "",
      "Content-Type",
      "application/x-www-form-urlencoded",
      "Cookie",
      "XSRF-TOKEN=" + token,
      "X-XSRF-TOKEN",
      token
    );
  }

  @Test
  void no_form_is_taken_without_its_token_whoever_sends_it() {
    Visitor operator = new Visitor(house).signedInAs("admin");
    operator.open("/me");
    int forms = 0;
    for (Address address : addresses()) {
      if (!address.isCall() && address.changes()) {
        forms++;
        for (String token : new String[] { null, "made-up", "B".repeat(96) }) {
          Answer refused = operator.sendWithToken(token, address.ofNothing(), Map.of());
          assertThat(refused.status()).as("%s with the token %s", address, token).isEqualTo(403);
          assertThat(refused.response().body()).as("%s", address).contains("too old");
        }
      }
    }
    assertThat(forms).isPositive();
  }

  @Test
  void no_page_of_another_site_changes_anything_with_an_operator_s_browser() {
    Visitor operator = new Visitor(house).signedInAs("admin");
    operator.open("/me");
    for (Address address : addresses()) {
      for (List<String> from : List.of(
        List.of("Sec-Fetch-Site", "cross-site"),
        List.of("Sec-Fetch-Site", "same-site"),
        List.of("Origin", "https://elsewhere.example"),
        List.of("Origin", "null")
      )) {
        if (address.changes()) {
          Answer refused = address.isCall()
            ? house.send(
                address.method(),
                "admin",
                address.ofNothing(),
                "{}",
                "Content-Type",
                "application/json",
                from.get(0),
                from.get(1)
              )
            : operator.send(address.ofNothing(), Map.of(), from.get(0), from.get(1));
          assertThat(refused.status()).as("%s from %s", address, from).isEqualTo(403);
          assertThat(refused.response().body()).as("%s from %s", address, from).contains("another site");
        }
      }
    }
  }
}
