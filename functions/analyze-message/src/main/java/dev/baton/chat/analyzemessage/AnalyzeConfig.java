package dev.baton.chat.analyzemessage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Set;

/** What analyze-message finds harmful, and which languages it knows. */
@ConfigMapping(prefix = "chat.analyze")
public interface AnalyzeConfig {

    /** The score from which on a message is harmful, from 0 to 1. */
    @WithDefault("0.5")
    double threshold();

    /** How much each rule says, each from 0 (nothing) to 1 (harmful beyond doubt). */
    Weights weights();

    /**
     * Words that are often found in unwanted messages, separated by commas. Case does not matter; only whole words are
     * found.
     */
    @WithDefault(DefaultWords.LIST)
    Set<String> words();

    /** The language of a message. */
    Language language();

    /** How much each rule says. What several rules say adds up as independent evidence: 1 - (1 - a)(1 - b)... */
    interface Weights {

        /** For a link, and once more for a second one. */
        @WithDefault("0.2")
        double link();

        /** For a phone number or a short code to call or to text. */
        @WithDefault("0.4")
        double phone();

        /** For a payment card number with a valid checksum: enough alone. */
        @WithDefault("0.9")
        double card();

        /** For a message mostly in capitals. */
        @WithDefault("0.2")
        double shouting();

        /** For a long run of one character or a word said over and over. */
        @WithDefault("0.2")
        double repetition();

        /** For each different word of the list. */
        @WithDefault("0.25")
        double word();
    }

    /** The language of a message. */
    interface Language {

        /** The ISO 639-1 codes of the languages to tell apart, two or more. Each costs memory. */
        @WithDefault("en,de,fr,es,it,pt,nl")
        List<String> codes();

        /** A text of fewer letters than this is too short to tell. */
        @WithDefault("12")
        int minLetters();

        /** How far the best language must be ahead of the second, from 0 to 0.99; otherwise it is not told. */
        @WithDefault("0.1")
        double minDistance();

        /** Only this many characters at the beginning of a text are looked at. */
        @WithDefault("500")
        int maxChars();
    }
}
