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

/**
 * A constraint for text that every database and every client can store: no NUL and no unpaired surrogate. Null is
 * valid.
 */
@Documented
@Constraint(validatedBy = UnbrokenText.Validator.class)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface UnbrokenText {

    String message() default "must not have a NUL or unpaired surrogate";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /**
     * The validator, which looks at each character once. A regular expression took most of a message's validation time.
     */
    class Validator implements ConstraintValidator<UnbrokenText, CharSequence> {

        @Override
        public boolean isValid(CharSequence text, ConstraintValidatorContext context) {
            return text == null || isUnbroken(text);
        }

        /** Returns whether the text has neither NUL nor half of a surrogate pair. */
        public static boolean isUnbroken(CharSequence text) {
            for (int i = 0; i < text.length(); i++) {
                char each = text.charAt(i);
                if (each == '\0' || (Character.isSurrogate(each) && !isPair(text, i++))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isPair(CharSequence text, int high) {
            return high + 1 < text.length() && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
        }
    }
}
