package io.ledgerroutes.console.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The calls, such as {@code GET /api/v1/messages}, whose happy answers a test measures by the description. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Of {
  String[] value();
}
