package dev.baton.runtime.catalog;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.annotation.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidatorFactory;
import org.hibernate.validator.messageinterpolation.HibernateMessageInterpolatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Validates untrusted data, with bounded work. A validation ends after {@value #MOST} violations: Hibernate Validator
 * keeps all of them in a set, and gives equal hash codes to those of equal elements, so that each further violation is
 * compared with all before it. It asks for the message of each violation, and that is where they are counted.
 */
final class DataValidator {

    static final int MOST = 100;

    /** The number of characters of one violation that are shown. */
    private static final int SHOWN = 500;

    /** Thrown where the next violation would be added. */
    private static final class Enough extends ValidationException {

        private static final long serialVersionUID = 1L;

        Enough() {
            super("validation ends after " + MOST + " violations");
        }
    }

    private final ThreadLocal<List<String>> found = new ThreadLocal<>();
    private final Validator validator;

    DataValidator(ValidatorFactory factory) {
        validator = factory.unwrap(HibernateValidatorFactory.class)
                .usingContext()
                .messageInterpolator(new Counting(factory.getMessageInterpolator()))
                .traversableResolver(new Everything())
                .enableTraversableResolverResultCache(false)
                .getValidator();
    }

    /** Returns the violations in the data as text; empty if the data is valid. */
    Optional<String> problem(Record data) {
        List<String> violations = new ArrayList<>();
        found.set(violations);
        try (MatchingSteps.Budget ignored = MatchingSteps.begin()) {
            return Optional.of(validator.validate(data))
                    .filter(invalid -> !invalid.isEmpty())
                    .map(invalid ->
                            list(invalid.stream().map(DataValidator::describe).toList()));
        } catch (Enough e) {
            return Optional.of(list(violations) + "; and more: " + e.getMessage());
        } catch (StackOverflowError e) {
            return Optional.of("it is nested too deeply to be validated");
        } finally {
            found.remove();
        }
    }

    private static String describe(ConstraintViolation<?> violation) {
        return describe(violation.getPropertyPath(), violation.getMessage());
    }

    private static String describe(Object path, String message) {
        String whole = path + " " + message;
        return whole.length() <= SHOWN ? whole : whole.substring(0, SHOWN) + "...";
    }

    private static String list(List<String> violations) {
        return violations.stream().sorted().collect(Collectors.joining("; "));
    }

    /** Data has no parts that are not loaded, about which Hibernate ORM would have to be asked for each component. */
    private static final class Everything implements TraversableResolver {

        @Override
        public boolean isReachable(
                @Nullable Object object, Path.Node property, Class<?> root, Path path, ElementType type) {
            return true;
        }

        @Override
        public boolean isCascadable(
                @Nullable Object object, Path.Node property, Class<?> root, Path path, ElementType type) {
            return true;
        }
    }

    private final class Counting implements MessageInterpolator {

        private final MessageInterpolator messages;

        Counting(MessageInterpolator messages) {
            this.messages = messages;
        }

        @Override
        public String interpolate(String template, Context context) {
            return count(messages.interpolate(template, context), context);
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return count(messages.interpolate(template, context, locale), context);
        }

        private String count(String message, Context context) {
            List<String> violations = found.get();
            if (violations.size() == MOST) {
                throw new Enough();
            }
            violations.add(describe(
                    context.unwrap(HibernateMessageInterpolatorContext.class).getPropertyPath(), message));
            return message;
        }
    }
}
