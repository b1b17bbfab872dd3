package io.ledgerroutes.console.connections;

import io.ledgerroutes.console.Conflict;
import io.ledgerroutes.console.Page;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connections}: how each stands, its credentials, its checks and its switches. */
@RestController
@RequestMapping("/api/v1/connections")
class ConnectionsApi {

  private final ConnectionViews views;
  private final Credentials credentials;
  private final Checks checks;
  private final Switches switches;

  ConnectionsApi(ConnectionViews views, Credentials credentials, Checks checks, Switches switches) {
    this.views = views;
    this.credentials = credentials;
    this.checks = checks;
    this.switches = switches;
  }

  /** Lists all connections and how they stand. */
  @GetMapping
  Page<ConnectionView> list() {
    return new Page<>(views.all(), null);
  }

  /** Tells how one connection stands. */
  @GetMapping("/{id}")
  ConnectionView one(@PathVariable String id) {
    return views.one(id);
  }

  /** Stores a credential; nobody is shown it again. */
  @PutMapping(path = "/{id}/credentials/{name}", consumes = MediaType.TEXT_PLAIN_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Conflict("The connection's file has never been good.")
  void putCredential(@PathVariable String id, @PathVariable String name, InputStream body, Principal operator)
    throws IOException {
    credentials.put(id, name, body.readNBytes(Credentials.LONGEST + 1), operator.getName());
  }

  /** Talks to every system of the connection and says, per check, ok or what to do. Nothing is changed. */
  @PostMapping("/{id}/check")
  @Conflict("The connection's file has never been good.")
  Checks.Checked check(@PathVariable String id, Principal operator) {
    return checks.check(id, operator.getName());
  }

  /** Reads the other system now, beside the schedule. */
  @PostMapping("/{id}/poll")
  @Conflict("The connection is paused, or its consent is no longer honoured.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void poll(@PathVariable String id, Principal operator) {
    switches.poll(id, operator.getName());
  }

  /** Stops delivery; a paused connection goes on receiving. */
  @PostMapping("/{id}/pause")
  @Conflict("The connection's file has never been good.")
  ConnectionView pause(@PathVariable String id, Principal operator) {
    switches.pause(id, operator.getName());
    return views.one(id);
  }

  /** Delivers again. */
  @PostMapping("/{id}/resume")
  @Conflict("The connection's file has never been good.")
  ConnectionView resume(@PathVariable String id, Principal operator) {
    switches.resume(id, operator.getName());
    return views.one(id);
  }

  /** Removes a connection for good, once its file is gone. */
  @DeleteMapping("/{id}")
  @Conflict("The connection's file is still there, messages are at work, or Xero cannot be asked.")
  ConnectionRemoval.Removed remove(@PathVariable String id, Principal operator) {
    return switches.remove(id, operator.getName());
  }
}
