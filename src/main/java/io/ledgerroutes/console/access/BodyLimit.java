package io.ledgerroutes.console.access;

import io.ledgerroutes.console.BodyTooLarge;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** No call and no form takes more than a megabyte, whether its length is announced or not. */
final class BodyLimit implements Filter {

  /** In bytes. */
  static final int LARGEST = 1_000_000;

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
    throws IOException, ServletException {
    long announced = request.getContentLengthLong();
    if (request.getDispatcherType() == DispatcherType.ERROR) {
      chain.doFilter(request, response);
    } else if (announced > LARGEST) {
      HttpServletResponse answer = (HttpServletResponse) response;
      // What is left of the body is not worth waiting for.
      answer.setHeader("Connection", "close");
      answer.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
    } else {
      chain.doFilter(announced < 0 ? new Counted((HttpServletRequest) request) : request, response);
    }
  }

  private static final class Counted extends HttpServletRequestWrapper {

    private ServletInputStream counted;

    Counted(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (counted == null) {
        counted = new CountedStream(super.getInputStream());
      }
      return counted;
    }
  }

  private static final class CountedStream extends ServletInputStream {

    private final ServletInputStream all;
    private long read;

    CountedStream(ServletInputStream all) {
      this.all = all;
    }

    @Override
    public int read() throws IOException {
      int next = all.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int some = all.read(into, from, most);
      count(Math.max(0, some));
      return some;
    }

    private void count(int more) throws BodyTooLarge {
      read += more;
      if (read > LARGEST) {
        throw new BodyTooLarge();
      }
    }

    @Override
    public boolean isFinished() {
      return all.isFinished();
    }

    @Override
    public boolean isReady() {
      return all.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      all.setReadListener(listener);
    }
  }
}
