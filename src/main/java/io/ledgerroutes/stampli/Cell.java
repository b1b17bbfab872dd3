package io.ledgerroutes.stampli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/** One value of a row; how it is written is the template's business. */
public sealed interface Cell {
  /** Nothing. */
  Cell NONE = new Words("");

  /** Text that people typed: guarded against being taken for a formula. */
  record Words(String text) implements Cell {
    public Words {
      Objects.requireNonNull(text);
    }
  }

  /** A code, an id or a word of our own: written as it is, for it cannot be a formula. */
  record Code(String text) implements Cell {
    public Code {
      Objects.requireNonNull(text);
    }
  }

  /**
   * An amount in its currency, in major units, written with this many places whatever its own scale; half a unit of
   * the last one is rounded away from zero.
   */
  record Amount(BigDecimal value, int places) implements Cell {
    public Amount {
      Objects.requireNonNull(value);
    }
  }

  /** A quantity, unit price, percentage or currency rate: written with as many places as it has, without an exponent. */
  record Number(BigDecimal value) implements Cell {
    public Number {
      Objects.requireNonNull(value);
    }
  }

  /** A whole number, such as a line's. */
  record Count(long value) implements Cell {}

  /** A day as the organisation wrote it. */
  record Day(LocalDate value) implements Cell {
    public Day {
      Objects.requireNonNull(value);
    }
  }
}
