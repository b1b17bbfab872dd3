package io.ledgerroutes.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One HTTP call.
 *
 * @param remote which system is called, for figures and words, e.g. {@code xero}
 * @param headers sent as they are; secrets among them never reach a log
 * @param body the bytes to send, or null
 * @param timeout how long the whole call may take
 */
public record RemoteRequest(
  String remote,
  String method,
  URI uri,
  Map<String, String> headers,
  byte[] body,
  Duration timeout
) {}
