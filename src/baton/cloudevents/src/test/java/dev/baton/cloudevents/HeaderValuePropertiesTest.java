package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HeaderValuePropertiesTest {

    @Property
    void rawAndPercentEncodedUtf8AreTheSame(@ForAll String text) {
        byte[] utf8 = text.replaceAll("[\"%\\\\]|\\p{Cs}", "").getBytes(StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (byte each : utf8) {
            encoded.append("%%%02x".formatted(each));
        }

        assertThat(HeaderValue.decode(new String(utf8, StandardCharsets.ISO_8859_1)))
                .isEqualTo(HeaderValue.decode(encoded.toString()))
                .isEqualTo(new String(utf8, StandardCharsets.UTF_8));
    }

    @Property
    void twoSourcesNeverBecomeOneThatAConformingSenderTellsApart(@ForAll("uris") String uri) {
        assertThat(HeaderValue.decodeUri(uri.replace("%", "%25"))).isEqualTo(uri);
    }

    @Provide
    Arbitrary<String> uris() {
        return Arbitraries.of("%25", "%20", "%41", "%2525", "/", "a", "2", "5", "?", ":")
                .list()
                .ofMaxSize(8)
                .map(parts -> "/s" + String.join("", parts))
                .filter(Attributes::isUri);
    }
}
