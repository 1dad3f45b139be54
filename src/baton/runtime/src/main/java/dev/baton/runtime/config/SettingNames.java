package dev.baton.runtime.config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertyName;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.common.utils.StringUtil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds {@code baton.*} settings that don't exist.
 *
 * @param known the names of all settings; {@code *} stands for a name that the user chooses, such as a function's
 */
record SettingNames(List<String> known) {

    private static final String PREFIX = "baton.";

    /** The variables that Kubernetes sets in every container for a Service whose name begins with {@code baton}. */
    private static final Pattern KUBERNETES = Pattern.compile(".*_SERVICE_(HOST|PORT(_.*)?)|.*_PORT(_\\d+_.*)?");

    /** The variables of other programs of Baton, which may be started in the same environment. */
    private static final Set<String> OF_OTHER_PROGRAMS = Set.of("BATON_MIGRATE_WAIT_SECONDS", "BATON_BROKER_PORT");

    /** Returns the settings that are not known and do not come from an environment variable. */
    List<ConfigValue> unknown(SmallRyeConfig source) {
        return StreamSupport.stream(source.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX) && !isKnown(name))
                .sorted()
                .map(source::getConfigValue)
                .filter(value -> value.getValue() != null && !isFromEnvironment(value))
                .toList();
    }

    /** Returns a sentence that says that the setting is not known, where it is set, and which one is similar. */
    String problem(ConfigValue unknown) {
        return "%s is not a setting of Baton (set in %s). The most similar one is %s."
                .formatted(unknown.getName(), unknown.getConfigSourceName(), nearest(unknown.getName()));
    }

    /**
     * Returns a sentence for each environment variable that looks like a setting but is not one. One environment may
     * serve several programs, and Kubernetes adds its own variables, so they do not prevent the start.
     */
    List<String> unknownVariables(Iterable<String> variables) {
        Set<String> exact = known.stream()
                .filter(setting -> !setting.contains("*"))
                .map(SettingNames::variableOf)
                .collect(Collectors.toSet());
        List<String> problems = new ArrayList<>();
        for (String variable : variables) {
            if (variable.startsWith("BATON_")
                    && !exact.contains(variable)
                    && !OF_OTHER_PROGRAMS.contains(variable)
                    && !KUBERNETES.matcher(variable).matches()
                    && known.stream().noneMatch(setting -> matches(setting, variable))) {
                problems.add("The environment variable %s is not a setting of Baton. The most similar one is %s."
                        .formatted(
                                variable,
                                nearest(variable.toLowerCase(Locale.ROOT).replace('_', '.'))));
            }
        }
        return problems;
    }

    private boolean isKnown(String name) {
        PropertyName asked = new PropertyName(name);
        return known.stream().anyMatch(setting -> new PropertyName(setting).equals(asked));
    }

    private static boolean isFromEnvironment(ConfigValue value) {
        return value.getConfigSourceName().startsWith("EnvConfigSource");
    }

    /** Returns whether the variable is one of a setting with asterisks. */
    private static boolean matches(String setting, String variable) {
        return setting.contains("*")
                && variable.matches(Stream.of(setting.split("\\*", -1))
                        .map(SettingNames::variableOf)
                        .collect(Collectors.joining(".+")));
    }

    private static String variableOf(String setting) {
        return StringUtil.replaceNonAlphanumericByUnderscores(setting).toUpperCase(Locale.ROOT);
    }

    private String nearest(String name) {
        return known.stream()
                .map(setting -> filledIn(setting, name))
                .min(Comparator.comparingInt((String setting) -> distance(setting, name))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Returns the setting with the user's own names in place of its asterisks. */
    private static String filledIn(String setting, String name) {
        String[] segments = setting.split("\\.");
        String[] given = name.split("\\.");
        for (int i = 0; i < Math.min(segments.length, given.length); i++) {
            if (segments[i].equals("*")) {
                segments[i] = given[i];
            }
        }
        return String.join(".", segments);
    }

    /** Returns the Levenshtein distance: how many characters differ, are missing, or are too many. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
