package dev.baton.triggers.filter;

import io.cloudevents.CloudEvent;
import io.cloudevents.sql.Expression;
import io.cloudevents.sql.Result;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Whether a Trigger wants an event: one record a dialect of Knative's filters. Comparisons are case-sensitive. */
public sealed interface Filter {

    boolean matches(CloudEvent event);

    /** The filter of a Trigger that has none: it wants every event. */
    record Everything() implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return true;
        }
    }

    /** {@code spec.filter.attributes}: each attribute has this value; an empty value stands for any, but the attribute must be there. */
    record Attributes(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, (actual, wanted) -> wanted.isEmpty() ? !actual.isEmpty() : actual.equals(wanted));
        }
    }

    /** Each attribute has this value. */
    record Exact(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, String::equals);
        }
    }

    /** Each attribute begins with this value. */
    record Prefix(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, String::startsWith);
        }
    }

    /** Each attribute ends with this value. */
    record Suffix(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, String::endsWith);
        }
    }

    /** All of these match. */
    record All(List<Filter> filters) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return filters.stream().allMatch(filter -> filter.matches(event));
        }
    }

    /** At least one of these matches. */
    record Any(List<Filter> filters) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return filters.stream().anyMatch(filter -> filter.matches(event));
        }
    }

    /** This one does not match. */
    record Not(Filter filter) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return !filter.matches(event);
        }
    }

    /** A CloudEvents SQL expression is true. One that fails on the event, or gives no boolean, does not match. */
    record CeSql(Expression expression) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            Result result = expression.evaluate(event);
            return !result.isFailed() && Boolean.TRUE.equals(result.value());
        }
    }

    private static boolean all(CloudEvent event, Map<String, String> values, BiPredicate<String, String> fits) {
        return values.entrySet().stream().allMatch(wanted -> AttributeText.of(event, wanted.getKey())
                .filter(actual -> fits.test(actual, wanted.getValue()))
                .isPresent());
    }
}
