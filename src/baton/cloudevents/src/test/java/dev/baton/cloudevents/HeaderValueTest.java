package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.1.3.2 of the HTTP protocol binding, and the values of senders that do not follow it. */
class HeaderValueTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Euro%20%E2%82%AC%20%F0%9F%98%80     | Euro € \uD83D\uDE00
            %e2%82%ac%41                        | €A
            %2541                               | %41
            50% off                             | 50% off
            100%                                | 100%
            %4                                  | %4
            %zz                                 | %zz
            %%41                                | %A
            a+b/c?d=e                           | a+b/c?d=e
            "a \\"quoted\\" \\\\ value"         | a "quoted" \\ value
            "%41"                               | A
            "a"b"                               | "a"b"
            "a\\"                               | "a\\"
            "                                   | "
            """)
    void isDecoded(String header, String value) {
        assertThat(HeaderValue.decode(header)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /files/a%20b         | /files/a%20b
            /m%C3%BCller         | /m%C3%BCller
            /m%25C3%25BCller     | /m%C3%BCller
            /a%2525              | /a%25
            /a%25%20             | /a%25%20
            /a%252Fb             | /a%2Fb
            /a%2Fb               | /a%2Fb
            /files/100%25        | /files/100%25
            /files/100%2525      | /files/100%25
            /files/100%25%25     | /files/100%25%25
            /a b%25              | /a b%
            """)
    void aUriIsDecodedIfEveryPercentSignIsEncoded(String header, String value) {
        assertThat(HeaderValue.decodeUri(header)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%C0%A0", "%ED%A0%80", "%FF", "\u00FC", "%F0%9F", "\u20AC"})
    void anythingElseThanUtf8IsRefused(String value) {
        assertThatThrownBy(() -> HeaderValue.decode(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
