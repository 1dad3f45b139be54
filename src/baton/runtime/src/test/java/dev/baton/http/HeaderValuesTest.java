package dev.baton.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.1.3.2 of the CloudEvents HTTP protocol binding 1.0.2. */
class HeaderValuesTest {

    @Test
    void theExampleOfTheSpecification() {
        assertThat(HeaderValues.encode("Euro € \uD83D\uDE00")).isEqualTo("Euro%20%E2%82%AC%20%F0%9F%98%80");
        assertThat(HeaderValues.decode("Euro%20%E2%82%AC%20%F0%9F%98%80")).isEqualTo("Euro € \uD83D\uDE00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "100%", "a \"b\" c", "\u0001\u007f\u00ff", "%41", "\\", "ünïcödé", "a+b/c?d=e"})
    void whatIsEncodedIsDecoded(String value) {
        assertThat(HeaderValues.decode(HeaderValues.encode(value))).isEqualTo(value);
        assertThat(HeaderValues.encode(value)).matches("[!#-~]*");
    }

    @Test
    void decodingTakesQuotesLowerCaseAndNeedlessEncoding() {
        assertThat(HeaderValues.decode("\"a \\\"quoted\\\" \\\\ value\"")).isEqualTo("a \"quoted\" \\ value");
        assertThat(HeaderValues.decode("%e2%82%ac%41")).isEqualTo("€A");
        assertThat(HeaderValues.decode("%2541")).isEqualTo("%41");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0%A0", "%ED%A0%80", "%FF", "%", "%4", "%zz", "%٣٣", "ü", "a\tb"})
    void whatIsNoEncodingIsRefused(String value) {
        assertThatThrownBy(() -> HeaderValues.decode(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
