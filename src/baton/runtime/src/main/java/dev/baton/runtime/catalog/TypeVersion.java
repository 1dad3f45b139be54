package dev.baton.runtime.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CloudEvents type that contains its version: {@code shop.order.placed.v2} is version 2 of
 * {@code shop.order.placed}.
 *
 * @param stem the part that all versions of the type have in common
 * @param number the version, from 1
 */
public record TypeVersion(String stem, int number) {

    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.v([1-9][0-9]{0,8})");

    /** Returns the version of a type; empty if the type has no suffix {@code .vN}, and thus no versions. */
    public static Optional<TypeVersion> of(String type) {
        Matcher versioned = VERSIONED.matcher(type);
        return versioned.matches()
                ? Optional.of(new TypeVersion(versioned.group(1), Integer.parseInt(versioned.group(2))))
                : Optional.empty();
    }

    /** Returns the type of the previous version. For version 1, there is none, and no type has the returned name. */
    public String previous() {
        return stem + ".v" + (number - 1);
    }

    /** Returns whether this is a later version of the same type. */
    boolean isNewerThan(TypeVersion other) {
        return sameStem(other) && number > other.number;
    }

    /** Returns whether both are versions of one type. */
    public boolean sameStem(TypeVersion other) {
        return stem.equals(other.stem);
    }
}
