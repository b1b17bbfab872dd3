package io.ledgerroutes.console.description;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentVisitor;
import com.github.therapi.runtimejavadoc.Link;
import com.github.therapi.runtimejavadoc.ParamJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.ThrowsJavadoc;
import com.github.therapi.runtimejavadoc.Value;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springdoc.core.providers.JavadocProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The docstrings of calls and of what they answer, as Markdown for readers from outside. */
@Component
@Primary
class Docstrings implements JavadocProvider {

  @Override
  public String getClassJavadoc(Class<?> type) {
    return words(RuntimeJavadoc.getJavadoc(type).getComment());
  }

  @Override
  public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
    return byName(RuntimeJavadoc.getJavadoc(type).getRecordComponents());
  }

  @Override
  public String getMethodJavadocDescription(Method method) {
    return words(RuntimeJavadoc.getJavadoc(method).getComment());
  }

  @Override
  public String getMethodJavadocReturn(Method method) {
    return words(RuntimeJavadoc.getJavadoc(method).getReturns());
  }

  @Override
  public Map<String, String> getMethodJavadocThrows(Method method) {
    return RuntimeJavadoc.getJavadoc(method)
      .getThrows()
      .stream()
      .collect(
        Collectors.toMap(ThrowsJavadoc::getName, thrown -> words(thrown.getComment()), (one, two) -> one)
      );
  }

  @Override
  public String getParamJavadoc(Method method, String name) {
    return byName(RuntimeJavadoc.getJavadoc(method).getParams()).get(name);
  }

  @Override
  public String getFieldJavadoc(Field field) {
    return words(RuntimeJavadoc.getJavadoc(field).getComment());
  }

  @Override
  public String getFirstSentence(String text) {
    return text == null ? null : text.split("(?<=\\.)\\s", 2)[0].replaceAll("\\.$", "");
  }

  /** A line for each constant of an enumeration. */
  String ofConstants(Class<?> type) {
    return RuntimeJavadoc.getJavadoc(type)
      .getEnumConstants()
      .stream()
      .map(constant -> "\n- `" + constant.getName() + "`: " + words(constant.getComment()))
      .collect(Collectors.joining());
  }

  private static Map<String, String> byName(List<ParamJavadoc> described) {
    Function<ParamJavadoc, String> words = each -> words(each.getComment());
    return described.stream().collect(Collectors.toMap(ParamJavadoc::getName, words));
  }

  private static String words(Comment comment) {
    Markdown markdown = new Markdown();
    Comment.nullToEmpty(comment).visit(markdown);
    return markdown.text
      .toString()
      // Where a rule comes from is for those who read the code.
      .replaceAll("\\s*\\((?:facts|rules?|DESIGN)\\b[^)]*\\)", "")
      .replaceAll("\\s+", " ")
      .strip();
  }

  private static final class Markdown implements CommentVisitor {

    private final StringBuilder text = new StringBuilder();

    @Override
    public void commentText(String plain) {
      text.append(plain);
    }

    @Override
    public void inlineLink(Link link) {
      text.append(link.getLabel());
    }

    @Override
    public void inlineTag(String name, String value) {
      text.append('`').append(value).append('`');
    }

    @Override
    public void inlineValue(Value value) {
      text.append('`').append(value.getReferencedMemberName()).append('`');
    }
  }
}
