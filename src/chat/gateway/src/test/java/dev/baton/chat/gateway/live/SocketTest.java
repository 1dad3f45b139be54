package dev.baton.chat.gateway.live;

import static dev.baton.chat.gateway.Rest.token;

import dev.baton.chat.gateway.Backend;
import dev.baton.chat.gateway.ChatClient;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A test whose clients are closed after each method. */
abstract class SocketTest {

    @TestHTTPResource("/")
    URI gateway;

    @Inject
    Backend backend;

    private final List<ChatClient> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(ChatClient::close);
    }

    ChatClient connect(String user) {
        ChatClient client = ChatClient.connect(gateway, token(user));
        clients.add(client);
        return client;
    }
}
