package io.ledgerroutes.console;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Reads no more of a call's body than any call needs; a longer one is refused with 413. */
@RestControllerAdvice
class BodySize extends RequestBodyAdviceAdapter {

  /** Bytes. */
  static final int LONGEST = 65_536;

  @Override
  public boolean supports(
    MethodParameter parameter,
    Type type,
    Class<? extends HttpMessageConverter<?>> converter
  ) {
    return true;
  }

  @Override
  public HttpInputMessage beforeBodyRead(
    HttpInputMessage message,
    MethodParameter parameter,
    Type type,
    Class<? extends HttpMessageConverter<?>> converter
  ) throws IOException {
    return new Limited(message.getHeaders(), new Counted(message.getBody()));
  }

  private record Limited(HttpHeaders headers, InputStream body) implements HttpInputMessage {
    @Override
    public HttpHeaders getHeaders() {
      return headers;
    }

    @Override
    public InputStream getBody() {
      return body;
    }
  }

  private static final class Counted extends FilterInputStream {

    private int read;

    Counted(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      return one < 0 ? one : counted(one, 1);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int some = super.read(into, offset, length);
      return some < 0 ? some : counted(some, some);
    }

    private int counted(int answer, int bytes) {
      read += bytes;
      if (read > LONGEST) {
        throw ApiRefusal.tooLarge("The body is too large; send at most " + LONGEST + " bytes.");
      }
      return answer;
    }
  }
}
