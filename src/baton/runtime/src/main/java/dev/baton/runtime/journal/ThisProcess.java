package dev.baton.runtime.journal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.ConfigProvider;

/** The name by which people recognise a process. */
final class ThisProcess {

    private static final int MAX_LENGTH = 200;

    private ThisProcess() {}

    /** Returns {@code application@host:pid}, with nothing that PostgreSQL can't store. */
    static String name() {
        String application = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.name", String.class)
                .orElse("");
        String name =
                (application + "@" + host() + ":" + ProcessHandle.current().pid()).replace('\0', ' ');
        return name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
    }

    /** In a container, the variable holds the name of the pod, and asking for it can't take long. */
    private static String host() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
