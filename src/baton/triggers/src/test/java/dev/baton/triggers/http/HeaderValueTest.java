package dev.baton.triggers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderValueTest {

    /** The first ones are the examples of the specification. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Euro € 😀  | Euro%20%E2%82%AC%20%F0%9F%98%80
            50%        | 50%25
            a"b        | a%22b
            ~!{}+,;    | ~!{}+,;
            """)
    void encodesAndDecodes(String value, String header) {
        assertThat(HeaderValue.encode(value)).isEqualTo(header);
        assertThat(HeaderValue.decode(header)).isEqualTo(value);
    }

    @Test
    void encodesControlCharacters() {
        assertThat(HeaderValue.encode("a\r\nb\u007f\t")).isEqualTo("a%0D%0Ab%7F%09");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "quoted"      | quoted
            "a \\"b\\" \\\\" | a "b" \\
            "%e2%82%ac"   | €
            100%          | 100%
            %zz%4         | %zz%4
            %2525         | %25
            """)
    void decodesWhatOthersSend(String header, String value) {
        assertThat(HeaderValue.decode(header)).isEqualTo(value);
    }

    @Test
    void refusesWhatIsNoUtf8() {
        assertThatThrownBy(() -> HeaderValue.decode("%ff%fe")).isInstanceOf(IllegalArgumentException.class);
    }
}
