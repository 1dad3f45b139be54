package dev.baton.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFramingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a",
                "host: a, Content-Length: 5",
                "HOST: a, transfer-encoding: Chunked",
                "Host: example.org:8080",
                "Host: my_service.shop.svc.cluster.local:",
                "Host: 127.0.0.1:80",
                "Host: [::1]:8080",
                "Host: m%C3%BCller"
            })
    void fits(String headers) {
        assertThat(HttpFraming.problem(lines(headers), true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5",
                "Host: a, host: a",
                "Host: ",
                "Host: :80",
                "Host: a;Host:b/c",
                "Host: a,b",
                "Host: a b/c",
                "Host: http://a",
                "Host: ada@a",
                "Host: a:8o",
                "Host: a:80:80",
                "Host: [::1",
                "Host: a%4",
                "Host: m\u00fcller",
                "Host: a, Transfer-Encoding: xchunked",
                "Host: a, Transfer-Encoding: ",
                "Host: a, Transfer-Encoding: identity",
                "Host: a, Transfer-Encoding: chunked, Transfer-Encoding: chunked",
                "Host: a, Transfer-Encoding: chunked, Content-Length: 5"
            })
    void isRefused(String headers) {
        assertThat(HttpFraming.problem(lines(headers), true)).isPresent();
    }

    @Test
    void aRequestOfHttp10NeedsNoHost() {
        assertThat(HttpFraming.problem(List.of(), false)).isEmpty();
        assertThat(HttpFraming.problem(lines("Host: a, Host: b"), false)).isPresent();
        assertThat(HttpFraming.problem(lines("Host: a b"), false)).isPresent();
    }

    private static List<Map.Entry<String, String>> lines(String headers) {
        List<Map.Entry<String, String>> lines = new ArrayList<>();
        for (String line : headers.split(", ")) {
            String[] parts = line.split(": ?", 2);
            lines.add(Map.entry(parts[0], parts[1]));
        }
        return lines;
    }
}
