package dev.baton.chat.analyzemessage;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The rule for words of the configured list. Each different word counts once. */
class WordRule implements Rule {

    private final Set<String> listed;
    private final double weight;

    WordRule(Collection<String> listed, double weight) {
        this.listed =
                listed.stream().map(w -> w.strip().toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.weight = weight;
    }

    @Override
    public Optional<Finding> check(CharSequence text) {
        Set<String> found = new TreeSet<>();
        Words.forEach(text, word -> {
            if (listed.contains(word)) {
                found.add(word);
            }
        });
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding("words", String.join(", ", found), Finding.repeated(weight, found.size())));
    }
}
