package dev.baton.triggers.filter;

import io.cloudevents.CloudEvent;
import io.cloudevents.sql.Expression;
import io.cloudevents.sql.Result;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * A filter that decides which events a Trigger gets, with one record per dialect of Knative's filters. Comparisons are
 * case-sensitive.
 */
public sealed interface Filter {

    boolean matches(CloudEvent event);

    /** The filter of a Trigger without filters, which matches every event. */
    record Everything() implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return true;
        }
    }

    /**
     * The filter {@code spec.filter.attributes}: each attribute has the given value. An empty value stands for any
     * value that is not empty.
     */
    record Attributes(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, (actual, wanted) -> wanted.isEmpty() ? !actual.isEmpty() : actual.equals(wanted));
        }
    }

    /** The dialect {@code exact}: each attribute has the given value. */
    record Exact(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, String::equals);
        }
    }

    /** The dialect {@code prefix}: each attribute begins with the given value. */
    record Prefix(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, String::startsWith);
        }
    }

    /** The dialect {@code suffix}: each attribute ends with the given value. */
    record Suffix(Map<String, String> values) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return all(event, values, String::endsWith);
        }
    }

    /** The dialect {@code all}: all of these filters match. */
    record All(List<Filter> filters) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return filters.stream().allMatch(filter -> filter.matches(event));
        }
    }

    /** The dialect {@code any}: at least one of these filters matches. */
    record Any(List<Filter> filters) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return filters.stream().anyMatch(filter -> filter.matches(event));
        }
    }

    /** The dialect {@code not}: this filter does not match. */
    record Not(Filter filter) implements Filter {
        @Override
        public boolean matches(CloudEvent event) {
            return !filter.matches(event);
        }
    }

    /**
     * The dialect {@code cesql}: a CloudEvents SQL expression is true. An expression that fails on the event or does
     * not return a boolean does not match.
     */
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
