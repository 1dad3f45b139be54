package dev.baton.runtime.http;

import dev.baton.http.SharedMemory;
import dev.baton.runtime.config.BatonConfig;
import dev.baton.runtime.memory.HeapShare;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The memory for the bodies of requests: a share of the heap. A body takes its bytes as they arrive, and they are given
 * back when its request is answered. Endpoints of the application can share it, as a bean of the type
 * {@link SharedMemory}. Thread-safe.
 */
@Singleton
public class BodyMemory {

    private static final HeapShare SHARE = new HeapShare(16, 1024 * 1024, Long.MAX_VALUE);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final SharedMemory memory;

    BodyMemory(BatonConfig config) {
        this.memory = new SharedMemory(
                config.http().maxBytesInFlight().map(MemorySize::asLongValue).orElseGet(SHARE::here));
    }

    @Produces
    @Singleton
    SharedMemory shared() {
        return memory;
    }

    /** Returns the memory of a request whose body has not arrived. */
    public Part part() {
        return new Part(memory.part());
    }

    /** The memory that the body of one request takes. */
    public static final class Part {

        private final SharedMemory.Part memory;

        private Part(SharedMemory.Part memory) {
            this.memory = memory;
        }

        /** Throws a {@link Problem} (503) if this many bytes can't be taken now. */
        void check(long more) {
            if (!memory.fits(more)) {
                throw full();
            }
        }

        /** Takes more bytes. Throws a {@link Problem} (503) if there is no room for them. */
        void take(long more) {
            if (!memory.take(more)) {
                throw full();
            }
        }

        /** Gives all bytes back. Must be called when the request has been answered. */
        public void free() {
            memory.free();
        }

        private static Problem full() {
            return new Problem(
                            503,
                            "the bodies of requests in flight have as many bytes as allowed"
                                    + " (baton.http.max-bytes-in-flight)")
                    .retryAfter(SOON);
        }
    }
}
