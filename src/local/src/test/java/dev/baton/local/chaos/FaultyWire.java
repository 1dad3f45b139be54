package dev.baton.local.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** The way to a server on this machine, on which things go wrong as they do in networks. */
final class FaultyWire implements AutoCloseable {
    private static final int SLOWEST_MILLIS = 300;

    /** What goes wrong. */
    enum Fault {
        NONE,
        /** Everything takes longer, each time differently. */
        DELAY,
        /** Connections are reset, and new ones too. */
        CUT,
        /** New connections are accepted and carry nothing; open ones are reset. */
        HALF_OPEN,
        /** Connections stay open and carry nothing, not even later: their ends have to notice. New ones work again. */
        DROP
    }

    private final ServerSocket listening;
    private final IntSupplier target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Fault fault = Fault.NONE;

    /** @param target the port of the server that new connections lead to */
    FaultyWire(IntSupplier target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void set(Fault next) {
        fault = next;
        if (next == Fault.DROP) {
            links.forEach(link -> link.dead = true);
        } else if (next == Fault.CUT || next == Fault.HALF_OPEN) {
            // Those that carry nothing stay open: their clients have to notice.
            links.stream().filter(link -> !link.dead).forEach(Link::reset);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                start(() -> connect(client));
            }
        } catch (IOException closed) {
            links.forEach(Link::reset);
        }
    }

    private void connect(Socket client) {
        Link link = new Link(client);
        if (fault == Fault.CUT) {
            link.reset();
        } else if (fault == Fault.HALF_OPEN) {
            link.dead = true;
            links.add(link);
            link.carry(client, client);
        } else {
            link.open();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(null, work, "faulty-wire", 64 * 1024);
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

    private final class Link {
        private final Socket client;
        private volatile Socket server;
        private volatile boolean dead;

        Link(Socket client) {
            this.client = client;
        }

        void open() {
            Socket opened = new Socket();
            try {
                opened.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getAsInt()));
            } catch (IOException noServer) {
                reset();
                return;
            }
            server = opened;
            links.add(this);
            start(() -> carry(opened, client));
            carry(client, opened);
        }

        private void carry(Socket from, Socket to) {
            byte[] bytes = new byte[16 * 1024];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (fault == Fault.DELAY) {
                        delay();
                    }
                    if (!dead) {
                        out.write(bytes, 0, read);
                    }
                }
            } catch (IOException e) {
                // it ends as if the other side had closed it
            }
            if (!dead || from == client) {
                links.remove(this);
                reset();
            }
        }

        private void delay() {
            try {
                new CountDownLatch(1).await((long) (Math.random() * SLOWEST_MILLIS), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void reset() {
            try {
                client.close();
                if (server != null) {
                    server.close();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
