package dev.baton.it.channel;

import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.it.Tables;
import io.quarkus.funqy.Funq;

/** A small application that answers questions. */
final class Asking {

    static final Class<?>[] CLASSES = {Asking.class, Tables.class, Asked.class, Answered.class, AnswerAll.class};

    static final String ASKED = "asking.asked.v1";
    static final String ANSWERED = "asking.answered.v1";

    @EventType(ASKED)
    record Asked(@EventKey String name, int number) {}

    @EventType(ANSWERED)
    record Answered(@EventKey String name, int number) {}

    /** Answers a question. */
    public static class AnswerAll {
        @Funq
        public Answered answer(Asked asked) {
            return new Answered(asked.name(), asked.number());
        }
    }

    private Asking() {}
}
