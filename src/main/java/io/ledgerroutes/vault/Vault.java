package io.ledgerroutes.vault;

import io.ledgerroutes.start.StartRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Credentials and tokens, encrypted at rest with their owner and name as associated data, and the cipher for
 * everything else that is encrypted (payloads, request bodies). Owners look like
 * {@code connection:craft-shop} or {@code grant:main}.
 *
 * <p>To replace the master key: set {@code ledger.vault.previous-key} to the old one and
 * {@code ledger.vault.key} to the new one, and restart; the log says when the old one may go. With several
 * nodes, first give every node the new key as {@code ledger.vault.previous-key}, then change over.
 */
@Component
public class Vault {

  /** How long a node may go on with a secret that another node has changed. */
  static final Duration FRESH = Duration.ofSeconds(2);

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9:._-]*");
  private static final String OWN = "vault";
  private static final String KEY_CHECK = "key-check";
  private static final int BATCH = 50;

  private final VaultKeys keys;
  private final Cipher cipher;
  private final VaultStore store;
  private final byte[] pseudonymKey;
  private final ConcurrentMap<String, Read> reads = new ConcurrentHashMap<>();

  /** What was read and when ({@link System#nanoTime}). */
  private record Read(Optional<String> secret, long at) {
    boolean fresh() {
      return System.nanoTime() - at < FRESH.toNanos();
    }
  }

  /**
   * Opens the vault.
   *
   * @throws StartRefused when the keys are not those that the vault was made with
   */
  public Vault(VaultKeys keys, VaultStore store) {
    this.keys = keys;
    this.cipher = new Cipher(keys);
    this.store = store;
    checkKey();
    this.pseudonymKey = ownSecret("pseudonym-key").getBytes(StandardCharsets.US_ASCII);
  }

  /** A secret of a known name opens only under the right key: a wrong one shows now and not at the first call. */
  private void checkKey() {
    try {
      ownSecret(KEY_CHECK);
    } catch (VaultException wrongKey) {
      throw new StartRefused(
        "ledger.vault.key (" + keys.current().shownId() + ") is not the key that the vault was made with.",
        "Set ledger.vault.key to the earlier key; to replace the key, set ledger.vault.previous-key to the earlier one."
      );
    }
  }

  /** A random secret of the vault itself, made by whichever node is first. */
  private String ownSecret(String name) {
    if (store.get(OWN, name).isEmpty()) {
      store.putIfAbsent(sealed(OWN, name, VaultKeys.generate()), keys.current().id());
    }
    return read(OWN, name).orElseThrow();
  }

  /** Encrypts under the current key; opens again only with the same {@code associated} text. */
  public byte[] seal(byte[] plain, String associated) {
    return cipher.seal(plain, associated);
  }

  /**
   * Decrypts what {@link #seal} made.
   *
   * @throws VaultException when no key fits, the bytes were changed or {@code associated} is another
   */
  public byte[] open(byte[] sealed, String associated) {
    return cipher.open(sealed, associated);
  }

  /** Whether the bytes were sealed under the current key; if not, they should be sealed again. */
  public boolean isCurrent(byte[] sealed) {
    return cipher.isCurrent(sealed);
  }

  /** Stores or replaces a secret, on disk when it returns. */
  public void put(String owner, String name, String secret) {
    store.put(sealed(checked(owner), checked(name), secret), keys.current().id());
    forget(owner, name);
  }

  /** Stores a secret unless there is one of the name; whether it is this one that counts now, on all nodes. */
  public boolean putIfAbsent(String owner, String name, String secret) {
    boolean stored = store.putIfAbsent(sealed(checked(owner), checked(name), secret), keys.current().id());
    forget(owner, name);
    return stored;
  }

  /**
   * A secret in clear. Read from memory; a change by another node is seen within {@link #FRESH}. Inside a
   * transaction it is read from the store, so that a row lock held by the caller protects what it reads.
   */
  public Optional<String> get(String owner, String name) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return read(owner, name);
    }
    Read known = reads.get(owner + "/" + name);
    if (known != null && known.fresh()) {
      return known.secret();
    }
    return reads
      .compute(owner + "/" + name, (key, read) ->
        read != null && read.fresh() ? read : new Read(read(owner, name), System.nanoTime())
      )
      .secret();
  }

  /** Removes a secret; nothing happens if there is none. */
  public void remove(String owner, String name) {
    store.remove(owner, name);
    forget(owner, name);
  }

  /** The names of an owner's secrets, in order. */
  public Set<String> names(String owner) {
    return store.names(owner);
  }

  /** The owners of a kind, such as {@code user}, that have a secret of the name; in order. */
  public List<String> owners(String kind, String name) {
    return store.owners(checked(kind), name);
  }

  /** As {@link #owners}, inside a transaction: nobody else changes these secrets until it ends. */
  public List<String> lockedOwners(String kind, String name) {
    return store.lockedOwners(checked(kind), name);
  }

  /**
   * Stands for personal data such as an e-mail where it must be recognised but not read: HMAC-SHA256 under a
   * key kept in the vault, which outlives the master key. 32 hexadecimal digits.
   */
  public String pseudonym(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(pseudonymKey, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  /**
   * Seals a small batch of secrets that are under another key again under the current one.
   *
   * @return how many were looked at; 0 when all are under the current key
   */
  int resealSome() {
    var batch = store.notUnder(keys.current().id(), BATCH);
    for (SealedSecret secret : batch) {
      byte[] plain = cipher.open(secret.sealed(), secret.associated());
      store.reseal(secret, cipher.seal(plain, secret.associated()), keys.current().id());
    }
    return batch.size();
  }

  private Optional<String> read(String owner, String name) {
    return store
      .get(owner, name)
      .map(secret -> new String(cipher.open(secret.sealed(), secret.associated()), StandardCharsets.UTF_8));
  }

  private SealedSecret sealed(String owner, String name, String secret) {
    byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
    return new SealedSecret(owner, name, cipher.seal(plain, owner + "/" + name));
  }

  /** Also after the surrounding transaction: until its commit others still read, and remember, the old one. */
  private void forget(String owner, String name) {
    reads.remove(owner + "/" + name);
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            reads.remove(owner + "/" + name);
          }
        }
      );
    }
  }

  private static String checked(String part) {
    if (!NAME.matcher(part).matches()) {
      throw new IllegalArgumentException("Not a name for the vault: use a-z, 0-9 and : . _ -");
    }
    return part;
  }
}
