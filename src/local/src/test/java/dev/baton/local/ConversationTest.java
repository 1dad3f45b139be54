package dev.baton.local;

import dev.baton.local.conversation.Conversation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;

/** Runs the conversation in one local process, with the embedded broker and database. */
@QuarkusTest
class ConversationTest extends Conversation {

    @TestHTTPResource
    URI platform;

    @Override
    protected URI platform() {
        return platform;
    }
}
