package dev.baton.triggers.manifest;

import dev.baton.triggers.filter.Filter;
import dev.baton.triggers.manifest.Manifests.FilterExpression;
import dev.baton.triggers.manifest.Manifests.TriggerSpec;
import io.cloudevents.sql.ParseException;
import io.cloudevents.sql.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a Trigger's filters. If {@code spec.filters} is not empty, it takes precedence over
 * {@code spec.filter}.
 */
final class FilterReading {

    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-z0-9]*");
    private static final String DIALECTS = "exact, prefix, suffix, all, any, not, cesql";

    private FilterReading() {}

    static Filter read(TriggerSpec spec, Place place) {
        if (spec.filters() != null && !spec.filters().isEmpty()) {
            return new Filter.All(each(spec.filters(), place.at("filters")));
        }
        if (spec.filter() == null || spec.filter().attributes() == null) {
            return new Filter.Everything();
        }
        Map<String, String> attributes = spec.filter().attributes();
        checkNames(attributes, place.at("filter.attributes"));
        return new Filter.Attributes(attributes);
    }

    private static List<Filter> each(List<FilterExpression> expressions, Place place) {
        if (expressions.isEmpty()) {
            throw place.wrong("must have at least one filter");
        }
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < expressions.size(); i++) {
            filters.add(one(expressions.get(i), place.at("[" + i + "]")));
        }
        return filters;
    }

    private static Filter one(FilterExpression expression, Place place) {
        checkOneDialect(expression, place);
        return Stream.of(
                        attributes(expression.exact(), place.at("exact"), Filter.Exact::new),
                        attributes(expression.prefix(), place.at("prefix"), Filter.Prefix::new),
                        attributes(expression.suffix(), place.at("suffix"), Filter.Suffix::new),
                        nested(expression.all(), place.at("all"), Filter.All::new),
                        nested(expression.any(), place.at("any"), Filter.Any::new),
                        expression.not() == null ? null : new Filter.Not(one(expression.not(), place.at("not"))),
                        expression.cesql() == null ? null : cesql(expression.cesql(), place.at("cesql")))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }

    private static void checkOneDialect(FilterExpression expression, Place place) {
        long dialects = expression == null
                ? 0
                : Stream.of(
                                expression.exact(),
                                expression.prefix(),
                                expression.suffix(),
                                expression.all(),
                                expression.any(),
                                expression.not(),
                                expression.cesql())
                        .filter(Objects::nonNull)
                        .count();
        if (dialects != 1) {
            throw place.wrong("must have exactly one of %s, but has %d".formatted(DIALECTS, dialects));
        }
    }

    private static @Nullable Filter attributes(
            @Nullable Map<String, String> values, Place place, Function<Map<String, String>, Filter> dialect) {
        if (values == null) {
            return null;
        }
        if (values.isEmpty()) {
            throw place.wrong("must have at least one attribute");
        }
        checkNames(values, place);
        values.forEach((name, value) -> {
            if (value.isEmpty()) {
                throw place.at(name).wrong("must not be empty");
            }
        });
        return dialect.apply(values);
    }

    private static void checkNames(Map<String, String> values, Place place) {
        values.forEach((name, value) -> {
            if (!ATTRIBUTE.matcher(name).matches()) {
                throw place.at(name)
                        .wrong("is not an attribute name: it must begin with a letter and contain only a-z and 0-9");
            }
            if (value == null) {
                throw place.at(name).wrong("must have a value");
            }
        });
    }

    private static @Nullable Filter nested(
            @Nullable List<FilterExpression> expressions, Place place, Function<List<Filter>, Filter> dialect) {
        return expressions == null ? null : dialect.apply(each(expressions, place));
    }

    private static Filter cesql(String expression, Place place) {
        try {
            return new Filter.CeSql(Parser.parseDefault(expression));
        } catch (ParseException e) {
            throw place.wrong("can't be read as CloudEvents SQL: %s, in '%s'".formatted(e.getMessage(), expression));
        }
    }
}
