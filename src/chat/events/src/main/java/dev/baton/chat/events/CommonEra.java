package dev.baton.chat.events;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

/**
 * A constraint that limits a time to the years 1970 to 9999 in UTC, which every database and every client can store.
 * The bounds are absolute, so that an event that is delivered again years later gets the same result. Null is valid.
 */
@Documented
@Constraint(validatedBy = CommonEra.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface CommonEra {

    String message() default "must be a time of the years 1970 to 9999";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** The validator, which compares a time with both bounds. */
    class Validator implements ConstraintValidator<CommonEra, Instant> {

        private static final Instant BEGIN = Instant.EPOCH;
        private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

        @Override
        public boolean isValid(Instant time, ConstraintValidatorContext context) {
            return time == null || !time.isBefore(BEGIN) && time.isBefore(END);
        }
    }
}
