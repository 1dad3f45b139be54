package dev.baton.deployment;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.Utils;

/** Packs records into a batch, two of them large, and unpacks them as a consumer does. */
public final class Unpacking implements Callable<Callable<List<String>>> {

    private static final int LARGE = 64_000_000;

    private final CompressionType compression;

    public Unpacking(String compression) {
        this.compression = CompressionType.valueOf(compression);
    }

    /** Packs the records, and returns what unpacks them. */
    @Override
    public Callable<List<String>> call() {
        MemoryRecords packed = MemoryRecords.withRecords(
                7,
                Compression.of(compression).build(),
                record("before", 12, 1),
                record("large", LARGE, 2),
                record("k".repeat(2000), LARGE, 3),
                record("after", 999_900, 4));
        return () -> {
            List<String> records = new ArrayList<>();
            for (MutableRecordBatch batch : packed.batches()) {
                batch.streamingIterator(BufferSupplier.create())
                        .forEachRemaining(record -> records.add(describe(record)));
            }
            return records;
        };
    }

    private static SimpleRecord record(String key, int size, int id) {
        Header[] headers = {new RecordHeader("ce_id", Integer.toString(id).getBytes(StandardCharsets.UTF_8))};
        return new SimpleRecord(1_000, key.getBytes(StandardCharsets.UTF_8), new byte[size], headers);
    }

    private static String describe(Record record) {
        String key = record.hasKey() ? new String(Utils.toArray(record.key()), StandardCharsets.UTF_8) : null;
        List<String> headers = Arrays.stream(record.headers())
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
        return record.offset() + " key=" + key + " value=" + record.valueSize() + " headers=" + headers;
    }
}
