package dev.baton.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sets the deadline for each frame of an HTTP/2 connection, and for the frames of one header block together. Between
 * them, a connection may be silent. Reads the heads of frames only (RFC 9113, section 4.1).
 */
final class Http2Heads extends ChannelInboundHandlerAdapter {

    private static final int PREFACE_BYTES = 24;
    private static final int FRAME_HEAD_BYTES = 9;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private final Deadline deadline;
    private final byte[] head = new byte[FRAME_HEAD_BYTES];
    private int headBytes;
    private int bytesToSkip;
    private boolean inBlock;
    private boolean begins;
    private @Nullable ChannelHandlerContext context;

    /** @param deadline the deadline of the first frame, which has begun with the connection */
    Http2Heads(Deadline deadline, boolean prefaceComes) {
        this.deadline = deadline;
        this.bytesToSkip = prefaceComes ? PREFACE_BYTES : 0;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** Cuts the stream off, unless its request arrives in time. */
    void limitBody(int stream) {
        if (context != null) {
            context.executor().schedule(() -> cutOff(stream, false), deadline.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Cuts the stream off, unless its request has arrived.
     *
     * @param atOnce whether it is also cut off while the server has not read the earlier bytes
     */
    void cutOff(int id, boolean atOnce) {
        ChannelHandlerContext http2 =
                context == null ? null : context.pipeline().context(Http2ConnectionHandler.class);
        if (http2 == null || !(http2.handler() instanceof Http2ConnectionHandler streams)) {
            return;
        }
        Http2Stream stream = streams.connection().stream(id);
        if (stream == null || !stream.state().remoteSideOpen()) {
            return;
        }
        if (atOnce || streams.connection().local().flowController().windowSize(stream) > 0) {
            reset(http2, streams, id);
        } else {
            limitBody(id);
        }
    }

    /**
     * Resets the stream. Vert.x tells the handlers of a request only of a reset by the sender, so it gets to see one:
     * otherwise, whoever reads the body would wait for ever.
     */
    private static void reset(ChannelHandlerContext http2, Http2ConnectionHandler streams, int id) {
        try {
            streams.decoder().frameListener().onRstStreamRead(http2, id, Http2Error.CANCEL.code());
        } catch (Http2Exception e) {
            http2.fireExceptionCaught(e);
        }
        streams.resetStream(http2, id, Http2Error.CANCEL.code(), http2.newPromise());
        http2.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            boolean waited = waits();
            begins = false;
            look(bytes);
            if (!waits()) {
                deadline.end();
            } else if (begins || !waited) {
                deadline.begin();
            }
        }
        context.fireChannelRead(message);
    }

    private boolean waits() {
        return bytesToSkip > 0 || headBytes > 0 || inBlock;
    }

    private void look(ByteBuf bytes) {
        int at = bytes.readerIndex();
        while (at < bytes.writerIndex()) {
            if (bytesToSkip > 0) {
                int skipped = Math.min(bytesToSkip, bytes.writerIndex() - at);
                bytesToSkip -= skipped;
                at += skipped;
            } else {
                head[headBytes++] = bytes.getByte(at++);
                frameBegins();
            }
        }
    }

    private void frameBegins() {
        if (headBytes == 1) {
            begins |= !inBlock;
        } else if (headBytes == FRAME_HEAD_BYTES) {
            headBytes = 0;
            bytesToSkip = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | head[2] & 0xff;
            int type = head[3];
            if (type == HEADERS || type == CONTINUATION) {
                inBlock = (head[4] & END_HEADERS) == 0;
            }
        }
    }
}
