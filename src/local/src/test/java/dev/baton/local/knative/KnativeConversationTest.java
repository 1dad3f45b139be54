package dev.baton.local.knative;

import dev.baton.local.conversation.Conversation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/**
 * Runs the conversation over Knative: events arrive only over HTTP, from a Broker through Triggers, and follow-ups go
 * back to the Broker.
 */
@QuarkusTest
@Tag("knative")
@TestProfile(LocalTriggers.class)
class KnativeConversationTest extends Conversation {

    @TestHTTPResource
    URI platform;

    @Override
    protected URI platform() {
        return platform;
    }
}
