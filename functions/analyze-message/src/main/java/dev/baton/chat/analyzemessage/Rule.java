package dev.baton.chat.analyzemessage;

import java.util.Optional;

/** One sign of a harmful message. Implementations are immutable and read a text in time linear in its length. */
interface Rule {

    /** What the rule has to say of the text, or nothing. */
    Optional<Finding> check(CharSequence text);
}
