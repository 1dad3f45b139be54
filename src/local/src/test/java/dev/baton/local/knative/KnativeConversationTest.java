package dev.baton.local.knative;

import dev.baton.local.conversation.Conversation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The conversation as Knative carries it: events over HTTP alone, from a Broker through Triggers, and follow-ups back to it. */
@EnabledIfSystemProperty(
        named = "baton.knative-conversation",
        matches = "true",
        disabledReason = "not green yet: run it with -Dbaton.knative-conversation=true")
@QuarkusTest
@QuarkusTestResource(value = LocalTriggers.class, restrictToAnnotatedClass = true)
class KnativeConversationTest extends Conversation {

    @TestHTTPResource
    URI platform;

    @Override
    protected URI platform() {
        return platform;
    }
}
