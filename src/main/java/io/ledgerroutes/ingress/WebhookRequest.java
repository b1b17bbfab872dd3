package io.ledgerroutes.ingress;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A webhook as the route sees it: the exact bytes, the allowed headers, and nothing that a container or Camel
 * would interpret. To them the body is of no known type, so no form is parsed, no charset believed and no
 * attachment unpacked; the sender's Content-Type is still among the headers.
 */
final class WebhookRequest extends HttpServletRequestWrapper {

  private static final String UNINTERPRETED = "application/octet-stream";

  private final byte[] body;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  WebhookRequest(HttpServletRequest request, byte[] body) {
    super(request);
    this.body = body;
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      String value = request.getHeader(name);
      if (IngressHeaders.comesIn(name) && value.chars().noneMatch(Character::isISOControl)) {
        headers.put(name, value);
      }
    }
  }

  @Override
  public String getHeader(String name) {
    return headers.get(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    String value = headers.get(name);
    return value == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(value));
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.enumeration(headers.keySet());
  }

  @Override
  public String getContentType() {
    return UNINTERPRETED;
  }

  @Override
  public String getCharacterEncoding() {
    return null;
  }

  @Override
  public void setCharacterEncoding(String encoding) {
    // The bytes are taken as they are.
  }

  @Override
  public int getContentLength() {
    return body.length;
  }

  @Override
  public long getContentLengthLong() {
    return body.length;
  }

  @Override
  public String getQueryString() {
    return null;
  }

  @Override
  public String getParameter(String name) {
    return null;
  }

  @Override
  public String[] getParameterValues(String name) {
    return null;
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Map.of();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.emptyEnumeration();
  }

  /** Webhooks have no session: none is made, so no cookie is set. */
  @Override
  public HttpSession getSession(boolean create) {
    return null;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Bytes(new ByteArrayInputStream(body));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
  }

  private static final class Bytes extends ServletInputStream {

    private final InputStream bytes;

    private Bytes(InputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws java.io.IOException {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws java.io.IOException {
      return bytes.read(target, offset, length);
    }

    @Override
    public boolean isFinished() {
      try {
        return bytes.available() == 0;
      } catch (java.io.IOException impossible) {
        return true;
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("A webhook's body is read at once");
    }
  }
}
