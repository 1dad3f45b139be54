package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** An event that is written is read as the same event, over each transport and over several in succession. */
class RoundTripTest {

    @Provide
    Arbitrary<Event> events() {
        return Events.any();
    }

    @Property
    void overHttp(@ForAll("events") Event event) {
        assertSame(overHttp(HttpBinding.write(event)), event);
    }

    @Property
    void overHttpInStructuredMode(@ForAll("events") Event event) {
        assertSame(overHttp(HttpBinding.writeStructured(event)), event);
    }

    @Property
    void overHttpHeadersAreVisibleAsciiAndSmall(@ForAll("events") Event event) {
        Map<String, String> headers = HttpBinding.write(event).headers();

        int bytes = 0;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            boolean isContentType = header.getKey().equals("Content-Type");
            assertThat(header.getValue()).matches(isContentType ? "[!-~](.*[!-~])?" : "[!#$&-~]*");
            bytes += header.getKey().length() + header.getValue().length() + ": \r\n".length();
        }
        assertThat(bytes).isLessThanOrEqualTo(4096);
    }

    @Property
    void overKafka(@ForAll("events") Event event) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = KafkaBinding.write(event, headers);

        assertSame(KafkaBinding.read(headers, value), event);
    }

    @Property
    void overKafkaInStructuredMode(@ForAll("events") Event event) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = KafkaBinding.writeStructured(event, headers);

        assertSame(KafkaBinding.read(headers, value), event);
    }

    @Property(tries = 200)
    void inABatch(@ForAll("events") Event first, @ForAll("events") Event second) {
        String batch = "[" + json(first) + " , " + json(second) + "]\r\n";

        List<Event> read = JsonFormat.readBatch(batch.getBytes(StandardCharsets.UTF_8), JsonFormat.BATCH_MEDIA_TYPE, 2);

        assertThat(read).hasSize(2);
        assertSame(read.get(0), first);
        assertSame(read.get(1), second);
    }

    @Property(tries = 200)
    void overOneWayAfterAnother(@ForAll("events") Event event) {
        RecordHeaders headers = new RecordHeaders();
        byte[] value = KafkaBinding.write(overHttp(HttpBinding.write(event)), headers);

        assertSame(overHttp(HttpBinding.write(KafkaBinding.read(headers, value))), event);
    }

    private static Event overHttp(HttpMessage message) {
        return HttpBinding.readOne(new ArrayList<>(message.headers().entrySet()), message.body());
    }

    private static String json(Event event) {
        return new String(JsonFormat.write(event), StandardCharsets.UTF_8);
    }

    private static void assertSame(Event read, Event written) {
        assertThat(read.attributes()).isEqualTo(written.attributes());
        assertThat(read.data()).isEqualTo(written.data());
        assertThat(read).isEqualTo(written);
        assertThat(read.getTime()).isEqualTo(written.getTime());
    }
}
