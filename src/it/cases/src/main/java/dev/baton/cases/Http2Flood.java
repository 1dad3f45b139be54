package dev.baton.cases;

import static dev.baton.cases.Http2Sender.CONTINUATION;
import static dev.baton.cases.Http2Sender.DATA;
import static dev.baton.cases.Http2Sender.END_HEADERS;
import static dev.baton.cases.Http2Sender.END_STREAM;
import static dev.baton.cases.Http2Sender.HEADERS;
import static dev.baton.cases.Http2Sender.PING;
import static dev.baton.cases.Http2Sender.RST_STREAM;
import static dev.baton.cases.Http2Sender.SETTINGS;

import java.io.IOException;

/** Floods of HTTP/2 frames, each of which a server must end by closing the connection. */
public enum Http2Flood {

    /** CVE-2023-44487. */
    RAPID_RESET(5_000) {
        @Override
        byte[] round(int round) {
            int stream = 2 * round + 1;
            return joined(
                    Http2Sender.bytes(HEADERS, END_HEADERS | END_STREAM, stream, Http2Sender.GET),
                    Http2Sender.bytes(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
        }
    },
    /** Header blocks that never end, in frames of one byte. */
    SMALL_CONTINUATIONS(100_000) {
        @Override
        byte[] round(int round) {
            return round == 0
                    ? Http2Sender.bytes(HEADERS, END_STREAM, 1, Http2Sender.GET)
                    : Http2Sender.bytes(CONTINUATION, 0, 1, (byte) 0x84);
        }
    },
    /** Header blocks that never end, in large frames. */
    LARGE_CONTINUATIONS(10_000) {
        @Override
        byte[] round(int round) {
            return round == 0
                    ? Http2Sender.bytes(HEADERS, END_STREAM, 1, Http2Sender.GET)
                    : Http2Sender.bytes(CONTINUATION, 0, 1, new byte[16_000]);
        }
    },
    SETTINGS_TO_CONFIRM(5_000_000) {
        @Override
        byte[] round(int round) {
            return Http2Sender.bytes(SETTINGS, 0, 0);
        }
    },
    PINGS_TO_ANSWER(5_000_000) {
        @Override
        byte[] round(int round) {
            return Http2Sender.bytes(PING, 0, 0, new byte[8]);
        }
    },
    EMPTY_DATA(100_000) {
        @Override
        byte[] round(int round) {
            return round == 0
                    ? Http2Sender.bytes(HEADERS, END_HEADERS, 1, Http2Sender.POST)
                    : Http2Sender.bytes(DATA, 0, 1);
        }
    };

    private final int most;

    Http2Flood(int most) {
        this.most = most;
    }

    abstract byte[] round(int round);

    /** Floods the server at this port of this host, and returns when it has ended the connection. */
    public void send(int port) throws IOException {
        try (Http2Sender sender = Http2Sender.connect(port)) {
            sender.flood(this::round, most);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] joined = new byte[one.length + other.length];
        System.arraycopy(one, 0, joined, 0, one.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
