package dev.baton.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A way to run PostgreSQL's programs, which refuse to run as root. Root runs them in a separate user namespace. If the
 * kernel or the container forbids user namespaces, root runs them as the user nobody, who then owns the data.
 */
final class Unprivileged {

    private static final String NOBODY = "65534";

    private final List<String> prefix;
    private final boolean changesOwner;

    private Unprivileged(List<String> prefix, boolean changesOwner) {
        this.prefix = prefix;
        this.changesOwner = changesOwner;
    }

    static Unprivileged detect() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return new Unprivileged(List.of(), false);
        }
        return succeeds(List.of("unshare", "-U", "true")) ? inUserNamespace() : asNobody();
    }

    static Unprivileged inUserNamespace() {
        return new Unprivileged(List.of("unshare", "-U"), false);
    }

    static Unprivileged asNobody() {
        return new Unprivileged(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);
    }

    List<String> command(List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(program);
        return command;
    }

    void own(Path directory) {
        if (changesOwner && !succeeds(List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()))) {
            throw new EmbeddedException(
                    "PostgreSQL does not run as root, and %s cannot be given to the user nobody (%s). Run as another user."
                            .formatted(directory, NOBODY));
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
