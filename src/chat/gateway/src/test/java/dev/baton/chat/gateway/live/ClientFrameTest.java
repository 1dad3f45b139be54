package dev.baton.chat.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.chat.gateway.live.ClientFrame.Join;
import dev.baton.chat.gateway.live.ClientFrame.Posted;
import dev.baton.chat.gateway.live.ClientFrame.Refused;
import dev.baton.chat.gateway.messages.Post;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClientFrameTest {

    private static final String ID = "123e4567-e89b-12d3-a456-426614174000";

    @Test
    void join() {
        assertThat(read("{'type':'join','room':'lobby','after':7}")).isEqualTo(new Join("lobby", OptionalLong.of(7)));
        assertThat(read("{'type':'join','room':'lobby'}")).isEqualTo(new Join("lobby", OptionalLong.empty()));
        assertThat(read("{'type':'join','room':'lobby','after':null,'new':1}"))
                .isEqualTo(new Join("lobby", OptionalLong.empty()));
    }

    @Test
    void post() {
        assertThat(read("{'type':'post','room':'lobby','messageId':'" + ID + "','text':'hi'}"))
                .isEqualTo(new Posted(new Post("lobby", ID, "hi", null)));
        assertThat(read("{'type':'post','room':'lobby','messageId':'" + ID + "','text':'hi','replyTo':'" + ID + "'}"))
                .isEqualTo(new Posted(new Post("lobby", ID, "hi", ID)));
    }

    @Test
    void whatIsNoFrameIsMalformed() {
        assertThat(code("")).isEqualTo("malformed");
        assertThat(code("{")).isEqualTo("malformed");
        assertThat(code("[]")).isEqualTo("malformed");
        assertThat(code("7")).isEqualTo("malformed");
        assertThat(code("{'type':'join','room':'lobby'} trailing")).isEqualTo("malformed");
    }

    @Test
    void otherTypesAreUnknown() {
        assertThat(code("{}")).isEqualTo("unknown-type");
        assertThat(code("{'type':'leave'}")).isEqualTo("unknown-type");
        assertThat(code("{'type':null}")).isEqualTo("unknown-type");
    }

    @Test
    void valuesAreChecked() {
        assertThat(code("{'type':7}")).isEqualTo("invalid");
        assertThat(code("{'type':'join'}")).isEqualTo("invalid");
        assertThat(code("{'type':'join','room':'NO'}")).isEqualTo("invalid");
        assertThat(code("{'type':'join','room':'lobby','after':-1}")).isEqualTo("invalid");
        assertThat(code("{'type':'join','room':'lobby','after':1.5}")).isEqualTo("invalid");
        assertThat(code("{'type':'join','room':'lobby','after':'1'}")).isEqualTo("invalid");
        assertThat(code("{'type':'join','room':'lobby','after':99999999999999999999}"))
                .isEqualTo("invalid");
        assertThat(code("{'type':'post','room':'lobby','messageId':'1','text':'hi'}"))
                .isEqualTo("invalid");
        assertThat(code("{'type':'post','room':'lobby','messageId':'" + ID + "','text':'hi','replyTo':'7'}"))
                .isEqualTo("invalid");
        assertThat(code("{'type':'post','room':'lobby','messageId':'" + ID + "','text':5}"))
                .isEqualTo("invalid");
        assertThat(code("{'type':'post','room':'lobby','messageId':'" + ID + "','text':'" + "a".repeat(8193) + "'}"))
                .isEqualTo("too-large");
    }

    @Test
    void aRefusalNamesTheMessageIfThereIsOne() {
        Refused named = (Refused) read("{'type':'post','room':'NO','messageId':'" + ID + "','text':'hi'}");
        Refused nameless = (Refused) read("{'type':'post','room':'lobby','messageId':'x','text':'hi'}");

        assertThat(named.messageId()).isEqualTo(ID);
        assertThat(nameless.messageId()).isNull();
    }

    private static String code(String frame) {
        return ((Refused) read(frame)).problem().code();
    }

    private static ClientFrame read(String frame) {
        return ClientFrame.read(frame.replace('\'', '"'), new ObjectMapper());
    }
}
