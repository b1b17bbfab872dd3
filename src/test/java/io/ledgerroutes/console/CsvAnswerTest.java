package io.ledgerroutes.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CsvAnswerTest {

  private final HttpServletResponse answer = mock(HttpServletResponse.class);
  private final StringWriter sent = new StringWriter();
  private boolean closed;

  private void write(boolean breaksOff) throws IOException {
    when(answer.getWriter()).thenReturn(
      new PrintWriter(sent) {
        @Override
        public void close() {
          closed = true;
          super.close();
        }
      }
    );
    CsvAnswer.write(answer, "some-list", out -> {
      try {
        out.append("a,b\r\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (breaksOff) {
        throw new IllegalStateException("the store is gone");
      }
    });
  }

  @Test
  void a_whole_list_is_a_file_and_ends() throws IOException {
    write(false);

    verify(answer).setHeader("Content-Disposition", "attachment; filename=\"some-list.csv\"");
    assertThat(sent).hasToString("a,b\r\n");
    assertThat(closed).isTrue();
  }

  @Test
  void what_breaks_off_before_it_was_sent_becomes_another_answer() {
    assertThatThrownBy(() -> write(true)).isInstanceOf(IllegalStateException.class);

    verify(answer).reset();
    assertThat(closed).isFalse();
  }

  @Test
  void what_breaks_off_on_its_way_does_not_end_as_if_it_were_whole() {
    when(answer.isCommitted()).thenReturn(true);

    assertThatThrownBy(() -> write(true)).isInstanceOf(IllegalStateException.class);

    verify(answer, never()).reset();
    assertThat(closed).isFalse();
  }
}
