package dev.baton.chat.sendnotification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small SMTP server that keeps the mails that it accepts, and whose behaviour can be set for each recipient. */
class SmtpServer implements AutoCloseable {

    /** The action of the server on the next mail for a recipient. */
    enum Mood {
        TAKES,
        KNOWS_NOBODY,
        IS_BUSY,
        TAKES_AND_HANGS_UP
    }

    /** Configures Quarkus' mailer with real SMTP, on a port that was free when it was chosen. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.mailer.mock", "false", "quarkus.mailer.port", String.valueOf(freePort()));
        }
    }

    private final ServerSocket server;
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private final Map<String, List<String>> mails = new ConcurrentHashMap<>();

    SmtpServer(int port) {
        try {
            server = new ServerSocket(port, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    void next(String recipient, Mood mood) {
        moods.put(recipient, mood);
    }

    /** Returns the accepted mails for a recipient, headers and text as they arrived. */
    List<String> mailsTo(String recipient) {
        return mails.getOrDefault(recipient, List.of());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            converse(in, client.getOutputStream());
        } catch (IOException hungUp) {
            // as clients do
        }
    }

    private void converse(BufferedReader in, OutputStream out) throws IOException {
        say(out, "220 ready");
        String recipient = "";
        Mood mood = Mood.TAKES;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT TO:")) {
                recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                mood = moods.getOrDefault(recipient, Mood.TAKES);
                moods.remove(recipient);
                say(out, mood == Mood.KNOWS_NOBODY ? "550 no such mailbox" : "250 ok");
            } else if (line.equals("DATA")) {
                say(out, "354 go on");
                if (!take(recipient, mood, read(in), out)) {
                    return;
                }
            } else {
                say(out, line.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private boolean take(String recipient, Mood mood, String mail, OutputStream out) throws IOException {
        if (mood == Mood.IS_BUSY) {
            say(out, "451 try later");
            return true;
        }
        mails.computeIfAbsent(recipient, each -> new CopyOnWriteArrayList<>()).add(mail);
        if (mood == Mood.TAKES) {
            say(out, "250 taken");
        }
        return mood == Mood.TAKES;
    }

    private static String read(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
