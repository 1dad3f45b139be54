package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.cloudevents.UnreadableEventException.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":12345678901234567.890,\"large\":1E+400,\"whole\":123456789012345678901234567890,\"none\":null}",
                "1.10",
                "-0.0",
                "1e1000000000",
                "\"text\"",
                "{ \"a\" : [ 1 , {} ] }",
                "{\"a\":1,\"a\":2}",
                "\"\\u00fc\\ud800\"",
                "null"
            })
    void jsonDataStaysAsItIsWritten(String data) {
        Event event = event(",\"data\":" + data);

        assertThat(text(event.data())).isEqualTo(data);
        assertThat(text(JsonFormat.write(event))).endsWith(",\"data\":" + data + "}");
    }

    @Test
    void whiteSpaceAroundAJsonValueIsLeftOut() {
        Map<String, String> attributes = Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "t");

        byte[] written = JsonFormat.write(Event.of(attributes, "\t0 \r\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(text(written)).endsWith(",\"data\":0}");
    }

    @Test
    void theOrderOfMembersDoesNotMatter() {
        Event event = read("{\"data\": \"x\", \"type\":\"t\",\"datacontenttype\":\"text/plain; charset=ISO-8859-1\","
                + "\"source\":\"/s\",\"id\":\"1\",\"specversion\":\"1.0\"}");

        assertThat(event.data()).containsExactly('x');
    }

    @Test
    void textIsEncodedInItsCharset() {
        Event event = event(",\"datacontenttype\":\"text/plain; charset=ISO-8859-1\",\"data\":\"\u00fc\"");

        assertThat(event.data()).containsExactly(0xFC);
        assertRefused(",\"datacontenttype\":\"text/plain; charset=ISO-8859-1\",\"data\":\"\u20ac\"");
        assertRefused(",\"datacontenttype\":\"text/plain; charset=klingon\",\"data\":\"x\"");
        assertRefused(",\"datacontenttype\":\"text/plain\",\"data\":{}");
        assertRefused(",\"datacontenttype\":\"text/plain\",\"data\":\"\\ud800\"");
    }

    @Test
    void typedExtensionsHaveTheirCanonicalString() {
        Event event = event(",\"flag\":true,\"number\":-7,\"zero\":-0,\"none\":null");

        assertThat(event.getExtensionNames()).containsExactly("flag", "number", "zero");
        assertThat(event.attributes()).containsEntry("flag", "true").containsEntry("number", "-7");
        assertThat(event.getExtension("zero")).isEqualTo("0");
    }

    @Test
    void anEventIsReadInTheCharsetOfItsContentType() {
        String json = json(",\"subject\":\"\u00fc\"");
        for (Charset charset : new Charset[] {StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16}) {
            Event event = JsonFormat.read(json.getBytes(charset), JsonFormat.MEDIA_TYPE + ";charset=" + charset);
            assertThat(event.getSubject()).isEqualTo("\u00fc");
        }
        assertThat(read("\uFEFF" + json).getSubject()).isEqualTo("\u00fc");
        assertThatThrownBy(() -> JsonFormat.read(json.getBytes(StandardCharsets.ISO_8859_1), null))
                .isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{} {}",
                "{\"id\":",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}x",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"id\":\"1\"}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":1,\"data\":1}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":nul}",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"data\":01}",
                "{\"specversion\":1.0,\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}",
                "{\"specversion\":\"1.0\",\"id\":true,\"source\":\"/s\",\"type\":\"t\"}"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "{}", "1.5", "3000000000", "1e1000000000"})
    void anExtensionIsAStringABooleanOrASmallInteger(String value) {
        assertRefused(",\"team\":" + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"Team\":null",
                ",\"\":null",
                ",\"team\":null,\"team\":\"a\"",
                ",\"team\":\"a\",\"team\":null",
                ",\"team\":null,\"team\":null",
                ",\"data_base64\":null,\"data_base64\":\"eA==\"",
                ",\"data\":null,\"data\":1"
            })
    void aMemberThatIsNullCountsForNamesAndDuplicates(String more) {
        assertRefused(more);
    }

    @Test
    void dataThatIsNullIsAbsentUnlessItIsJson() {
        assertThat(text(event(",\"data\":null").data())).isEqualTo("null");
        assertThat(event(",\"datacontenttype\":\"text/plain\",\"data\":null").data())
                .isEmpty();
        assertThat(text(event(",\"data\":null,\"data_base64\":\"eA==\"").data()))
                .isEqualTo("x");
        assertThat(text(event(",\"data\":1,\"data_base64\":null").data())).isEqualTo("1");
        assertRefused(",\"data\":1,\"data_base64\":\"eA==\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {997, 998, 999, 1_000, 1_001})
    void deeplyNestedDataCanBeReadAgain(int depth) {
        Event event = Event.of(
                Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "t"),
                ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8));

        assertThat(JsonFormat.read(JsonFormat.write(event), null)).isEqualTo(event);
        byte[] batch = ("[" + text(JsonFormat.write(event)) + "]").getBytes(StandardCharsets.UTF_8);
        assertThat(JsonFormat.readBatch(batch, null, 1)).containsExactly(event);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\uffff", "\\ufffe", "\\ufdd0", "\\ufdef", "\\ud83f\\udfff"})
    void noncharactersAreForbiddenInAttributes(String character) {
        assertRefused(",\"subject\":\"a" + character + "\"");
    }

    @Test
    void charactersNextToNoncharactersAreAllowed() {
        String allowed = "\uFDCF\uFDF0\uFFFD\uD83F\uDFFD";

        assertThat(event(",\"subject\":\"" + allowed + "\"").getSubject()).isEqualTo(allowed);
    }

    @Test
    void aBatchIsBoundedWhateverIsInIt() {
        byte[] three = "[{},1,[]]".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JsonFormat.readBatch(three, null, 2))
                .isInstanceOfSatisfying(UnreadableEventException.class, e -> assertThat(e.reason())
                        .isEqualTo(Reason.TOO_LARGE));
        assertThat(JsonFormat.readBatch("[]".getBytes(StandardCharsets.UTF_8), null, 2))
                .isEmpty();
    }

    @Test
    void dataThatOnlySaysThatItIsJsonIsInBase64() {
        Event event = Event.of(
                Map.of("specversion", "1.0", "id", "1", "source", "/s", "type", "t", "datacontenttype", "text/json"),
                "{} {}".getBytes(StandardCharsets.UTF_8));

        assertThat(text(JsonFormat.write(event))).contains("\"data_base64\":\"e30ge30=\"");
        assertThat(JsonFormat.read(JsonFormat.write(event), null)).isEqualTo(event);
    }

    private static void assertRefused(String more) {
        assertThatThrownBy(() -> event(more)).isInstanceOf(UnreadableEventException.class);
    }

    private static Event event(String more) {
        return read(json(more));
    }

    private static Event read(String json) {
        return JsonFormat.read(json.getBytes(StandardCharsets.UTF_8), JsonFormat.MEDIA_TYPE);
    }

    private static String json(String more) {
        return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"" + more + "}";
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
