package dev.baton.it.plans;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.baton.runtime.delivery.Deliveries;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SQL on Baton's tables in the constants of the runtime's class files. The table of the schema's history belongs to
 * Flyway.
 */
public final class Statements {

    private static final Pattern STATEMENT =
            Pattern.compile("(?s)\\s*(select|insert|update|delete|with)\\s.*\\bbaton_(?!schema_history).*");

    private static final Map<String, String> OF_THE_RUNTIME = find();

    private Statements() {}

    /** Returns the statements by class and field. */
    public static Map<String, String> ofTheRuntime() {
        return OF_THE_RUNTIME;
    }

    private static Map<String, String> find() {
        Location runtime = Location.of(
                Deliveries.class.getProtectionDomain().getCodeSource().getLocation());
        Map<String, String> found = new TreeMap<>();
        new ClassFileImporter()
                .importLocations(List.of(runtime)).stream()
                        .flatMap(Statements::constants)
                        .forEach(field -> put(found, field));
        return Collections.unmodifiableMap(found);
    }

    /** Returns whether the SQL is on Baton's tables, and is not the beginning of other constants. */
    public static boolean isOne(String sql) {
        return STATEMENT.matcher(sql).matches() && !sql.strip().endsWith("from");
    }

    private static Stream<Field> constants(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC)
                        && field.getRawType().getName().equals(String.class.getName()))
                .map(field -> field.reflect());
    }

    private static void put(Map<String, String> found, Field field) {
        try {
            field.setAccessible(true);
            String value = (String) field.get(null);
            if (value != null && isOne(value)) {
                found.put(field.getDeclaringClass().getSimpleName() + "." + field.getName(), value);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
