package dev.baton.deployment.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Pattern.Flag;
import jakarta.validation.metadata.ConstraintDescriptor;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds the keywords of constraints to the schema of a value. What JSON Schema has no keyword for is listed as text
 * under {@value #OTHERS}.
 */
final class Keywords {

    /** The constraints that are not expressed by another keyword. */
    static final String OTHERS = "x-baton-constraints";

    /** Not blank is what {@code String.trim()} leaves something of. */
    private static final String NOT_BLANK = "[^\\u0000-\\u0020]";

    private static final String BEAN_VALIDATION = "jakarta.validation.constraints";
    private static final Set<String> NOT_SHOWN = Set.of("message", "groups", "payload");

    private final ObjectNode schema;

    Keywords(ObjectNode schema) {
        this.schema = schema;
    }

    /** Adds a constraint. Whether a value may be null is not said here. */
    void add(ConstraintDescriptor<?> constraint) {
        boolean known = isStandard(constraint)
                ? addStandard(simpleName(constraint), constraint.getAttributes())
                : isOnlyComposed(constraint);
        if (!known) {
            other(describe(constraint));
        }
    }

    private static boolean isStandard(ConstraintDescriptor<?> constraint) {
        return constraint.getAnnotation().annotationType().getPackageName().equals(BEAN_VALIDATION);
    }

    private static boolean isOnlyComposed(ConstraintDescriptor<?> constraint) {
        return !constraint.getComposingConstraints().isEmpty()
                && constraint.getConstraintValidatorClasses().isEmpty();
    }

    private boolean addStandard(String name, Map<String, Object> attributes) {
        return switch (name) {
            case "NotNull" -> true;
            case "NotEmpty" -> atLeast(1);
            case "NotBlank" -> isText() && pattern(NOT_BLANK);
            case "Size" -> size(value(attributes, "min", Integer.class), value(attributes, "max", Integer.class));
            case "Pattern" ->
                pattern(value(attributes, "regexp", String.class), value(attributes, "flags", Flag[].class));
            case "Min" -> minimum(BigDecimal.valueOf(value(attributes, "value", Long.class)), true);
            case "Max" -> maximum(BigDecimal.valueOf(value(attributes, "value", Long.class)), true);
            case "DecimalMin" -> minimum(decimal(attributes), value(attributes, "inclusive", Boolean.class));
            case "DecimalMax" -> maximum(decimal(attributes), value(attributes, "inclusive", Boolean.class));
            case "Positive" -> minimum(BigDecimal.ZERO, false);
            case "PositiveOrZero" -> minimum(BigDecimal.ZERO, true);
            case "Negative" -> maximum(BigDecimal.ZERO, false);
            case "NegativeOrZero" -> maximum(BigDecimal.ZERO, true);
            case "AssertTrue" -> only(true);
            case "AssertFalse" -> only(false);
            default -> false;
        };
    }

    private static BigDecimal decimal(Map<String, Object> attributes) {
        return new BigDecimal(value(attributes, "value", String.class));
    }

    private static <T> T value(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(attributes.get(name), name));
    }

    private boolean isText() {
        return is("string") && !schema.has("format") && !schema.has("contentEncoding");
    }

    private boolean is(String type) {
        return schema.path("type").asText().equals(type);
    }

    private boolean isNumber() {
        return is("integer") || is("number");
    }

    private boolean size(int min, int max) {
        return (min <= 0 || atLeast(min)) && (max == Integer.MAX_VALUE || atMost(max));
    }

    private boolean atLeast(int min) {
        return measure().map(of -> raise("min" + of, BigDecimal.valueOf(min))).orElse(false);
    }

    private boolean atMost(int max) {
        return measure().map(of -> lower("max" + of, BigDecimal.valueOf(max))).orElse(false);
    }

    /** Returns what the size of the value counts. */
    private Optional<String> measure() {
        if (isText()) {
            return Optional.of("Length");
        }
        if (is("array")) {
            return Optional.of("Items");
        }
        return is("object") ? Optional.of("Properties") : Optional.empty();
    }

    private boolean pattern(String regexp, Flag[] flags) {
        int bits = Arrays.stream(flags).mapToInt(Flag::getValue).reduce(0, (some, more) -> some | more);
        return isText() && PortablePattern.of(regexp, bits).map(this::pattern).orElse(false);
    }

    /** Adds a pattern. A text must match all of them. */
    boolean pattern(String pattern) {
        if (!schema.has("pattern")) {
            schema.put("pattern", pattern);
        } else if (!schema.path("pattern").asText().equals(pattern)) {
            schema.withArray("allOf").addObject().put("pattern", pattern);
        }
        return true;
    }

    private boolean minimum(BigDecimal value, boolean inclusive) {
        if (!inclusive && schema.path("minimum").decimalValue().compareTo(value) <= 0) {
            schema.remove("minimum"); // the bound of the type
        }
        return isNumber() && raise(inclusive ? "minimum" : "exclusiveMinimum", value);
    }

    private boolean maximum(BigDecimal value, boolean inclusive) {
        if (!inclusive && schema.path("maximum").decimalValue().compareTo(value) >= 0) {
            schema.remove("maximum"); // the bound of the type
        }
        return isNumber() && lower(inclusive ? "maximum" : "exclusiveMaximum", value);
    }

    private boolean raise(String keyword, BigDecimal value) {
        JsonNode old = schema.get(keyword);
        if (old == null || old.decimalValue().compareTo(value) < 0) {
            put(keyword, value);
        }
        return true;
    }

    private boolean lower(String keyword, BigDecimal value) {
        JsonNode old = schema.get(keyword);
        if (old == null || old.decimalValue().compareTo(value) > 0) {
            put(keyword, value);
        }
        return true;
    }

    /** Writes an integer without a fraction, so that a schema is the same text when it is read and written again. */
    private void put(String keyword, BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        if (plain.scale() <= 0) {
            schema.put(keyword, plain.toBigIntegerExact());
        } else {
            schema.put(keyword, plain);
        }
    }

    private boolean only(boolean value) {
        schema.put("const", value);
        return true;
    }

    /** Lists a condition that has no keyword. */
    void other(String condition) {
        ArrayNode others = schema.withArray(OTHERS);
        for (JsonNode other : others) {
            if (other.asText().equals(condition)) {
                return;
            }
        }
        others.add(condition);
    }

    private static String describe(ConstraintDescriptor<?> constraint) {
        String message = constraint.getMessageTemplate();
        String shown = message == null || message.startsWith("{") ? "" : ": " + message;
        return simpleName(constraint) + attributes(constraint.getAttributes()) + shown;
    }

    private static String attributes(Map<String, Object> attributes) {
        Map<String, String> shown = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (!NOT_SHOWN.contains(name)) {
                shown.put(
                        name,
                        value instanceof Object[] several ? List.of(several).toString() : value.toString());
            }
        });
        return shown.isEmpty() ? "" : shown.toString();
    }

    private static String simpleName(ConstraintDescriptor<?> constraint) {
        return constraint.getAnnotation().annotationType().getSimpleName();
    }
}
