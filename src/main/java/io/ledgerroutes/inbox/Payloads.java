package io.ledgerroutes.inbox;

import io.ledgerroutes.vault.Vault;
import org.springframework.stereotype.Component;

/** Keeps what came in encrypted on disk, bound to the record it belongs to. */
@Component
class Payloads {

  private static final byte[] NONE = new byte[0];
  private final Vault vault;

  Payloads(Vault vault) {
    this.vault = vault;
  }

  byte[] seal(NewMessage message) {
    return message.payload().length == 0
      ? NONE
      : vault.seal(message.payload(), associated(message.connection(), message.flow(), message.key()));
  }

  byte[] open(Message message, byte[] sealed) {
    return sealed == null || sealed.length == 0
      ? NONE
      : vault.open(sealed, associated(message.connection(), message.flow(), message.key()));
  }

  private static String associated(String connection, String flow, String key) {
    return "inbox/" + connection + "/" + flow + "/" + key;
  }
}
