package dev.baton.it.outside;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a server on this machine, as a host does that may vanish, or a name that may lead to another host. */
public final class TcpProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean silent;

    public TcpProxy(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** Leads new connections to this port. Open ones stay where they are. */
    public void leadTo(int port) {
        target = port;
    }

    /** From now on the open connections carry nothing, and stay open. New ones work. */
    public void vanish() {
        links.forEach(link -> link.silent = true);
    }

    /** Whether new connections carry nothing from the beginning. */
    public void silence(boolean on) {
        silent = on;
    }

    /** How many connections carry nothing and were not closed by the client. */
    public long silentConnections() {
        return links.stream().filter(link -> link.silent).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                links.add(new Link(client, new Socket(InetAddress.getLoopbackAddress(), target), silent));
            }
        } catch (IOException e) {
            links.forEach(Link::close);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection of a client. When it is silent, the server does not learn of its end, either. */
    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean silent;

        Link(Socket client, Socket server, boolean silent) throws IOException {
            this.client = client;
            this.server = server;
            this.silent = silent;
            InputStream fromClient = client.getInputStream();
            InputStream fromServer = server.getInputStream();
            OutputStream toClient = client.getOutputStream();
            OutputStream toServer = server.getOutputStream();
            start(() -> carry(fromClient, toServer));
            start(() -> carry(fromServer, toClient));
        }

        private void carry(InputStream from, OutputStream to) {
            byte[] bytes = new byte[8192];
            try {
                for (int read = from.read(bytes); read >= 0; read = from.read(bytes)) {
                    if (!silent) {
                        to.write(bytes, 0, read);
                    }
                }
            } catch (IOException e) {
                // it ends as if the other side had closed it
            }
            links.remove(this);
            if (!silent) {
                close();
            }
        }

        void close() {
            try {
                client.close();
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
