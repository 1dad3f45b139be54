package dev.baton.it.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventKey;
import dev.baton.EventType;
import io.quarkus.funqy.Funq;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plain Funqy function of the guide after the migration: its class does not depend on Baton. */
class BroughtOverTest {

    @EventType("shop.order.placed")
    public record OrderPlaced(@EventKey String order, long cents) {}

    @EventType("shop.order.shipped")
    public record Shipped(@EventKey String order) {}

    public static class Shipping {
        @Funq
        public Shipped ship(OrderPlaced placed) {
            return new Shipped(placed.order());
        }
    }

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(
                    jar -> jar.addClasses(OrderPlaced.class, Shipped.class, Shipping.class, HttpCalls.class));

    @TestHTTPResource
    URI base;

    @Test
    void itRepliesTheSameEachTime() {
        HttpResponse<String> first = place();
        HttpResponse<String> second = place();

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).isEqualTo("{\"order\":\"4711\"}").isEqualTo(second.body());
        assertThat(first.headers().firstValue("ce-type")).contains("shop.order.shipped");
        assertThat(first.headers().firstValue("ce-source")).contains("/it-engine/functions/shipping");
        assertThat(first.headers().firstValue("ce-id"))
                .isPresent()
                .isEqualTo(second.headers().firstValue("ce-id"));
    }

    private HttpResponse<String> place() {
        HttpCalls calls = new HttpCalls(base);
        return calls.send(
                calls.binary("/", "shop.order.placed", "one", "{\"order\":\"4711\",\"cents\":995}", "Prefer", "reply"));
    }
}
