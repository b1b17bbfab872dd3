package io.ledgerroutes.console;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names what a call may be asked in its address, on its parameter of type {@link Asked}. What is not named is refused
 * before the call is made, and the API's description tells the same names.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Asks {
  /** What may be asked. */
  Question[] value() default {};

  /** What has to be. */
  Question[] needed() default {};
}
