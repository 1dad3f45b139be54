package dev.baton.runtime.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CloudEvents type that says its version: {@code chat.message.posted.v2} is version 2 of {@code chat.message.posted}.
 *
 * @param stem what all versions of the type have in common
 * @param number the version, from 1
 */
public record TypeVersion(String stem, int number) {

    private static final Pattern VERSIONED = Pattern.compile("(.+)\\.v([1-9][0-9]{0,8})");

    /** Empty: the type has no suffix {@code .vN}, and thus no versions. */
    public static Optional<TypeVersion> of(String type) {
        Matcher versioned = VERSIONED.matcher(type);
        return versioned.matches()
                ? Optional.of(new TypeVersion(versioned.group(1), Integer.parseInt(versioned.group(2))))
                : Optional.empty();
    }

    /** The version before this one; of version 1 there is none, and no type has this name. */
    public String previous() {
        return stem + ".v" + (number - 1);
    }

    /** Whether this is a later version of the same type. */
    boolean isNewerThan(TypeVersion other) {
        return sameStem(other) && number > other.number;
    }

    /** Whether both are versions of one type. */
    public boolean sameStem(TypeVersion other) {
        return stem.equals(other.stem);
    }
}
