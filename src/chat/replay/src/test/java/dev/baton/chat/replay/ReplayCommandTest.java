package dev.baton.chat.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final int MESSAGES = 300;
    private static final int SPEAKERS = 230;

    @TempDir
    Path folder;

    private final SmallPlatform platform = new SmallPlatform();
    private final StringWriter out = new StringWriter();
    private Path file;

    @BeforeEach
    void writeLog() throws Exception {
        List<String> lines = new ArrayList<>(List.of("=== somebody has joined #room"));
        for (int i = 0; i < MESSAGES; i++) {
            lines.add("[10:%02d] <nick%d^[|]> text %d".formatted(i / 60, i % SPEAKERS, i));
        }
        file = Files.write(folder.resolve("Some Day.log.txt"), lines);
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void playsEveryMessageAsItsSpeakerInOrder() {
        assertThat(replay()).as(out::toString).isZero();

        assertThat(platform.messages)
                .extracting(message -> message.getString("text"))
                .first()
                .isEqualTo("text 0");
        assertThat(platform.messages).hasSize(MESSAGES);
        assertThat(platform.senders()).hasSize(SPEAKERS).contains("nick7^[|]");
        assertThat(platform.members).hasSize(SPEAKERS + 1);
        assertThat(platform.seenAtOnce).as("all are present").hasSize(SPEAKERS + 1);
        assertThat(out.toString())
                .contains("300 messages of 230 speakers into room 'some-day-log'")
                .contains("left out: 1 notice, 0 other lines")
                .contains("accepted  300")
                .contains("received  300 by a second client over its WebSocket, each once, in order, without gaps")
                .contains("history   300 in the room's history, each once, in order, without gaps");
    }

    @Test
    void playsIntoARoomThatHasMessages() {
        assertThat(replay("--limit", "20")).as(out::toString).isZero();
        assertThat(replay()).as(out::toString).isZero();

        assertThat(platform.messages).hasSize(20 + MESSAGES);
        assertThat(platform.members).hasSize(SPEAKERS + 1);
    }

    @Test
    void survivesAPlatformThatDiesAndComesBack() {
        platform.dieAfterStoring = post -> post == 40 || post == 41 || post == 150;

        assertThat(replay()).as(out::toString).isZero();

        assertThat(platform.messages).hasSize(MESSAGES);
    }

    @Test
    void waitsWhenItIsTooFast() {
        platform.limit = post -> post % 50 == 0;

        assertThat(replay()).as(out::toString).isZero();
        assertThat(platform.limited).hasPositiveValue();
    }

    @Test
    void postsByRest() {
        platform.limit = post -> post % 50 == 0;

        assertThat(replay("--rest")).as(out::toString).isZero();

        assertThat(platform.messages).hasSize(MESSAGES);
        assertThat(platform.limited).hasPositiveValue();
    }

    @Test
    void failsWhenAMessageIsMissing() {
        platform.forget = post -> post == 17;

        assertThat(replay("--timeout", "1", "--limit", "40")).isOne();

        assertThat(out.toString())
                .contains("accepted  40")
                .contains("received  39 by")
                .contains("expected seq 17 to be <nick16^[|]> \"text 16\"")
                .contains("DIFFERS");
    }

    @Test
    void saysThatNothingAnswers() {
        platform.close();

        assertThat(replay()).isOne();
        assertThat(out.toString())
                .contains("Nothing answers at http://localhost")
                .contains("./baton dev");
    }

    @Test
    void refusesASpeedUpThatIsNone() {
        assertThat(replay("--speed-up", "0")).isEqualTo(2);
        assertThat(out.toString()).contains("must be 'max' or a number greater than 0 but was '0'");
    }

    @Test
    void refusesALimitThatLeavesNothing() {
        assertThat(replay("--limit", "0")).isEqualTo(2);
        assertThat(out.toString()).contains("--limit must be at least 1 but was 0");
    }

    private int replay(String... options) {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--url", platform.url() + "/"));
        arguments.addAll(List.of(options));
        PrintWriter writer = new PrintWriter(out, true);
        return ReplayCommand.commandLine().setOut(writer).setErr(writer).execute(arguments.toArray(String[]::new));
    }
}
