package io.ledgerroutes.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A list for spreadsheets as an answer, sent as it is written. One that breaks off does not look whole. */
public final class CsvAnswer {

  private CsvAnswer() {}

  /**
   * Answers with a file.
   *
   * @param name of the file, without its ending
   * @param list writes it
   */
  public static void write(HttpServletResponse answer, String name, Consumer<Appendable> list)
    throws IOException {
    answer.setContentType("text/csv");
    answer.setCharacterEncoding(StandardCharsets.UTF_8.name());
    answer.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    Writer out = answer.getWriter();
    try {
      list.accept(out);
    } catch (RuntimeException failed) {
      if (!answer.isCommitted()) {
        answer.reset();
      }
      throw failed;
    }
    // Only now: closing it is what tells the reader that he has everything.
    out.close();
  }
}
