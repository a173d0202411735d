package dev.latchkey.token.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says that a test, or each test of a class, makes the code log errors, which {@link QuietLog} takes for failures otherwise. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
public @interface ExpectedLog {

    /** Parts of the messages that are expected. */
    String[] value();
}
