package dev.baton.chat.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IrcLogTest {

    @Test
    void keepsMessagesInOrderAndCountsAllElse() {
        IrcLog log = IrcLog.parse(List.of(
                "=== ada [n=ada@example] has joined #room",
                "[05:42] <ada> hello  there ",
                "[05:42]  * bob waves",
                "[05:43] <bob^[|]`_> <ada> hello <b>",
                "[05:43] <cid>    ",
                "",
                "[25:00] <cid> no such hour",
                "[05:44] <cid> " + "x".repeat(8 * 1024 + 1),
                "[05:44] <cid> " + "x".repeat(8 * 1024)));

        assertThat(log.lines())
                .containsExactly(
                        new LogLine(Duration.ZERO, "ada", "hello  there "),
                        new LogLine(Duration.ofMinutes(1), "bob^[|]`_", "<ada> hello <b>"),
                        new LogLine(Duration.ofMinutes(2), "cid", "x".repeat(8 * 1024)));
        assertThat(log)
                .extracting(IrcLog::notices, IrcLog::others, IrcLog::empty, IrcLog::tooLong)
                .containsExactly(1, 3, 1, 1);
        assertThat(log.speakers()).containsExactly("ada", "bob^[|]`_", "cid");
    }

    @Test
    void measuresTextsInBytesOfUtf8() {
        IrcLog log = IrcLog.parse(List.of("[05:42] <ada> " + "é".repeat(4096), "[05:42] <ada> é" + "é".repeat(4096)));

        assertThat(log.lines()).hasSize(1);
        assertThat(log.tooLong()).isEqualTo(1);
    }

    @Test
    void takesTimeThatGoesBackForTheNextDay() {
        IrcLog log = IrcLog.parse(List.of("[23:59] <ada> a", "[00:01] <ada> b", "[23:59] <ada> c", "[00:00] <ada> d"));

        assertThat(log.lines())
                .extracting(line -> line.at().toMinutes())
                .containsExactly(0L, 2L, 24L * 60, 24L * 60 + 1);
    }

    @Test
    void readsBytesThatAreNoUtf8(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("log.txt"), "[05:42] <ada> caf\u00e9\n".getBytes("ISO-8859-1"));

        assertThat(IrcLog.read(file).lines()).extracting(LogLine::text).containsExactly("caf\ufffd");
    }

    @Test
    void saysWhichFileCantBeRead(@TempDir Path folder) {
        assertThatThrownBy(() -> IrcLog.read(folder.resolve("none.txt")))
                .isInstanceOf(ReplayFailedException.class)
                .hasMessageContaining("none.txt can't be read");
    }

    @Test
    void spreadsTheMessagesOfAMinuteAndDividesBySpeedUp() {
        List<LogLine> lines = IrcLog.parse(
                        List.of("[05:42] <ada> a", "[05:42] <ada> b", "[05:43] <ada> c", "[05:45] <ada> d"))
                .lines();

        assertThat(new SpeedUp(60).due(lines)).extracting(Duration::toMillis).containsExactly(0L, 500L, 1000L, 3000L);
        assertThat(SpeedUp.MAX.due(lines)).containsOnly(Duration.ZERO).hasSize(4);
    }
}
