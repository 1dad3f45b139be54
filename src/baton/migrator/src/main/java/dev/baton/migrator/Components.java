package dev.baton.migrator;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The components on a class path: the folders {@code db/<component>} that contain versioned SQL. */
final class Components {

    private static final String BATON = "baton";
    private static final Pattern SQL = Pattern.compile("db/([^/]+)/V[0-9][^/]*__[^/]+\\.sql");

    private Components() {}

    /** Returns the names of all components: {@code baton} first, the rest in alphabetical order. */
    static List<String> on(ClassPath classPath) {
        return classPath.names("db").stream()
                .map(SQL::matcher)
                .filter(Matcher::matches)
                .map(file -> file.group(1))
                .distinct()
                .sorted(Comparator.comparing((String component) -> !component.equals(BATON))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    static String folder(String component) {
        return "db/" + component;
    }

    static boolean isSql(String file) {
        return SQL.matcher(file).matches();
    }
}
