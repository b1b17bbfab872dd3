package io.ledgerroutes.ingress;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Deliveries in the shape of Xero's, and their signatures. */
final class XeroDeliveries {

  static final String PATH = "/webhooks/xero";
  static final String TENANT = "8be9db36-3598-4755-ba5c-c2dbc8c4a7a2";
  static final String INTENT =
    "{\"events\":[],\"firstEventSequence\":0,\"lastEventSequence\":0,\"entropy\":\"PWNQQXJVRTU\"}";

  private XeroDeliveries() {}

  static String event(String tenant, String category, String resource) {
    return (
      "{\"resourceUrl\":\"http://canary.example/steal\",\"resourceId\":\"" +
      resource +
      "\",\"tenantId\":\"" +
      tenant +
      "\",\"tenantType\":\"ORGANISATION\",\"eventCategory\":\"" +
      category +
      "\",\"eventType\":\"UPDATE\",\"eventDateUtc\":\"2026-11-21T01:15:39.902\"}"
    );
  }

  static byte[] delivery(String... events) {
    String list = Stream.of(events).collect(Collectors.joining(","));
    return bytes(
      "{\"events\":[" +
        list +
        "],\"firstEventSequence\":7,\"lastEventSequence\":" +
        (6 + events.length) +
        ",\"entropy\":\"TFVOFLYSKIPZIMTQ\"}"
    );
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String signed(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes("sandbox-webhook-key"), "HmacSHA256"));
      return "x-xero-signature: " + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
