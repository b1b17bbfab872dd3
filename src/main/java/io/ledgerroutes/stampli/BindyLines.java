package io.ledgerroutes.stampli;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.dataformat.bindy.BindyCsvFactory;
import org.apache.camel.dataformat.bindy.FormatFactory;
import org.apache.camel.dataformat.bindy.annotation.CsvRecord;
import org.apache.camel.dataformat.bindy.annotation.DataField;
import org.apache.camel.dataformat.bindy.format.factories.DefaultFactoryRegistry;
import org.apache.camel.dataformat.bindy.util.ConverterUtils;

/**
 * Lines of a CSV, quoted and made by Camel's Bindy (RFC 4180: every cell quoted, CRLF).
 *
 * <p>Bindy takes the columns from the annotations of a class; here they are a customer's setting. So the class is made
 * when the template is known, and is nothing more than what one would write by hand for it:
 *
 * <pre>
 * &#64;CsvRecord(separator = ";", quoting = true)
 * class Row {
 *   &#64;DataField(pos = 1) public String c1;
 *   &#64;DataField(pos = 2) public String c2;
 * }
 * </pre>
 *
 * <p>Every field is a text, because Bindy's own numbers round and follow the machine's locale (facts, Camel: Bindy
 * CSV). The header is a line like any other, because Bindy's own does not double a quote in a heading. A class lives
 * as long as its lines and is collected with them. Not for several threads at once.
 */
final class BindyLines {

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final BindyCsvFactory bindy;
  private final Object row;
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Object> model;
  private final String lineEnd;

  BindyLines(int columns, char delimiter) {
    try {
      Class<?> type = LOOKUP.defineHiddenClass(rowClass(columns, delimiter), true).lookupClass();
      FormatFactory formats = new FormatFactory();
      formats.setFactoryRegistry(new DefaultFactoryRegistry());
      this.bindy = new BindyCsvFactory(type);
      this.bindy.setFormatFactory(formats);
      this.row = type.getConstructor().newInstance();
      for (int position = 1; position <= columns; position++) {
        this.fields.add(type.getField(name(position)));
      }
      this.model = Map.of(type.getName(), row);
      this.lineEnd = ConverterUtils.getStringCarriageReturn(bindy.getCarriageReturn());
    } catch (Exception e) {
      throw new IllegalStateException("Bindy does not take the row class of " + columns + " columns", e);
    }
  }

  /** One line with its end; as many cells as there are columns. */
  String line(List<String> cells) {
    try {
      for (int i = 0; i < cells.size(); i++) {
        fields.get(i).set(row, cells.get(i));
      }
      // Bindy looks at no Camel context when it writes.
      return bindy.unbind(null, model) + lineEnd;
    } catch (Exception _) {
      // Its words may repeat what the line holds.
      throw new IllegalStateException("Bindy does not write a line of " + cells.size() + " cells");
    }
  }

  private static String name(int position) {
    return "c" + position;
  }

  private static byte[] rowClass(int columns, char delimiter) {
    ClassDesc row = ClassDesc.of(BindyLines.class.getPackageName(), "Row");
    return ClassFile.of().build(row, type -> {
      type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL).with(csvRecord(delimiter));
      constructor(type);
      for (int position = 1; position <= columns; position++) {
        RuntimeVisibleAnnotationsAttribute dataField = annotated(
          DataField.class,
          AnnotationElement.ofInt("pos", position)
        );
        type.withField(name(position), ConstantDescs.CD_String, field ->
          field.withFlags(ClassFile.ACC_PUBLIC).with(dataField)
        );
      }
    });
  }

  private static RuntimeVisibleAnnotationsAttribute csvRecord(char delimiter) {
    return annotated(
      CsvRecord.class,
      AnnotationElement.ofString("separator", String.valueOf(delimiter)),
      AnnotationElement.ofBoolean("quoting", true)
    );
  }

  private static RuntimeVisibleAnnotationsAttribute annotated(Class<?> type, AnnotationElement... elements) {
    return RuntimeVisibleAnnotationsAttribute.of(
      Annotation.of(type.describeConstable().orElseThrow(), elements)
    );
  }

  private static void constructor(ClassBuilder type) {
    MethodTypeDesc nothing = ConstantDescs.MTD_void;
    type.withMethodBody(ConstantDescs.INIT_NAME, nothing, ClassFile.ACC_PUBLIC, code ->
      code.aload(0).invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, nothing).return_()
    );
  }
}
