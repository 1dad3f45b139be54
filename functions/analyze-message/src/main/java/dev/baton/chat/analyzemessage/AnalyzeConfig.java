package dev.baton.chat.analyzemessage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Set;

/** The texts that analyze-message considers harmful, and the languages that it knows. */
@ConfigMapping(prefix = "chat.analyze")
public interface AnalyzeConfig {

    /** The score, from 0 to 1, at and above which a message is harmful. */
    @WithDefault("0.5")
    double threshold();

    /** The weight of each rule, from 0 (no evidence) to 1 (harmful beyond doubt). */
    Weights weights();

    /**
     * Words that often occur in unwanted messages, separated by commas. Case does not matter, and only whole words are
     * found.
     */
    @WithDefault(DefaultWords.LIST)
    Set<String> words();

    /** The detection of a message's language. */
    Language language();

    /** The weight of each rule. Weights of several rules add up as independent evidence: 1 - (1 - a)(1 - b)... */
    interface Weights {

        /** The weight of a link, which counts again for a second link. */
        @WithDefault("0.2")
        double link();

        /** The weight of a phone number, or of a short code to call or to text. */
        @WithDefault("0.4")
        double phone();

        /** The weight of a payment card number with a valid checksum. The default is enough on its own. */
        @WithDefault("0.9")
        double card();

        /** The weight of a message that is mostly in capitals. */
        @WithDefault("0.2")
        double shouting();

        /** The weight of a long run of one character, or of a word that is repeated over and over. */
        @WithDefault("0.2")
        double repetition();

        /** The weight of each different word of the list. */
        @WithDefault("0.25")
        double word();
    }

    /** The detection of a message's language. */
    interface Language {

        /** The ISO 639-1 codes of the languages to distinguish, two or more. Each language costs memory. */
        @WithDefault("en,de,fr,es,it,pt,nl")
        List<String> codes();

        /** A text with fewer letters than this is too short to determine its language. */
        @WithDefault("12")
        int minLetters();

        /**
         * How far the best language must be ahead of the second, from 0 to 0.99. Otherwise the language is
         * undetermined.
         */
        @WithDefault("0.1")
        double minDistance();

        /** Only this many characters at the beginning of a text are examined. */
        @WithDefault("500")
        int maxChars();
    }
}
