package dev.baton.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.runtime.channel.kafka.RecordLimit;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Kafka's client, changed as the build changes it, unpacks no record that is larger than the limit of its thread. */
class RecordLimitTest {

    private static final int LIMIT = 1_000_000;

    /** Loads Kafka's client anew, with the change. */
    private static final class Changed extends ClassLoader {

        Changed() {
            super(RecordLimitTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            boolean own = name.startsWith("org.apache.kafka.common.") || name.equals(Unpacking.class.getName());
            return known != null || !own ? (known == null ? super.loadClass(name, resolve) : known) : define(name);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = bytes.readAllBytes();
                byte[] changed = name.equals(RecordLimitProcessor.RECORD) ? changed(code) : code;
                return defineClass(name, changed, 0, changed.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        private static byte[] changed(byte[] code) {
            ClassWriter writer = new ClassWriter(0);
            new ClassReader(code).accept(new RecordLimitProcessor.Reading(writer), 0);
            return writer.toByteArray();
        }
    }

    private record Unpacked(List<String> records, long allocated) {}

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "SNAPPY", "LZ4", "ZSTD"})
    void aLargerRecordIsReplacedAndThoseAroundItAreNot(String compression) throws Exception {
        Unpacked unpacked = unpack(compression, LIMIT);

        assertThat(unpacked.records())
                .containsExactly(
                        "7 key=before value=12 headers=[ce_id=1]",
                        "8 key=large value=-1 headers=[baton-record-size=64000022]",
                        "9 key=null value=-1 headers=[baton-record-size=64002018]",
                        "10 key=after value=999900 headers=[ce_id=4]");
        assertThat(unpacked.allocated()).isLessThan(30_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GZIP", "ZSTD"})
    void aThreadWithoutALimitReadsRecordsAsTheyAre(String compression) throws Exception {
        assertThat(unpack(compression, Integer.MAX_VALUE).records())
                .containsExactly(
                        "7 key=before value=12 headers=[ce_id=1]",
                        "8 key=large value=64000000 headers=[ce_id=2]",
                        "9 key=" + "k".repeat(2000) + " value=64000000 headers=[ce_id=3]",
                        "10 key=after value=999900 headers=[ce_id=4]");
    }

    /** The client reads a batch from its beginning with each poll, and drops what it has returned before. */
    @Test
    void aPollReturnsOnlySoManyBytesAndTheNextOneReturnsTheRest() throws Exception {
        Callable<Callable<List<String>>> unpacking = unpacking("GZIP");
        FutureTask<List<List<String>>> task = new FutureTask<>(() -> {
            Callable<List<String>> packed = unpacking.call();
            RecordLimit.onThisThread(70_000_000, 70_000_000);
            List<String> first = packed.call();
            assertThat(RecordLimit.isCutOff()).isTrue();
            RecordLimit.nextPoll(0);
            List<String> second = packed.call();
            assertThat(RecordLimit.isCutOff()).isFalse();
            return List.of(first, second);
        });
        Thread thread = new Thread(task, "polling");
        thread.start();
        thread.join();

        assertThat(task.get().get(0).subList(1, 4))
                .containsExactly(
                        "8 key=large value=64000000 headers=[ce_id=2]",
                        "9 key=null value=-1 headers=[baton-record-later=64002018]",
                        "10 key=after value=-1 headers=[baton-record-later=999921]");
        assertThat(task.get().get(1).subList(2, 4))
                .containsExactly(
                        "9 key=" + "k".repeat(2000) + " value=64000000 headers=[ce_id=3]",
                        "10 key=after value=999900 headers=[ce_id=4]");
    }

    private static Unpacked unpack(String compression, int limit) throws Exception {
        Callable<Callable<List<String>>> unpacking = unpacking(compression);
        FutureTask<Unpacked> task = new FutureTask<>(() -> {
            Callable<List<String>> packed = unpacking.call();
            if (limit < Integer.MAX_VALUE) {
                RecordLimit.onThisThread(limit);
            }
            long before = allocated();
            List<String> records = packed.call();
            return new Unpacked(records, allocated() - before);
        });
        Thread thread = new Thread(task, "unpacking");
        thread.start();
        thread.join();
        return task.get();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @SuppressWarnings("unchecked")
    private static Callable<Callable<List<String>>> unpacking(String compression) throws Exception {
        return (Callable<Callable<List<String>>>) new Changed()
                .loadClass(Unpacking.class.getName())
                .getConstructor(String.class)
                .newInstance(compression);
    }
}
