package io.ledgerroutes.woocommerce;

import io.ledgerroutes.audit.AuditEntry;
import io.ledgerroutes.audit.AuditTrail;
import io.ledgerroutes.store.Database;
import io.ledgerroutes.vault.Vault;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps a connection's webhooks in the shop: one for each topic, active and signed with the secret of the vault. The
 * shop switches a webhook off after some failures and tells nobody (facts, WooCommerce 3).
 */
@Component
public class WebhookKeeper {

  private static final String PATH = "/webhooks/woocommerce/";
  private static final String SECRET = "webhook-secret";
  /** Pseudonym of the secret that the shop's webhooks were last given; the shop never shows it. */
  private static final String SIGNED_WITH = "webhooks-signed-with";
  private static final int SECRET_BYTES = 32;

  private final ShopWebhooks webhooks;
  private final Vault vault;
  private final AuditTrail audit;
  private final Database database;
  private final String publicUrl;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, List<Seen>> seen = new ConcurrentHashMap<>();

  WebhookKeeper(
    ShopWebhooks webhooks,
    Vault vault,
    AuditTrail audit,
    Database database,
    @Value("${ledger.public-url}") String publicUrl
  ) {
    this.webhooks = webhooks;
    this.vault = vault;
    this.audit = audit;
    this.database = database;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /**
   * What was done.
   *
   * @param woken how many the shop had switched off: what changed meanwhile was not told
   * @param resting topics of those that a person paused in the shop, which is left so
   */
  public record Kept(int made, int woken, int signed, List<String> resting) {}

  /**
   * A webhook as this node last saw it.
   *
   * @param topic what it tells of
   * @param status as the shop says: {@code active}, {@code paused} or {@code disabled}
   * @param at when it was seen
   */
  public record Seen(String topic, String status, Instant at) {}

  /** Where a connection's webhooks deliver to. */
  public URI address(String connection) {
    return URI.create(publicUrl + PATH + connection);
  }

  /**
   * Makes what is missing, switches on what the shop has switched off, and gives all of them the secret where that
   * has changed. A connection without a webhook secret gets one. Done again, it changes nothing.
   *
   * @throws io.ledgerroutes.remote.RemoteFailure where the shop does not answer or refuses; what was done stays
   */
  public Kept keep(Shop shop) {
    URI address = address(shop.connection());
    List<ShopWebhook> there = webhooks.to(shop, address);
    String secret = secret(shop);
    String signature = vault.pseudonym(address + " " + secret);
    boolean otherSecret = !vault.get(owner(shop), SIGNED_WITH).filter(signature::equals).isPresent();
    List<ShopWebhook> now = new ArrayList<>();
    int woken = 0;
    int signed = 0;
    for (ShopWebhook webhook : there) {
      ShopWebhook kept = webhook;
      if (otherSecret) {
        kept = webhooks.sign(shop, kept, secret);
        note("webhook-signed", shop, kept);
        signed++;
      }
      if (webhook.disabled()) {
        kept = webhooks.wake(shop, kept);
        note("webhook-woken", shop, kept);
        woken++;
      }
      now.add(kept);
    }
    int made = make(shop, address, secret, now);
    if (otherSecret) {
      vault.put(owner(shop), SIGNED_WITH, signature);
    }
    remember(shop, now);
    return new Kept(made, woken, signed, resting(now));
  }

  private int make(Shop shop, URI address, String secret, List<ShopWebhook> there) {
    List<String> missing = WooCommerceWebhook.TOPICS.stream()
      .filter(topic -> there.stream().noneMatch(webhook -> webhook.topic().equals(topic)))
      .sorted()
      .toList();
    for (String topic : missing) {
      ShopWebhook made = webhooks.make(shop, address, topic, secret);
      note("webhook-made", shop, made);
      there.add(made);
    }
    return missing.size();
  }

  private static List<String> resting(List<ShopWebhook> now) {
    return now
      .stream()
      .filter(webhook -> !webhook.status().equals(ShopWebhook.ACTIVE))
      .map(ShopWebhook::topic)
      .sorted()
      .toList();
  }

  private String secret(Shop shop) {
    Optional<String> stored = vault.get(owner(shop), SECRET);
    if (stored.isPresent()) {
      return stored.get();
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    boolean ours = vault.putIfAbsent(
      owner(shop),
      SECRET,
      Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)
    );
    if (ours) {
      database.durably(() ->
        audit.record(AuditEntry.of("credential-made").connection(shop.connection()).with("name", SECRET))
      );
    }
    return vault.get(owner(shop), SECRET).orElseThrow();
  }

  /** The connection's webhooks as this node last saw them, by topic; empty where it has not looked. */
  public List<Seen> seen(String connection) {
    return seen.getOrDefault(connection, List.of());
  }

  private void remember(Shop shop, List<ShopWebhook> now) {
    Instant at = Instant.now();
    seen.put(
      shop.connection(),
      now
        .stream()
        .map(webhook -> new Seen(webhook.topic(), webhook.status(), at))
        .sorted(Comparator.comparing(Seen::topic))
        .toList()
    );
  }

  /**
   * Removes the connection's webhooks from the shop, those made by hand too.
   *
   * @return how many there were
   * @throws io.ledgerroutes.remote.RemoteFailure where the shop does not answer or refuses
   */
  public int remove(Shop shop) {
    List<ShopWebhook> there = webhooks.to(shop, address(shop.connection()));
    for (ShopWebhook webhook : there) {
      webhooks.remove(shop, webhook);
      note("webhook-removed", shop, webhook);
    }
    seen.remove(shop.connection());
    return there.size();
  }

  private void note(String action, Shop shop, ShopWebhook webhook) {
    database.durably(() ->
      audit.record(
        AuditEntry.of(action)
          .connection(shop.connection())
          .with("topic", webhook.topic())
          .with("webhook", webhook.id())
      )
    );
  }

  private static String owner(Shop shop) {
    return "connection:" + shop.connection();
  }
}
