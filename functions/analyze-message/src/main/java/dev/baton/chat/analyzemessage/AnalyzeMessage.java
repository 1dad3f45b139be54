package dev.baton.chat.analyzemessage;

import dev.baton.Emits;
import dev.baton.chat.events.MessageAnalyzed;
import dev.baton.chat.events.MessageFlagged;
import dev.baton.chat.events.MessageLogged;
import io.quarkus.funqy.Funq;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import java.util.List;

/**
 * A function that determines the language of a message and how harmful it looks, and flags a harmful message. The
 * result depends only on the text and the configuration. The analysis takes time linear in the length of the text, up
 * to a millisecond, so it does not run on the event loop.
 */
public class AnalyzeMessage {

    private final Languages languages;
    private final Rules rules;
    private final double threshold;

    @Inject
    AnalyzeMessage(Languages languages, Rules rules, AnalyzeConfig config) {
        this.languages = languages;
        this.rules = rules;
        this.threshold = config.threshold();
    }

    @Funq
    @Blocking
    @Emits({MessageAnalyzed.class, MessageFlagged.class})
    public List<Record> analyze(MessageLogged logged) {
        Verdict verdict = rules.judge(logged.text());
        MessageAnalyzed analyzed = analyzed(logged, verdict);
        return verdict.harmful(threshold) ? List.of(analyzed, flagged(logged, verdict)) : List.of(analyzed);
    }

    private MessageAnalyzed analyzed(MessageLogged logged, Verdict verdict) {
        return new MessageAnalyzed(
                logged.messageId(),
                logged.room(),
                logged.seq(),
                languages.of(logged.text()),
                verdict.labels(),
                verdict.score());
    }

    private static MessageFlagged flagged(MessageLogged logged, Verdict verdict) {
        return new MessageFlagged(logged.messageId(), logged.room(), logged.seq(), verdict.labels(), verdict.score());
    }
}
