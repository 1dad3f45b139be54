package dev.baton.deployment.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/** Translates regular expressions of Java, which match a whole text, to those of JSON Schema (ECMA 262). */
final class PortablePattern {

    /**
     * What ECMA 262 does not have, or has with another meaning: flags, possessive quantifiers, quoting, intersections,
     * named and POSIX classes, and Java's own escapes.
     */
    private static final Pattern OF_JAVA_ONLY = Pattern.compile(
            "\\(\\?[a-zA-Z-]|\\(\\?>|[*+?}]\\+|&&|\\[[^]]*\\[|\\\\[QEhHRXVAzZGaepPsS<k]|\\\\x\\{|\\\\0");

    private PortablePattern() {}

    /** Returns the expression that matches the same texts, or empty if it can't be said in ECMA 262. */
    static Optional<String> of(String regexp, int flags) {
        return flags != 0 || OF_JAVA_ONLY.matcher(regexp).find()
                ? Optional.empty()
                : Optional.of("^(?:" + regexp + ")$");
    }
}
