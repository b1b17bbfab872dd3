package io.ledgerroutes.console.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgerroutes.console.ConsoleHouse;
import io.ledgerroutes.console.ConsoleHouse.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneHouse.class)
class UsersContractTest {

  private static final String USERS = "/api/v1/users";
  private static final String NEW = "{\"role\":\"viewer\",\"password\":\"" + Samples.NEW_PASSWORD + "\"}";

  private final ConsoleHouse house;
  private final Contract contract;

  UsersContractTest(ConsoleHouse house, Contract contract) {
    this.house = house;
    this.contract = contract;
  }

  @Test
  @Of({ "GET /api/v1/users", "PUT /api/v1/users/{name}", "DELETE /api/v1/users/{name}" })
  void a_user_is_added_changed_listed_and_removed() {
    Answer added = put("nora", NEW);
    Answer changed = put("nora", "{\"role\":\"operator\"}");
    JsonNode user = contract.fulfils("PUT /api/v1/users/{name}", added);
    contract.fulfils("PUT /api/v1/users/{name}", changed);
    JsonNode list = contract.fulfils("GET /api/v1/users", house.get("admin", USERS));

    assertThat(added.status()).isEqualTo(201);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(user.path("role").asText()).isEqualTo("viewer");
    assertThat(list.path("items").findValuesAsText("name")).contains("admin", "eve", "nora");
    contract.fulfils("DELETE /api/v1/users/{name}", house.send("DELETE", "admin", USERS + "/nora", null));
    contract.refuses("PUT /api/v1/users/{name}", put("nora", "{\"role\":\"boss\"}"), 400, "both");
    contract.refuses("PUT /api/v1/users/{name}", put("Nora", NEW), 400, "A name has");
  }

  @Test
  @Of({ "GET /api/v1/me", "PUT /api/v1/me/password" })
  void everybody_sees_who_they_are_and_changes_their_own_password() {
    String call = "PUT /api/v1/me/password";
    String other = "other words that nobody says";
    put("ida", NEW);

    JsonNode me = contract.fulfils(
      "GET /api/v1/me",
      house.sendAs("GET", "ida", Samples.NEW_PASSWORD, "/api/v1/me", null)
    );
    Answer wrong = ownPassword("never so", other);
    Answer right = ownPassword(Samples.NEW_PASSWORD, other);

    assertThat(me.path("name").asText()).isEqualTo("ida");
    contract.refuses(call, wrong, 400, "nothing was changed");
    contract.fulfils(call, right);
    assertThat(house.sendAs("GET", "ida", other, "/api/v1/me", null).status()).isEqualTo(200);
  }

  private Answer ownPassword(String current, String wanted) {
    String body = "{\"current\":\"" + current + "\",\"password\":\"" + wanted + "\"}";
    return house.sendAs(
      "PUT",
      "ida",
      Samples.NEW_PASSWORD,
      "/api/v1/me/password",
      body,
      "Content-Type",
      "application/json"
    );
  }

  private Answer put(String name, String body) {
    return house.send("PUT", "admin", USERS + "/" + name, body, "Content-Type", "application/json");
  }
}
