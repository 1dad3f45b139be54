package dev.baton.local;

import dev.baton.local.conversation.Conversation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;

/** The conversation in the one local process, on the embedded broker and database. */
@QuarkusTest
class ConversationTest extends Conversation {

    @TestHTTPResource
    URI platform;

    @Override
    protected URI platform() {
        return platform;
    }
}
