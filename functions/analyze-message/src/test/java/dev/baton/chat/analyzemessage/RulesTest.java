package dev.baton.chat.analyzemessage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.chat.events.MessageAnalyzed;
import dev.baton.chat.events.MessageFlagged;
import dev.baton.chat.events.MessageLogged;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules without a process around them. */
class RulesTest {

    @Test
    void aCardNumberAloneIsHarmfulAndNeverQuoted() {
        List<Record> followUps = analyze("my card is 4111 1111-1111 1111, thanks");

        MessageAnalyzed analyzed = (MessageAnalyzed) followUps.get(0);
        assertThat(analyzed.labels()).containsExactly("card: 1 payment card number");
        assertThat(analyzed.score()).isGreaterThanOrEqualTo(0.5).isLessThanOrEqualTo(1);
        MessageFlagged flagged = (MessageFlagged) followUps.get(1);
        assertThat(flagged.reasons()).isEqualTo(analyzed.labels());
        assertThat(flagged.score()).isEqualTo(analyzed.score());
        assertThat(flagged.seq()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "378282246310005",
                "3782 822463 10005",
                "6304000000000000",
                "4222222222222",
                "pay 5555-5555-5555-4444 by 12/27",
                "4111 1111 1111 1111 123",
                "6212 3456 7890 0000 003",
            })
    void findsCardNumbers(String text) {
        assertThat(labels(text)).anyMatch(label -> label.startsWith("card:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112", // wrong checksum
                "0000 0000 0000 0000", // no network's number
                "1150000000006", // milliseconds
                "12 34 56 78 90 12 34 56",
                "411111111111", // too short
                "41111111111111111111113", // too long, and not cut to fit
            })
    void leavesOtherNumbersAlone(String text) {
        assertThat(labels(text)).noneMatch(label -> label.startsWith("card:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see http://example.com and www.example.org | link: 2 links",
                "(see example.com/x?y=1). | link: 1 link",
                "call +44 20 7946 0958 | phone: 1 phone number",
                "ring 08452810075 | phone: 1 phone number",
                "it is (212) 555-0123 | phone: 1 phone number",
                "it is 212-555-0123 | phone: 1 phone number",
                "txt GO to 87121 | phone: 1 short code;words: txt",
                "192.168.0.1 on 2006-06-01 | ",
                "PLEASE READ THIS NOW | shouting: 100 % capitals",
                "OK THEN | ",
                "noooooooooooo | repetition: one character 12 times",
                "------------------------ | ",
                "buy buy buy buy buy | repetition: one word 5 times",
                "A PRIZE, you WON'T believe: prize | words: prize",
            })
    void explainsEachRule(String text, String expected) {
        List<String> wanted = expected == null ? List.of() : List.of(expected.split(";"));

        assertThat(labels(text)).containsExactlyElementsOf(wanted);
    }

    @Test
    void aLinkAloneIsHarmless() {
        assertThat(analyze("try http://archive.ubuntu.com/ubuntu")).hasSize(1);
    }

    @Test
    void signsAddUp() {
        assertThat(analyze("urgent: you won a prize, call 09061701461")).hasSize(2);
    }

    @Test
    void listThresholdAndWeightsAreConfigured() {
        Map<String, String> config = Map.of(
                "chat.analyze.words", "rhubarb", "chat.analyze.weights.word", "1", "chat.analyze.threshold", "1");

        assertThat(analyze("Rhubarb!", config)).hasSize(2);
        assertThat(analyze("you won a prize", config)).hasSize(1);
    }

    @Test
    void withThresholdZeroAMessageWithoutAnySignIsStillHarmless() {
        assertThat(analyze("hello", Map.of("chat.analyze.threshold", "0"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Good morning everyone, how are you today? | en",
                "Guten Morgen, wie geht es euch heute? | de",
                "Bonjour tout le monde comment allez-vous? | fr",
                "ok | und",
                "1234567890 1234567890 | und",
            })
    void tellsTheLanguage(String text, String language) {
        MessageAnalyzed analyzed = (MessageAnalyzed) analyze(text).get(0);

        assertThat(analyzed.language()).isEqualTo(language);
    }

    /**
     * Twice the text may cost at most twice the look-ups of characters, plus a bounded number. They are counted, not
     * timed.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {"4", "4 ", "411 ", "4111-", "a", "a ", "http://", "www.", "a.", ".", "+0", "0-", "!", "won ", "'"
            })
    void readsHostileTextInLinearTime(String piece) {
        long once = lookUps(piece.repeat(4096 / piece.length()));
        long twice = lookUps(piece.repeat(8192 / piece.length()));

        assertThat(twice).isLessThan(once * 5 / 2).isLessThan(100 * 8192);
    }

    private static long lookUps(String text) {
        Counted counted = new Counted(text);
        new Rules(config(Map.of())).judge(counted);
        return counted.lookUps;
    }

    private static List<String> labels(String text) {
        return ((MessageAnalyzed) analyze(text).get(0)).labels();
    }

    private static List<Record> analyze(String text) {
        return analyze(text, Map.of());
    }

    private static List<Record> analyze(String text, Map<String, String> values) {
        AnalyzeConfig config = config(values);
        AnalyzeMessage function = new AnalyzeMessage(new Languages(config), new Rules(config), config);
        return function.analyze(new MessageLogged("m", "lobby", 7, "ada", text, Instant.EPOCH));
    }

    private static AnalyzeConfig config(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(AnalyzeConfig.class)
                .withDefaultValues(values)
                .build();
        return config.getConfigMapping(AnalyzeConfig.class);
    }

    private static class Counted implements CharSequence {
        private final String text;
        private long lookUps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            lookUps++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            throw new UnsupportedOperationException("rules read characters one by one, so that they can be counted");
        }

        @Override
        public String toString() {
            throw new UnsupportedOperationException("rules read characters one by one, so that they can be counted");
        }
    }
}
