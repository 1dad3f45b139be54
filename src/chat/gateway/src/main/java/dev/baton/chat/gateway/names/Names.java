package dev.baton.chat.gateway.names;

import dev.baton.chat.events.Member;
import dev.baton.chat.events.Room;
import dev.baton.chat.gateway.problems.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the names of rooms and users. */
public final class Names {

    public static final String USER_RULE =
            "a user's name is 1 to 100 characters, not blank, without control characters and unpaired surrogates";

    private static final String ROOM_RULE = "a room's name is 1 to 64 of a-z 0-9 -";
    private static final Pattern ROOM = Pattern.compile(Room.NAME);

    private Names() {}

    /** @throws Problem 400 if it is not a valid room name */
    public static String room(String name) {
        if (name == null || !ROOM.matcher(name).matches()) {
            throw Problem.invalid(ROOM_RULE + ", but 'room' was " + shown(name));
        }
        return name;
    }

    /** @throws Problem 400 if it is not a valid user name */
    public static String user(String name) {
        if (!isUser(name)) {
            throw Problem.invalid(USER_RULE + ", but it was " + shown(name));
        }
        return name;
    }

    public static boolean isUser(@Nullable String name) {
        return name != null
                && !name.isBlank()
                && name.length() <= Member.LONGEST_NAME
                && name.codePoints().noneMatch(Names::unfit);
    }

    private static boolean unfit(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    private static String shown(String name) {
        return name == null ? "missing" : "'" + name.substring(0, Math.min(name.length(), Member.LONGEST_NAME)) + "'";
    }
}
