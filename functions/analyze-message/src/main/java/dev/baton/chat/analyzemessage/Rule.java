package dev.baton.chat.analyzemessage;

import java.util.Optional;

/**
 * A test for one sign of a harmful message. Implementations are immutable and take time linear in the text's length.
 */
interface Rule {

    /** Returns what the rule found in the text, or nothing. */
    Optional<Finding> check(CharSequence text);
}
