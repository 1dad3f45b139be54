package dev.baton.chat.analyzemessage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The rules in the order of their labels. */
@ApplicationScoped
class Rules {

    private final List<Rule> rules;

    @Inject
    Rules(AnalyzeConfig config) {
        AnalyzeConfig.Weights weights = config.weights();
        rules = List.of(
                new CardRule(weights.card()),
                new PhoneRule(weights.phone()),
                new LinkRule(weights.link()),
                new WordRule(config.words(), weights.word()),
                new ShoutingRule(weights.shouting()),
                new RepetitionRule(weights.repetition()));
    }

    Verdict judge(CharSequence text) {
        return Verdict.of(rules.stream()
                .map(rule -> rule.check(text))
                .flatMap(Optional::stream)
                .toList());
    }
}
