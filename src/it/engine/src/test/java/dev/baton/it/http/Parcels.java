package dev.baton.it.http;

import dev.baton.Emits;
import dev.baton.EventContext;
import dev.baton.EventData;
import dev.baton.EventKey;
import dev.baton.EventType;
import dev.baton.PermanentFailureException;
import dev.baton.it.Tables;
import io.quarkus.funqy.Context;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The application of the HTTP tests, which weighs parcels and fails on request. */
public final class Parcels {

    static final int REFUSED = 666;
    static final int FAILING = 123_456;
    static final int SPLIT = 2;
    static final String UNTIL = "until:";

    /** The beginning of a parcel that is larger than any memory. */
    static final String ENDLESS = "endless:";

    /** The parcels whose weighing waits until they are removed. */
    static final Set<String> WAITING = ConcurrentHashMap.newKeySet();

    /** The parcels whose weighing has begun to wait. */
    static final Set<String> HELD = ConcurrentHashMap.newKeySet();

    /** How often each parcel was weighed. */
    static final Map<String, AtomicInteger> WEIGHED = new ConcurrentHashMap<>();

    @EventType("parcels.sent.v1")
    record Sent(
            @EventKey @NotBlank String parcel,
            @PositiveOrZero int weight) {}

    @EventType("parcels.weighed.v1")
    record Weighed(@EventKey String parcel, int weight) {}

    @EventType("parcels.labelled.v1")
    record Labelled(@EventData String label) {}

    @EventType("parcels.photographed.v1")
    record Photographed(@EventData("image/png") byte[] photo) {}

    @EventType("parcels.scanned.v1")
    record Scanned(@EventKey String parcel) {}

    /** Returns one follow-up, two for {@link #SPLIT}, or fails. */
    public static class WeighParcel {
        @Funq
        @Emits(Weighed.class)
        public Uni<List<Weighed>> weigh(Sent sent) {
            if (sent.weight() == REFUSED) {
                throw new PermanentFailureException("parcel " + sent.parcel() + " is cursed");
            }
            if (sent.weight() == FAILING) {
                throw new IllegalStateException("the scales are broken");
            }
            if (sent.parcel().startsWith(ENDLESS)) {
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            }
            if (waits(sent.parcel())) {
                HELD.add(sent.parcel());
                return Uni.createFrom()
                        .nullItem()
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(10))
                        .chain(() -> weigh(sent));
            }
            WEIGHED.computeIfAbsent(sent.parcel(), ignored -> new AtomicInteger())
                    .incrementAndGet();
            Weighed weighed = new Weighed(sent.parcel(), sent.weight());
            return Uni.createFrom().item(sent.weight() == SPLIT ? List.of(weighed, weighed) : List.of(weighed));
        }
    }

    /**
     * Returns whether the weighing of the parcel waits. In a process other than the test's, it waits for a file: {@code
     * until:FILE}.
     */
    private static boolean waits(String parcel) {
        return WAITING.contains(parcel)
                || parcel.startsWith(UNTIL) && !Files.exists(Path.of(parcel.substring(UNTIL.length())));
    }

    /** Takes text and returns bytes. */
    public static class ReadLabel {
        @Funq
        public Photographed read(Labelled labelled) {
            return new Photographed(labelled.label().toUpperCase().getBytes());
        }
    }

    /** Takes bytes and returns text. */
    public static class DescribePhoto {
        @Funq
        public Labelled describe(Photographed photographed, @Context EventContext context) {
            return new Labelled(context.subject().orElse("?") + " " + photographed.photo().length);
        }
    }

    /** The first of two functions that handle scans. */
    public static class CountScan {
        @Funq
        public void count(Scanned scanned) {
            WEIGHED.computeIfAbsent("count " + scanned.parcel(), ignored -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    /** The second one. */
    public static class StoreScan {
        @Funq
        public void store(Scanned scanned) {
            WEIGHED.computeIfAbsent("store " + scanned.parcel(), ignored -> new AtomicInteger())
                    .incrementAndGet();
            if (scanned.parcel().startsWith("lost")) {
                throw new IllegalStateException("there is no shelf");
            }
        }
    }

    static final Class<?>[] CLASSES = {
        Parcels.class,
        Tables.class,
        Sent.class,
        Weighed.class,
        Labelled.class,
        Photographed.class,
        Scanned.class,
        WeighParcel.class,
        ReadLabel.class,
        DescribePhoto.class,
        CountScan.class,
        StoreScan.class
    };

    private Parcels() {}

    static int weighed(String parcel) {
        return WEIGHED.getOrDefault(parcel, new AtomicInteger()).get();
    }
}
