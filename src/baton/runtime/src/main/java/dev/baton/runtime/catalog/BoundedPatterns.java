package dev.baton.runtime.catalog;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.internal.constraintvalidators.bv.EmailValidator;
import org.hibernate.validator.internal.constraintvalidators.bv.PatternValidator;

/**
 * Bounds the work of the constraints that match a regular expression. A value that takes too many steps is not valid,
 * nor is one that exhausts the stack.
 */
@Singleton
public class BoundedPatterns implements ValidatorFactoryCustomizer {

    /** {@code @Pattern} with a bounded number of steps. */
    public static final class OfPattern extends PatternValidator {

        @Override
        public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
            return value == null || bounded(context, () -> super.isValid(MatchingSteps.of(value), context));
        }
    }

    /** {@code @Email} with a bounded number of steps. */
    public static final class OfEmail extends EmailValidator {

        @Override
        public boolean isValid(CharSequence value, ConstraintValidatorContext context) {
            return value == null || bounded(context, () -> super.isValid(MatchingSteps.of(value), context));
        }
    }

    private interface Match {
        boolean matches();
    }

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Pattern.class)
                .includeExistingValidators(false)
                .validatedBy(OfPattern.class);
        mapping.constraintDefinition(Email.class)
                .includeExistingValidators(false)
                .validatedBy(OfEmail.class);
        configuration.addMapping(mapping);
    }

    private static boolean bounded(ConstraintValidatorContext context, Match match) {
        try {
            return match.matches();
        } catch (MatchingSteps.TooMany | StackOverflowError e) {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("takes too many steps to be matched against its pattern")
                    .addConstraintViolation();
            return false;
        }
    }
}
