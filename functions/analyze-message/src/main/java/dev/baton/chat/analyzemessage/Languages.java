package dev.baton.chat.analyzemessage;

import com.github.pemistahl.lingua.api.IsoCode639_1;
import com.github.pemistahl.lingua.api.Language;
import com.github.pemistahl.lingua.api.LanguageDetector;
import com.github.pemistahl.lingua.api.LanguageDetectorBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The detection of a text's language, with Lingua's small models (up to trigrams). The models are loaded when they are
 * first needed, and kept.
 */
@ApplicationScoped
class Languages {

    /** ISO 639-2: undetermined. */
    static final String UNDETERMINED = "und";

    private final AnalyzeConfig.Language config;
    private @Nullable LanguageDetector detector;

    @Inject
    Languages(AnalyzeConfig config) {
        this.config = config.language();
    }

    /** Returns the ISO 639-1 code, or {@code und} for a text that is too short or could be in several languages. */
    String of(String text) {
        String beginning = beginning(text);
        if (beginning.codePoints().filter(Character::isLetter).count() < config.minLetters()) {
            return UNDETERMINED;
        }
        Language language = detector().detectLanguageOf(beginning);
        return language == Language.UNKNOWN
                ? UNDETERMINED
                : language.getIsoCode639_1().name().toLowerCase(Locale.ROOT);
    }

    private String beginning(String text) {
        return text.length() <= config.maxChars() ? text : text.substring(0, config.maxChars());
    }

    private synchronized LanguageDetector detector() {
        if (detector == null) {
            detector = build(config);
        }
        return detector;
    }

    private static LanguageDetector build(AnalyzeConfig.Language config) {
        List<IsoCode639_1> codes = config.codes().stream().map(Languages::code).toList();
        return LanguageDetectorBuilder.fromIsoCodes639_1(codes.toArray(IsoCode639_1[]::new))
                .withMinimumRelativeDistance(config.minDistance())
                .withLowAccuracyMode()
                .build();
    }

    private static IsoCode639_1 code(String code) {
        try {
            return IsoCode639_1.valueOf(code.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "chat.analyze.language.codes must contain ISO 639-1 codes that Lingua knows, but contains '" + code
                            + "'",
                    e);
        }
    }
}
