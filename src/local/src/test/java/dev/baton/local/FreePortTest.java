package dev.baton.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {

    @Test
    void takesTheNextPortWhenTheWantedOneIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            assertThat(FreePort.firstFree(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
        }
    }
}
