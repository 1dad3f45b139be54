package dev.baton.local.knative;

import dev.baton.local.conversation.Conversation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Tag;

/**
 * The conversation as Knative carries it: events over HTTP alone, from a Broker through Triggers, and follow-ups back
 * to it.
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
