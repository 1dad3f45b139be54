package dev.baton.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the page's modules in isolation, in a real browser engine. */
@QuarkusTest
class PageModulesBrowserTest extends BrowserTest {

    private Person reader;

    @BeforeEach
    void openPage() {
        reader = person("reader").opensThePage();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,0",
        "99,0",
        "100,0",
        "101,0",
        "150,0",
        "5000,0",
        "123456,0",
        "123456,123456",
        "123456,123400",
        "123456,7",
        "60,60",
        "60,900000",
        "5000,900000",
        "100,100",
        "151,100"
    })
    void theEndOfAHistoryIsFound(int messages, int hint) {
        List<?> found = list("""
                async ([n, hint]) => {
                  const { lastMessages } = await import('/js/history.js');
                  let pages = 0;
                  const page = async (after, limit) => {
                    pages++;
                    return Array.from({ length: Math.max(0, Math.min(limit, n - after)) }, (_, i) => ({ seq: after + i + 1 }));
                  };
                  const found = (await lastMessages(page, 100, hint)).map(({ seq }) => seq);
                  return [found.length, found.at(-1) ?? 0, pages];
                }""", List.of(messages, hint));

        assertThat((int) found.get(0)).isBetween(Math.min(messages, 50), 100);
        assertThat(found.get(1)).isEqualTo(messages);
        assertThat((int) found.get(2)).isLessThan(50);
    }

    @Test
    void aRoomHoldsEachMessageOnceAndInOrder() {
        assertThat(list("""
                        async () => {
                          const { RoomLog } = await import('/js/store.js');
                          const log = new RoomLog();
                          const added = [1, 3, 3, 4, 2, 1, 6].map((seq) => log.add({ seq, text: 't' + seq })?.map(({ seq }) => seq));
                          return [JSON.stringify(added), log.first, log.last, log.at(3).text];
                        }""", null)).isEqualTo(List.of("[[1],null,null,null,[2,3,4],[],null]", 1, 4, "t3"));
    }

    @Test
    void aRedactionThatComesBeforeItsMessageCounts() {
        assertThat(list("""
                        async () => {
                          const { RoomLog } = await import('/js/store.js');
                          const log = new RoomLog();
                          log.redact(1, ['link']);
                          log.add({ seq: 1, text: 'harmful' });
                          return [log.at(1).text, log.at(1).redacted, ...log.at(1).reasons];
                        }""", null)).isEqualTo(List.of("", true, "link"));
    }

    @Test
    void thePlatformsCountOfAWindowReplacesThePagesOwn() {
        assertThat(list("""
                        async () => {
                          const { Activity } = await import('/js/activity.js');
                          const activity = new Activity();
                          activity.start([{ seq: 7, sender: 'ada', sentAt: '2026-01-01T10:00:30Z' },
                            { seq: 8, sender: 'bob', sentAt: '2026-01-01T10:01:00Z' }]);
                          const shown = () => activity.windows(3, Date.parse('2026-01-01T10:02:10Z'))
                            .map(({ messages, senders, closed }) => `${messages} ${senders} ${closed}`);
                          const before = shown();
                          activity.close({ windowStart: '2026-01-01T10:00:00Z', windowEnd: '2026-01-01T10:01:00Z', messages: 5, senders: 3 });
                          return [...before, '|', ...shown()];
                        }""", null))
                .isEqualTo(List.of(
                        "null null false", "1 1 false", "0 0 false", "|", "5 3 true", "1 1 false", "0 0 false"));
    }

    @Test
    void theOutboxSendsOneByOneAndKeepsOrderWhenTheGatewayRefuses() {
        assertThat(list("""
                        async () => {
                          const { Outbox } = await import('/js/outbox.js');
                          const sent = [];
                          const ids = ['a', 'b', 'c'];
                          const parts = { newId: () => ids.shift(), now: () => 0 };
                          const outbox = new Outbox('tester', { changed() {}, stalled() {} }, parts);
                          const resent = new Promise((resolve) => {
                            outbox.connected(({ messageId }) => sent.push(messageId) && (sent.length === 2 && resolve(), true));
                          });
                          for (const text of ['1', '2', '3']) outbox.add('room', text);
                          outbox.pause('Too fast.');
                          const paused = outbox.pausedBecause;
                          await resent;
                          outbox.accepted('a');
                          outbox.rejected('b', 'No.');
                          const states = outbox.of('room').map(({ messageId, state }) => messageId + ' ' + state);
                          const reloaded = new Outbox('tester', { changed() {}, stalled() {} }, parts);
                          const kept = reloaded.of('room').map(({ messageId, state }) => messageId + ' ' + state);
                          return [paused, ...sent, '|', ...states, '|', ...kept];
                        }""", null))
                .isEqualTo(List.of(
                        "Too fast.",
                        "a",
                        "a",
                        "b",
                        "c",
                        "|",
                        "a accepted",
                        "b failed",
                        "c sending",
                        "|",
                        "b failed",
                        "c waiting"));
    }

    @Test
    void reconnectingWaitsLongerEachTimeAndNeverTooLong() {
        assertThat(list("""
                        async () => {
                          const { Connection } = await import('/js/connection.js');
                          const delays = [];
                          const original = window.setTimeout;
                          let sockets = 0;
                          await new Promise((resolve) => {
                            window.setTimeout = (work, delay) => {
                              delays.push(delay);
                              if (delays.length < 9) queueMicrotask(work);
                              else resolve();
                            };
                            class Dead {
                              constructor() { sockets++; queueMicrotask(() => this.onclose()); }
                              close() {}
                            }
                            new Connection('ws://unused', 't', { state() {}, frame() {}, refused: async () => false },
                              { WebSocket: Dead, random: () => 1 }).start();
                          });
                          window.setTimeout = original;
                          return [...delays, sockets];
                        }""", null)).isEqualTo(List.of(500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 9));
    }

    private List<?> list(String script, Object argument) {
        return (List<?>) reader.page().evaluate(script, argument);
    }
}
