package dev.baton.local.processes;

import dev.baton.embedded.EmbeddedBroker;
import dev.baton.embedded.EmbeddedDatabase;
import java.net.URI;
import java.util.List;

/** The gateway and each function in separate processes, with one broker, one database, and one mail server. */
final class EightProcesses implements AutoCloseable {
    final EmbeddedBroker broker = new EmbeddedBroker();
    final EmbeddedDatabase database = new EmbeddedDatabase();
    final MailServer mails = new MailServer();
    private Platform platform;
    private ServiceProcess gateway;

    EightProcesses start() throws Exception {
        broker.start();
        database.start();
        mails.start();
        platform = new Platform("eight", broker.bootstrapServers(), database)
                .set("QUARKUS_MAILER_HOST", "localhost")
                .set("QUARKUS_MAILER_PORT", String.valueOf(mails.port()))
                .set("QUARKUS_MAILER_START_TLS", "DISABLED")
                // Short windows, so that a test does not have to wait a minute for the last one.
                .set("CHAT_ACTIVITY_WINDOW", "5s")
                .set("CHAT_ACTIVITY_ALLOWED_LATENESS", "2s")
                .migrate();
        Executables.functions().forEach(name -> platform.add(name, Executables.function(name)));
        gateway = platform.add("gateway", Executables.gateway());
        platform.start();
        return this;
    }

    /** Starts one more gateway, which ends with the platform at the latest. */
    ServiceProcess startGateway(String name) {
        ServiceProcess another = platform.add(name, Executables.gateway());
        another.start();
        another.awaitReady();
        return another;
    }

    /** Returns the eight processes. */
    List<ServiceProcess> services() {
        return platform.services().subList(0, Executables.functions().size() + 1);
    }

    URI address() {
        return gateway.address();
    }

    @Override
    public void close() throws Exception {
        if (platform != null) {
            platform.close();
        }
        mails.close();
        database.close();
        broker.close();
    }
}
